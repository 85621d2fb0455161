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

  private static func answer(_ deliveries: [Record]) -> ToolAnswer {
    ToolAnswer(
      summary: Summary.delivered(deliveries),
      fields: ["outcome": "done", "deliveries": .array(deliveries.map { .object($0.fields) })])
  }

  private static func requireOneSubject(_ arguments: JSONObject) throws(InvalidArguments) {
    let given = ["eventId", "orderId", "depositReference"].filter { arguments[$0] != nil }
    guard given.count > 1 else { return }
    throw InvalidArguments(
      .init(
        path: "/\(given[1])", expected: "one of eventId, orderId and depositReference",
        given: given.joined(separator: " and "), fix: "Give one of them, or none for the latest event."))
  }
}

extension Summary {
  /// How many arrived, and what the first said that did not.
  fileprivate static func delivered(_ deliveries: [Record]) -> String {
    let failed = deliveries.filter { $0.fields["delivered"] != true }
    let arrived = "\(deliveries.count - failed.count) of \(deliveries.count) webhooks were accepted"
    guard let first = failed.first else { return "\(arrived)." }
    return "\(arrived). \(first["eventType"] ?? "The first") was not: \(first["problem"] ?? "no reason is known")."
  }
}
