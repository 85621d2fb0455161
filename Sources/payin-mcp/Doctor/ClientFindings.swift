import ClientSettings
import Glibc
import PayIn

/// A file in which an MCP client names its servers.
struct ClientSettingsFile: Sendable {
  /// The client's name for people.
  let client: String
  let path: String
  /// The names of the servers in the file's bytes that start payin-mcp. Throws if the client could not read the file.
  let servers: @Sendable ([UInt8]) throws -> [String]
}

/// Checks which MCP clients of this user start payin-mcp.
extension Diagnosis {
  /// The files of the clients that this version knows.
  var clientFiles: [ClientSettingsFile] {
    ClientSettings.all.flatMap { client in
      client.candidateFiles(environment).map { path in
        ClientSettingsFile(client: client.title, path: path) { try client.serversNamingPayInMCP(in: $0) }
      }
    }
  }

  func clientFindings(_ files: [ClientSettingsFile]) -> [Finding] {
    guard !files.isEmpty else {
      return [Finding(.clients, .skipped, LocalizedText("This version knows no client's settings.", "此版本不了解任何客户端的设置。"))]
    }
    var (found, broken): ([LocalizedText], [LocalizedText]) = ([], [])
    for file in files {
      guard let bytes = Self.content(of: file.path) else { continue }
      let place = LocalizedText("\(file.client) (\(whole: file.path))", "\(file.client)（\(whole: file.path)）")
      do {
        let names = LocalizedText.list(try file.servers(bytes))
        if names != .empty {
          found.append(LocalizedText("\(place[.english]): \(names[.english])", "\(place[.chinese])：\(names[.chinese])"))
        }
      } catch {
        broken.append(place)
      }
    }
    return [Self.finding(.list(found), broken: .list(broken))]
  }

  private static func finding(_ found: LocalizedText, broken: LocalizedText) -> Finding {
    let entries =
      found.isEmpty
      ? LocalizedText("No client's settings name payin-mcp.", "没有客户端的设置引用 payin-mcp。")
      : found + LocalizedText(".", "。")
    guard !broken.isEmpty else { return .ok(.clients, entries) }
    return Finding(
      .clients, .warning,
      .sentences(
        entries, LocalizedText("Cannot be read: \(broken[.english]).", "无法读取：\(broken[.chinese])。")),
      fix: LocalizedText("Correct the syntax of the file: the client ignores it as well.", "请更正文件语法：客户端同样会忽略它。"))
  }

  /// Settings of clients have a few kilobytes; some keep histories in the same file.
  private static let largestFile = 32 << 20

  /// The bytes of a regular file; nil if there is none.
  private static func content(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= largestFile else {
      return nil
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    return count < 0 ? nil : Array(bytes.prefix(count))
  }
}
