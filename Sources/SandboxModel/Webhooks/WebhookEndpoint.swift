/// Where events are sent, and which.
struct WebhookEndpoint: Sendable {
  /// Instead of a list of types.
  static let everyEvent = "*"
  static let maximumRetries = 0...10
  static let standardRetries = 5
  static let timeouts = 1...60_000
  static let standardTimeout = 30_000

  let sequence: Int64
  let id: String
  /// Nil if it was set at the start of the program and hears of every tenant's events.
  let tenant: String?
  var name: String
  var description: String?
  var url: String
  var secret: String
  var scheme: SignatureScheme
  /// Raw values of types, or `*`.
  var subscribedEvents: [String]
  /// After the first attempt.
  var maximumRetries: Int
  var timeoutMilliseconds: Int
  var isEnabled: Bool
  let createdAt: Timestamp
  var updatedAt: Timestamp

  func hears(of type: EventType) -> Bool {
    subscribedEvents.contains { $0 == Self.everyEvent || $0 == type.rawValue }
  }

  /// Enough to recognise it, not to use it.
  var maskedSecret: String {
    let prefix = secret.hasPrefix("whsec_") ? "whsec_" : ""
    return prefix + "…" + (secret.count >= 16 ? secret.suffix(4) : "")
  }
}
