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

/// Says that the sandbox keeps its orders in memory although nobody asked for that.
enum MemoryWarning {
  /// Nil if memory was asked for, or a file is used.
  /// - Parameter flag: that sets another file.
  static func text(_ storage: SandboxConfiguration.Storage, flag: String) -> LocalizedText? {
    guard case .memoryInsteadOfFile(let reason) = storage else { return nil }
    return LocalizedText(
      """
      The sandbox keeps its orders in memory, and they end with this process: \(reason). Set XDG_STATE_HOME to a folder \
      that can be written, or give \(flag) a path; \(flag) :memory: says that memory is wanted.
      """,
      "沙盒将订单保存在内存中，进程结束后订单即消失：\(reason)。请将 XDG_STATE_HOME 设为可写的文件夹，或用 \(flag) 指定路径；\(flag) :memory: 表示就要使用内存。"
    )
  }
}

extension SandboxConfiguration.Webhook {
  /// The sandbox signs with the secret that received webhooks are checked with, so that `verify_webhook` fits.
  init(_ configuration: Configuration, environment: [String: String]) throws(WebhookURL.Problem) {
    self.init()
    if let text = configuration.sandboxWebhookURL { url = try WebhookURL(text) }
    guard configuration.webhookSecret != nil else { return }
    secret = environment[ConfigurationVariable.webhookSecret.rawValue] ?? secret
  }
}

/// The sandbox takes any key and keeps what each has made apart. These are known to everybody: they protect play money
/// only. The embedded sandbox and the command use the same, so that they see each other's orders.
enum SandboxKeys {
  static let full = "pk_test_embedded_sandbox"
  /// Sees what the other has made.
  static let readOnly = "pk_readonly_test_embedded_sandbox"
}
