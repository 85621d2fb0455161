import Sandbox

extension SandboxConfiguration.Storage {
  /// `text` is what `--sandbox-db` or `sandbox --db` says. Without it, state is kept where the XDG Base Directory Specification puts it,
  /// so that orders outlive the process; in memory where there is no home.
  init(_ text: String?, environment: [String: String]) {
    if text == ":memory:" {
      self = .memory
    } else if let text {
      self = .file(path: text)
    } else if let folder = Self.stateFolder(environment) {
      self = .defaultFile(path: folder + "/payin-mcp/sandbox.sqlite")
    } else {
      self = .memory
    }
  }

  /// A relative path in the variable is to be ignored, as the specification says.
  private static func stateFolder(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_STATE_HOME"], folder.hasPrefix("/") { return folder }
    return environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.local/state" : nil }
  }
}
