import Formats
package import SandboxModel

/// What a sandbox reports of its work while it serves.
package enum SandboxActivity: Sendable {
  case request(AnsweredRequest)
  case delivery(AttemptedDelivery)
}

/// Called on the threads that serve, so it must not wait.
package typealias SandboxObserver = @Sendable (SandboxActivity) -> Void

/// A request whose reply has been sent, or to which there is none.
package struct AnsweredRequest: Sendable, Equatable {
  package let method: String
  /// The target of the request line. A sandbox reports it without secrets.
  package var target: String
  /// The status of the reply; nil if none was sent.
  package let status: Int?
  /// The time from the end of the request to the end of the reply.
  package let milliseconds: Int
  /// The kind and the id of the fault that hit the request; nil if none did.
  package let fault: String?
  package let detail: RequestDetail

  package init(
    method: String, target: String, status: Int?, milliseconds: Int, fault: String?,
    detail: RequestDetail = RequestDetail()
  ) {
    self.method = method
    self.target = target
    self.status = status
    self.milliseconds = milliseconds
    self.fault = fault
    self.detail = detail
  }
}

/// What is known of a request besides its line and its status.
package struct RequestDetail: Sendable, Equatable {
  /// The API key, masked; nil if there was none.
  package var key: String?
  /// The value of `X-Request-Id`, of the reply or else of the request.
  package var requestId: String?
  /// The name of the error in the reply; nil if there was none.
  package var errorName: String?
  package var errorMessage: String?

  package init() {}
}

/// One attempt to deliver a webhook.
package struct AttemptedDelivery: Sendable, Equatable {
  package let event: EventType
  package let eventId: String
  package let deliveryId: String
  /// The URL without its query, in which receivers hide secrets.
  package let url: String
  /// The number of the attempt, from 1.
  package let number: Int
  /// The result, with the signature that was sent.
  package let attempt: DeliveryAttempt
  /// The seconds until the next attempt; nil if there is none.
  package let secondsToNext: Int64?

  init(_ webhook: OutgoingWebhook, number: Int, _ attempt: DeliveryAttempt, secondsToNext: Int64?) {
    event = webhook.type
    eventId = webhook.eventId
    deliveryId = webhook.deliveryId
    url = LoggedTarget.withoutQuery(webhook.url)
    self.number = number
    self.attempt = attempt
    self.secondsToNext = secondsToNext
  }
}

/// Targets and URLs as they may be reported.
package enum LoggedTarget {
  private static let longest = 200

  /// Returns the target with "…" in place of each segment and each value that holds a key, a secret or a token, cut to
  /// 200 characters.
  package static func text(_ target: String, hiding token: String) -> String {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var text = join(parts[0], "/") { isSecret($0, token) ? "…" : $0 }
    if parts.count > 1 {
      text += "?" + join(parts[1], "&") { item(in: $0, token) }
    }
    return text.unicodeScalars.count > longest ? String(text.unicodeScalars.prefix(longest - 1)) + "…" : text
  }

  package static func withoutQuery(_ url: String) -> String {
    let parts = url.split(separator: "?", maxSplits: 1)
    return parts.count > 1 ? parts[0] + "?…" : url
  }

  private static func join(_ text: Substring, _ separator: Character, _ shown: (Substring) -> Substring) -> String {
    text.split(separator: separator, omittingEmptySubsequences: false).map(shown).joined(separator: "\(separator)")
  }

  private static func item(in text: Substring, _ token: String) -> Substring {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count > 1 else { return isSecret(text, token) ? "…" : text }
    // `token=USDT` filters a list; the tokens of the dashboard and of previews are longer.
    let name = parts[0].lowercased()
    let isNamed = parts[1].count > longestSymbol && secretNames.contains { name.contains($0) }
    return isNamed || isSecret(text, token) ? "\(parts[0].prefix(longestName))=…" : text
  }

  /// Parts of parameter names whose values are secrets.
  private static let secretNames = ["token", "key", "secret", "passw", "auth"]
  private static let longestSymbol = 8
  private static let longestName = 20

  /// The text, or "…" if it holds a key or a secret.
  static func masked(_ text: String) -> String {
    ["pk_", "whsec_"].contains { text.contains($0) } ? "…" : text
  }

  private static func isSecret(_ text: Substring, _ token: String) -> Bool {
    let decoded = PercentEncoding.decode(text, plusIsSpace: true) ?? String(text)
    return [token, "pk_", "whsec_"].contains { decoded.contains($0) || text.contains($0) }
  }
}
