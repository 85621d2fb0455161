import FoundationEssentials
import JSON
import MCP
import SandboxModel

/// A file with the hashes of the tools' definitions. `-` is stdout or stdin.
struct ToolLockFile {
  let path: String

  /// Throws the exit status if the file cannot be written; the reason is then written to stderr.
  func write(_ lock: ToolLock) throws(ExitStatus) {
    let text = String(decoding: JSONWriter.indented(lock.json), as: UTF8.self) + "\n"
    guard path != "-" else { return StandardOutput.write(text) }
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Self.report(localized("cannot be written", "无法写入"), path)
    }
  }

  func read() throws(ExitStatus) -> ToolLock {
    guard let data = Self.contents(of: path) else {
      throw Self.report(localized("cannot be read", "无法读取"), path)
    }
    guard let json = try? JSONParser.parse(Array(data)), let lock = ToolLock(json) else {
      throw Self.report(
        localized("is not a file that tools --lock has written", "不是由 tools --lock 写成的文件"), path)
    }
    return lock
  }

  private static func contents(of path: String) -> [UInt8]? {
    if path == "-" { return try? InputFile.read(nil, atMost: 1 << 24) }
    return (try? Data(contentsOf: URL(filePath: path))).map(Array.init)
  }

  private static func report(_ problem: String, _ path: String) -> ExitStatus {
    StandardError.write("payin-mcp: \(path) \(problem).")
    return .usage
  }
}

extension ToolLock.Change {
  /// The change as a line for people.
  var text: String {
    switch self {
    case .added(let name): localized("added    \(Self.shown(name))", "新增 \(Self.shown(name))")
    case .removed(let name): localized("removed  \(Self.shown(name))", "移除 \(Self.shown(name))")
    case .changed(let name, let parts):
      localized(
        "changed  \(Self.shown(name)): \(parts.map(Self.shown).joined(separator: ", "))",
        "更改 \(Self.shown(name))：\(parts.map(Self.shown).joined(separator: "、"))")
    }
  }

  /// Names stand in a file that may come from anybody, and must not write other lines or colours.
  private static func shown(_ name: String) -> String {
    DisplayedText.sanitize(name)
  }
}
