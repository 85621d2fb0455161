import CArguments
import Glibc

/// This program, to be started once more as a server.
enum OwnProgram {
  /// The file that runs, even if an update has replaced it since; where there is no /proc, the name it was started with.
  static var path: String {
    let running = "/proc/self/exe"
    if access(running, X_OK) == 0 { return running }
    return carguments_at(0).map { String(cString: $0) } ?? "payin-mcp"
  }
}
