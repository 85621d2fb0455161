import JSON
import PayIn

extension Summary {
  static func webhook(_ verdict: WebhookVerdict, _ event: WebhookEvent?) -> LocalizedText {
    if let failure = verdict.failure {
      return .sentences(
        LocalizedText("Not valid (\(failure.reason)):", "无效（\(failure.reason)）："), failure.message, failure.fix)
    }
    guard let event else {
      return LocalizedText("Valid: this body was signed with the secret.", "有效：请求体由此密钥签名。")
    }
    let subject = subject(event)
    return .sentences(
      LocalizedText("Valid: \(event.sentType)\(subject[.english]).", "有效：\(event.sentType)\(subject[.chinese])。"),
      event.isKnown
        ? .empty
        : LocalizedText(
          "Its type is not documented: acknowledge it and do nothing.", "其类型未见于文档：请确认收到，不作处理。"),
      event.deduplicationKey.map {
        LocalizedText("Handle it only once, by its key \($0).", "请以其键 \($0) 去重，只处理一次。")
      } ?? .empty)
  }

  private static func subject(_ event: WebhookEvent) -> LocalizedText {
    guard let data = event.data else { return .empty }
    if let id = data["orderId"] { return LocalizedText(" of order \(id)", "，订单 \(id)") }
    return data["depositReference"].map { LocalizedText(" of deposit reference \($0)", "，充值引用 \($0)") } ?? .empty
  }

  static func sample(_ sample: WebhookSample) -> LocalizedText {
    let scheme = sample.scheme.rawValue
    return LocalizedText(
      "Made \(sample.type), signed with the scheme \(scheme). Nothing was sent.",
      "已生成 \(sample.type)，签名方案为 \(scheme)。未发送任何请求。")
  }

  /// The number of accepted webhooks, and the problem of the first that was not accepted.
  static func delivered(_ deliveries: [APIResource]) -> LocalizedText {
    let failed = deliveries.filter { $0.fields["delivered"] != true }
    let (arrived, all) = (deliveries.count - failed.count, deliveries.count)
    return .sentences(
      LocalizedText("\(arrived) of \(all) webhooks were accepted.", "\(all) 个 webhook 中有 \(arrived) 个被接受。"),
      failed.first.map(refused) ?? .empty)
  }

  private static func refused(_ delivery: APIResource) -> LocalizedText {
    let (type, problem) = (delivery["eventType"], delivery["problem"])
    return LocalizedText(
      "\(type ?? "The first") was not: \(problem ?? "no reason is known").",
      "\(type.map { "\($0) " } ?? "第一个")未被接受：\(problem ?? "原因未知")。")
  }

  /// Names the secret that signed for the receivers at `urls`.
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

  /// Names each secret that signed a delivery, once.
  static func signed(_ deliveries: [APIResource]) -> LocalizedText {
    let sources = [WebhookKey.Source.configured, .given, .endpoint, .sandbox]
    return .sentences(
      sources.map { source in
        let urls = deliveries.filter { $0["signedWith"] == source.rawValue }.map { $0["url"] ?? "" }
        return urls.isEmpty ? .empty : signed(with: source, for: urls)
      })
  }
}
