import Formats
import JSON
import PayIn

/// A secret that webhooks are signed or checked with, and where it comes from.
struct WebhookKey: Sendable {
  /// The origin of the key. Results and the sandbox name it by its raw value in `signedWith`.
  enum Source: String, Sendable {
    /// `PAYIN_WEBHOOK_SECRET`, which may be that of a real account.
    case configured
    /// The sandbox's own secret, which is known to everybody.
    case sandbox
    /// A secret that came with the call.
    case given
    /// The secret of an endpoint that was made over the API.
    case endpoint
  }

  let secret: WebhookSecret
  let source: Source
}

extension WebhookKey {
  /// The key that checks what was received. Nil if there is none.
  static func checking(_ given: WebhookSecret?, _ configuration: Configuration) -> WebhookKey? {
    given.map { WebhookKey(secret: $0, source: .given) } ?? configured(configuration) ?? sandbox(configuration)
  }

  /// The key that signs for the receiver at `url`. Nil if there is none.
  ///
  /// The configured secret signs only for this machine and the configured endpoint: elsewhere an example could pass for
  /// a payment. Given in the call it is still the configured one, and refused instead of replaced.
  static func signing(
    for url: String, _ given: WebhookSecret?, _ configuration: Configuration
  ) throws(InvalidArguments) -> WebhookKey? {
    let isTrusted =
      WebhookReceiverAddress.isLoopback(url)
      || configuration.sandboxWebhookURL.map { $0.utf8.elementsEqual(url.utf8) } ?? false
    guard let configured = configured(configuration) else { return checking(given, configuration) }
    guard let given else { return isTrusted ? configured : WebhookKey(secret: .sandbox, source: .sandbox) }
    guard configured.secret.isSame(as: given) else { return WebhookKey(secret: given, source: .given) }
    guard isTrusted else { throw refusal }
    return configured
  }

  private static func configured(_ configuration: Configuration) -> WebhookKey? {
    configuration.webhookSecret.map { WebhookKey(secret: $0, source: .configured) }
  }

  /// The sandbox's own key; nil if a secret is set that cannot be used, which it must not replace.
  private static func sandbox(_ configuration: Configuration) -> WebhookKey? {
    guard configuration.mode == .sandbox, configuration.webhookSecretError == nil else { return nil }
    return WebhookKey(secret: .sandbox, source: .sandbox)
  }

  private static let refusal = InvalidArguments(
    .init(
      path: "/secret", expected: LocalizedText("the secret of that receiver", "该接收端的密钥"),
      given: LocalizedText("the secret that real webhooks are signed with", "真实 webhook 使用的签名密钥"),
      fix: LocalizedText(
        """
        Give another `secret`, or none: PAYIN_WEBHOOK_SECRET signs examples only for this machine and for \
        PAYIN_SANDBOX_WEBHOOK_URL.
        """, "请另给一个 `secret`，或不提供：PAYIN_WEBHOOK_SECRET 只为本机和 PAYIN_SANDBOX_WEBHOOK_URL 签名示例。")))
}

/// The address of a webhook receiver, as far as it decides which secret may sign for it.
enum WebhookReceiverAddress {
  /// Whether the URL leads to this machine, judged by its text alone, with or without a port. Everything unusual before
  /// the path, such as a user name, another notation of the address or a final dot, makes it another machine.
  static func isLoopback(_ url: String) -> Bool {
    guard let scheme = ["http://", "https://"].first(where: { url.lowercased().hasPrefix($0) }) else { return false }
    let text = String(url.unicodeScalars.dropFirst(scheme.utf8.count).prefix { !["/", "?", "#"].contains($0) })
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    let authority = URLAuthority(text)
    return !authority.hasUserInfo && authority.isLoopback && authority.hasValidPort
  }
}
