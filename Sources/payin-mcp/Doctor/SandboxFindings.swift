import Glibc
import PayIn
import Sandbox
import SandboxModel

/// Checks of the sandbox's file, of the space for it and of the port of `payin-mcp sandbox`.
extension Diagnosis {
  private static let flag = "--sandbox-db"

  func sandboxFindings() -> [Finding] {
    // A setting that leads nowhere is reported with the settings.
    guard let storage = try? SandboxConfiguration.Storage(sandboxFile, flag: Self.flag, environment: environment) else {
      return [portFinding]
    }
    switch storage {
    case .memory:
      return [
        .ok(.sandboxFile, LocalizedText("In memory: orders end with the process.", "在内存中：订单随进程结束。")), portFinding,
      ]
    case .memoryInsteadOfFile:
      return [Finding(.sandboxFile, .warning, storage.memoryWarning(flag: Self.flag) ?? .empty), portFinding]
    case .file(let path): return fileFindings(path, isNamed: true) + [portFinding]
    case .defaultFile(let path): return fileFindings(path, isNamed: false) + [portFinding]
    }
  }

  private func fileFindings(_ path: String, isNamed: Bool) -> [Finding] {
    let folder = Self.existingFolder(of: path)
    do throws(SandboxError) {
      let exists = try DatabaseFile(path: path, mayBeLink: isNamed).inspect()
      // The folder is written to as well: SQLite keeps a log beside the file.
      guard access(folder, W_OK | X_OK) == 0 else {
        // A text is put together when it is read, and errno has another value then.
        let reason = String(cString: strerror(errno))
        return [
          unusable(
            LocalizedText(
              "\(whole: folder): \(reason)",
              "\(whole: folder)：\(reason)"), endsCalls: isNamed)
        ]
      }
      return [file(path, exists: exists), space(folder)]
    } catch {
      let isForeign = !isNamed && !error.isPathUnusable
      return [
        unusable(
          LocalizedText(verbatim: "\(error)"), endsCalls: isNamed || isForeign,
          fix: isForeign
            ? LocalizedText(
              "Move the file away, or give --sandbox-db another path.", "请移走该文件，或用 --sandbox-db 指定其他路径。")
            : Self.otherPlace)
      ]
    }
  }

  private func file(_ path: String, exists: Bool) -> Finding {
    guard exists else {
      return .ok(.sandboxFile, LocalizedText("\(whole: path), made at the first use.", "\(whole: path)，首次使用时创建。"))
    }
    let use = DatabaseUse(of: path)
    if let writer = use.writer {
      return Finding(
        .sandboxFile, .warning,
        LocalizedText("\(whole: path) is being written by process \(writer).", "进程 \(writer) 正在写入 \(whole: path)。"),
        fix: LocalizedText(
          "Run this again; if it is the same process then, end it: others wait for it.",
          "请再次运行；若仍是同一进程，请结束它：其他进程在等待它。"))
    }
    guard let user = use.user else { return .ok(.sandboxFile, LocalizedText("\(whole: path)", "\(whole: path)")) }
    return .ok(
      .sandboxFile, LocalizedText("\(whole: path), also used by process \(user).", "\(whole: path)，进程 \(user) 也在使用。"))
  }

  /// - Parameter endsCalls: whether every call to the sandbox fails; a default place that cannot be written is replaced by
  ///   memory. It does not matter where calls go to an API.
  private func unusable(
    _ reason: LocalizedText, endsCalls: Bool, fix: LocalizedText = otherPlace
  ) -> Finding {
    let isSandbox = configuration.map { $0.mode == .sandbox } ?? true
    return Finding(.sandboxFile, endsCalls && isSandbox ? .failure : .warning, reason, fix: fix)
  }

  private static let otherPlace = LocalizedText(
    "Give --sandbox-db a path in a folder that can be written, or :memory:.",
    "请用 --sandbox-db 指定可写文件夹中的路径，或 :memory:。")

  /// The deepest folder on the way to the file that exists; the others are made with the file.
  private static func existingFolder(of path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    while parts.count > 1 {
      let folder = parts.joined(separator: "/")
      if access(folder, F_OK) == 0 { return folder }
      parts.removeLast()
    }
    return path.hasPrefix("/") ? "/" : parts.first.map { access(String($0), F_OK) == 0 ? String($0) : "." } ?? "."
  }

  /// The space below which a warning is due: thousands of orders, with the log.
  private static let scarceMegabytes = 50

  private func space(_ folder: String) -> Finding {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else {
      return Finding(.diskSpace, .skipped, LocalizedText("The system does not tell it.", "系统未提供。"))
    }
    let megabytes = Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize) / 1_000_000)
    let message = LocalizedText("\(megabytes) MB are free in \(whole: folder).", "\(whole: folder) 剩余 \(megabytes) MB。")
    guard megabytes < Self.scarceMegabytes else { return .ok(.diskSpace, message) }
    return Finding(
      .diskSpace, megabytes == 0 ? .failure : .warning, message,
      fix: LocalizedText("Free some space, or name another file with --sandbox-db.", "请释放空间，或用 --sandbox-db 指定其他文件。"))
  }

  private var portFinding: Finding {
    let port = LocalSandbox.port
    let number = Self.errorOfBinding(in_port_t(port))
    guard number != 0 else { return .ok(.sandboxPort, LocalizedText("\(port) is free.", "\(port) 空闲。")) }
    return Finding(
      .sandboxPort, .warning,
      LocalizedText(
        "\(port) cannot be used: \(String(cString: strerror(number))).",
        "\(port) 不可用：\(String(cString: strerror(number)))。"),
      fix: LocalizedText(
        "Only payin-mcp sandbox needs it: a sandbox that runs already may be used, or give it another --port.",
        "只有 payin-mcp sandbox 需要它：可使用已在运行的沙盒，或用 --port 指定其他端口。"))
  }

  /// The error of errno(3), or zero if the port of this machine can be had.
  private static func errorOfBinding(_ port: in_port_t) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    var isOn: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    let result = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return result == 0 ? 0 : errno
  }
}
