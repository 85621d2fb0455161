import PayIn
import Sandbox

extension SandboxConfiguration.Storage {
  /// `text` is what `--sandbox-db` or `sandbox --db` says. Without it, state is kept where the XDG Base Directory
  /// Specification puts it, so that orders outlive the process; in memory where that leads nowhere.
  /// - Parameter flag: the name of the setting that `text` is from.
  /// - Throws: the problem with a path that somebody has set.
  init(_ text: String?, flag: String, environment: [String: String]) throws(SettingError) {
    let home = environment["HOME"]
    switch text {
    case ":memory:"?: self = .memory
    case let text?: self = .file(path: try Self.resolve(text, flag, home))
    case nil: self = try Self.standard(environment["XDG_STATE_HOME"], home)
    }
  }

  private static func standard(_ state: String?, _ home: String?) throws(SettingError) -> Self {
    // A relative path in the variable is to be ignored, as the specification says.
    if let state, let first = state.utf8.first, "/~$".utf8.contains(first) {
      return defaultFile(in: try resolve(state, "XDG_STATE_HOME", home))
    }
    guard let home, !home.isEmpty else { return .memoryInsteadOfFile(reason: "HOME is not set") }
    guard PathSetting.isUsable(home) else {
      return .memoryInsteadOfFile(reason: "HOME is not a path that can be used")
    }
    return defaultFile(in: home + "/.local/state")
  }

  private static func defaultFile(in folder: String) -> Self {
    .defaultFile(path: folder + "/payin-mcp/sandbox.sqlite")
  }

  private static func resolve(
    _ text: String, _ setting: String, _ home: String?
  ) throws(SettingError) -> String {
    do throws(PathSetting.ValidationError) {
      return try PathSetting.resolve(text, home: home)
    } catch {
      throw SettingError(setting, .path(error))
    }
  }
}
