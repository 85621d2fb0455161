import JSON
import PayIn
import PayInTools

/// A webhook that was received, with the verdict on it and the answer to it.
struct ReceivedWebhook: Sendable {
  let report: WebhookReport
  let isValid: Bool
  /// The event's key if the body is signed: deliveries of one event share it.
  let key: String?
  let deliveryId: String?
  let answeredStatus: Int
  let forwarding: Forwarding?

  /// What the receiver that it was forwarded to answered.
  struct Forwarding: Sendable {
    /// The HTTP status; nil if there was no answer.
    let status: Int?
    let milliseconds: Int
    let problem: String?
  }
}

/// Prints webhooks in the order in which they came, and recognises those that were delivered before.
struct WebhookPrinter {
  /// The number of events that are remembered.
  private static let mostKeys = 10_000

  let isJSON: Bool
  let reader: DisplayContext
  private var counts: [String: Int] = [:]
  private var order: [String] = []

  init(isJSON: Bool, for reader: DisplayContext) {
    self.isJSON = isJSON
    self.reader = reader
  }

  mutating func write(_ webhook: ReceivedWebhook) {
    let times = webhook.key.map { count($0) } ?? 1
    StandardOutput.write((isJSON ? "\(JSONValue.object(object(webhook, times)))" : line(webhook, times)) + "\n")
  }

  /// The number of deliveries of the event, this one included.
  private mutating func count(_ key: String) -> Int {
    if counts[key] == nil {
      order.append(key)
      if order.count > Self.mostKeys { counts[order.removeFirst()] = nil }
    }
    counts[key, default: 0] += 1
    return counts[key, default: 1]
  }

  private func line(_ webhook: ReceivedWebhook, _ times: Int) -> String {
    let mark = webhook.isValid ? TerminalStyle.green.paint("✓") : TerminalStyle.red.paint("✗")
    let seen = times > 1 ? localized(" Seen before: delivery \(times).", "此前已收到：第 \(times) 次投递。") : ""
    return TerminalStyle.dim.paint(LogTime.now) + " \(mark) \(webhook.report.summary.rendered(for: reader))\(seen)"
      + answer(webhook)
  }

  private func answer(_ webhook: ReceivedWebhook) -> String {
    let status = webhook.answeredStatus
    let answer = localized(" Answered \(status).", "已应答 \(status)。")
    guard let forwarding = webhook.forwarding else { return answer }
    let result = forwarding.status.map(String.init) ?? forwarding.problem ?? ""
    return localized(
      " Forwarded: \(result), \(forwarding.milliseconds) ms.", "已转发：\(result)，\(forwarding.milliseconds) ms。") + answer
  }

  private func object(_ webhook: ReceivedWebhook, _ times: Int) -> JSONObject {
    var object = webhook.report.fields
    object["deliveryId"] = webhook.deliveryId.map(JSONValue.string)
    object["seenBefore"] = .bool(times > 1)
    object["answeredStatus"] = .number(JSONNumber(webhook.answeredStatus))
    object["forwarded"] = webhook.forwarding.map { forwarding in
      var view: JSONObject = ["ms": .number(JSONNumber(forwarding.milliseconds))]
      view["status"] = forwarding.status.map { .number(JSONNumber($0)) }
      view["problem"] = forwarding.problem.map(JSONValue.string)
      return .object(view)
    }
    return reader.secrets.redact(object)
  }
}
