import JSON
import PayIn

/// Sends events of the embedded sandbox on request.
enum WebhookDeliveryTool {
  static let row = ToolRow("deliver_webhook", .deliverWebhooks) { arguments throws(InvalidArguments) in
    try requireOneSubject(arguments)
    return { client throws(PayInError) in
      answer(try await client.deliverWebhooks(arguments))
    }
  }

  private static func answer(_ deliveries: [APIResource]) -> ToolAnswer {
    ToolAnswer(
      summary: .sentences(Summary.delivered(deliveries), Summary.signed(deliveries)),
      fields: ["outcome": "done", "deliveries": .array(deliveries.map { .object($0.fields) })])
  }

  private static func requireOneSubject(_ arguments: JSONObject) throws(InvalidArguments) {
    let given = ["eventId", "orderId", "depositReference"].filter { arguments[$0] != nil }
    guard given.count > 1 else { return }
    throw InvalidArguments(
      .init(
        path: "/\(given[1])",
        expected: LocalizedText(
          "one of eventId, orderId and depositReference", "eventId、orderId 和 depositReference 之一"),
        given: LocalizedText(raw: given.joined(separator: " and "), given.joined(separator: " 和 ")),
        fix: LocalizedText("Give one of them, or none for the latest event.", "请只提供其中一个；都不提供则为最新事件。")))
  }
}
