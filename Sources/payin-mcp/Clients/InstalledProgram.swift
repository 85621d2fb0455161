import CArguments
import Glibc

/// The path by which a client starts this program.
enum InstalledProgram {
  /// Prefers a path in PATH that leads here, symbolic links unresolved: it stays the same when a package manager
  /// replaces the file behind it. Next comes a wrapper that has started this program under its own name, as the wheel's
  /// entry point does: the path of the program inside has Python's version in it.
  static func path(_ environment: [String: String]) -> String {
    let typed = carguments_at(0).map { String(cString: $0) } ?? "payin-mcp"
    let own = real("/proc/self/exe") ?? real(typed)
    let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
    let names = [typed.split(separator: "/").last.map(String.init) ?? "", "payin-mcp"]
    let candidates = folders.flatMap { folder in names.map { "\(folder)/\($0)" } }
    if let own, let found = candidates.first(where: { real($0) == own }) { return absolute(found) }
    if isWrapper(typed, of: own) { return absolute(typed) }
    if typed.contains("/"), real(typed) == own { return absolute(typed) }
    return own ?? absolute(typed)
  }

  /// The path from the root, without `.` and empty parts. `..` stays: behind a symbolic link it leads elsewhere.
  static func absolute(_ path: String) -> String {
    let full = path.hasPrefix("/") ? path : currentFolder + "/" + path
    return "/" + full.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  private static func isWrapper(_ path: String, of program: String?) -> Bool {
    path.hasPrefix("/") && isProgram(path) && real(path) != program
  }

  private static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
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
  /// A warning if the path leads to nothing that can be started, or to what may be deleted at any time; or nil.
  static func remark(_ program: String, _ environment: [String: String]) -> String? {
    if !isProgram(program) {
      return localized(
        "Warning: \(program) cannot be started on this machine.", "警告：本机无法启动 \(program)。")
    }
    guard isInCache(program, environment) else { return nil }
    return localized(
      "Warning: \(program) is in a cache, which may be emptied. Install payin-mcp first, as by: uv tool install payin-mcp.",
      "警告：\(program) 位于缓存中，随时可能被清空。请先安装 payin-mcp，例如：uv tool install payin-mcp。")
  }

  /// Whether a program that runs without being installed is there, as by `uvx` or `pipx run`.
  private static func isInCache(_ program: String, _ environment: [String: String]) -> Bool {
    let folders = ["UV_CACHE_DIR", "XDG_CACHE_HOME"].compactMap { environment[$0] }.filter { $0.hasPrefix("/") }
    return program.contains("/.cache/") || folders.contains { program.hasPrefix(absolute($0) + "/") }
  }
}
