import CArguments
import FoundationEssentials
import Glibc
import PayIn

/// This program, to be started once more as a server.
enum OwnProgram {
  /// The file that runs, even if an update has replaced it since; where there is no /proc, the name it was started with.
  static var path: String {
    let running = "/proc/self/exe"
    if access(running, X_OK) == 0 { return running }
    return carguments_at(0).map { String(cString: $0) } ?? "payin-mcp"
  }

  /// The environment of a server that works on a sandbox of its own: nothing of the user's settings gets there, so a key
  /// cannot send its calls to a real API.
  static func sandboxEnvironment(
    language: Language, of environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> [String: String] {
    var clean = environment.filter { !$0.key.hasPrefix("PAYIN_") }
    clean[ConfigurationVariable.language.rawValue] = language.rawValue
    // A file that is named must be there; this one says that there is none.
    clean[ConfigurationVariable.config.rawValue] = "/dev/null"
    return clean
  }
}
