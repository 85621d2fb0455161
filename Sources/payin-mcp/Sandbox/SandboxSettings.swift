import PayIn
import Sandbox
import SandboxModel

extension SandboxConfiguration.Storage {
  /// `text` is the value of `--sandbox-db` or `sandbox --db`. Without it, state is kept where the XDG Base Directory
  /// Specification puts it, so that orders outlive the process; in memory where that leads nowhere.
  /// - Parameter flag: the name of the setting that `text` is from.
  /// - Throws: the problem of a path that was set.
  init(_ text: String?, flag: String, environment: [String: String]) throws(SettingError) {
    let home = environment["HOME"]
    switch text {
    case ":memory:"?: self = .memory
    case let text?: self = .file(path: try Self.resolve(text, flag, home))
    case nil: self = try Self.standard(environment["XDG_STATE_HOME"], home)
    }
  }

  private static func standard(_ state: String?, _ home: String?) throws(SettingError) -> Self {
    // The specification demands that a relative path in the variable is ignored.
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

extension SandboxConfiguration.Storage {
  /// The warning that orders are kept in memory although that was not asked for; nil otherwise.
  ///
  /// - Parameter flag: the option that sets another file.
  func memoryWarning(flag: String) -> LocalizedText? {
    guard case .memoryInsteadOfFile(let reason) = self else { return nil }
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
  init(_ configuration: Configuration) throws(SettingError) {
    self.init()
    if let text = configuration.sandboxWebhookURL {
      do throws(WebhookURL.Problem) {
        url = try WebhookURL(text)
      } catch {
        throw configuration.error(.sandboxWebhookURL, .unusable(LocalizedText(verbatim: "\(error)")))
      }
    }
    secret = configuration.webhookSecret?.withText { $0 } ?? secret
  }
}
