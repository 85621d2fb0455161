import JSON
import PayIn

extension Summary {
  /// The secret that signed for the receivers at `urls`.
  static func signed(with source: WebhookKey.Source, for urls: [String]) -> LocalizedText {
    switch source {
    case .configured: LocalizedText("Signed with PAYIN_WEBHOOK_SECRET.", "已用 PAYIN_WEBHOOK_SECRET 签名。")
    case .given: LocalizedText("Signed with the secret given.", "已用所提供的密钥签名。")
    case .endpoint: LocalizedText("Signed with the endpoint's own secret.", "已用端点自身的密钥签名。")
    case .sandbox where urls.allSatisfy(WebhookReceiverAddress.isLoopback):
      LocalizedText("Signed with the sandbox's own secret.", "已用沙盒自身的密钥签名。")
    case .sandbox:
      LocalizedText(
        """
        Signed with the sandbox's own secret: PAYIN_WEBHOOK_SECRET signs only for this machine and for \
        PAYIN_SANDBOX_WEBHOOK_URL.
        """, "已用沙盒自身的密钥签名：PAYIN_WEBHOOK_SECRET 只为本机和 PAYIN_SANDBOX_WEBHOOK_URL 签名。")
    }
  }

  /// Each secret that signed a delivery, once.
  static func signed(_ deliveries: [APIResource]) -> LocalizedText {
    let sources = [WebhookKey.Source.configured, .given, .endpoint, .sandbox]
    return .sentences(
      sources.map { source in
        let urls = deliveries.filter { $0["signedWith"] == source.rawValue }.map { $0["url"] ?? "" }
        return urls.isEmpty ? .empty : signed(with: source, for: urls)
      })
  }
}
