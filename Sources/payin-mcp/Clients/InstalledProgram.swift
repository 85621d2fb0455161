import CArguments
import Glibc

/// The path by which a client starts this program.
enum InstalledProgram {
  /// Prefers a path in PATH that leads here, symbolic links unresolved: it stays the same when a package manager
  /// replaces the file behind it.
  static func path(_ environment: [String: String]) -> String {
    let typed = carguments_at(0).map { String(cString: $0) } ?? "payin-mcp"
    let own = real("/proc/self/exe") ?? real(typed)
    let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
    let names = [typed.split(separator: "/").last.map(String.init) ?? "", "payin-mcp"]
    let candidates = folders.flatMap { folder in names.map { "\(folder)/\($0)" } }
    if let own, let found = candidates.first(where: { real($0) == own }) { return absolute(found) }
    if typed.contains("/"), real(typed) == own { return absolute(typed) }
    return own ?? absolute(typed)
  }

  /// The path from the root, without `.` and empty parts. `..` stays: behind a symbolic link it leads elsewhere.
  static func absolute(_ path: String) -> String {
    let full = path.hasPrefix("/") ? path : currentFolder + "/" + path
    return "/" + full.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  private static var currentFolder: String {
    guard let folder = getcwd(nil, 0) else { return "" }
    defer { free(folder) }
    return String(cString: folder)
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

extension InstalledProgram {
  /// A warning if the path leads to nothing that can be started, or nil.
  static func remark(_ program: String) -> String? {
    guard access(program, X_OK) != 0 else { return nil }
    return localized(
      "Warning: \(program) cannot be started on this machine.", "警告：本机无法启动 \(program)。")
  }
}
