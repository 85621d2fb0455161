/// A receiver of events: its URL, and the types it subscribes to.
package struct WebhookEndpoint: Sendable {
  /// Subscribes to every type.
  package static let everyEvent = "*"
  package static let maximumRetries = 0...10
  package static let standardRetries = 5
  package static let timeouts = 1...60_000
  package static let standardTimeout = 30_000

  package let sequence: Int64
  package let id: String
  /// The owner; nil for the configuration's endpoint, which receives the events of all tenants.
  package let tenant: String?
  package var name: String
  package var description: String?
  package var url: String
  package var secret: String
  package var scheme: SignatureScheme
  /// The raw values of event types, or `*`.
  package var subscribedEvents: [String]
  /// The number of retries after the first attempt.
  package var maximumRetries: Int
  package var timeoutMilliseconds: Int
  package var isEnabled: Bool
  package let createdAt: Timestamp
  package var updatedAt: Timestamp

  package init(
    sequence: Int64, id: String, tenant: String?, name: String, description: String? = nil, url: String, secret: String,
    scheme: SignatureScheme, subscribedEvents: [String], maximumRetries: Int, timeoutMilliseconds: Int, isEnabled: Bool,
    createdAt: Timestamp, updatedAt: Timestamp
  ) {
    self.sequence = sequence
    self.id = id
    self.tenant = tenant
    self.name = name
    self.description = description
    self.url = url
    self.secret = secret
    self.scheme = scheme
    self.subscribedEvents = subscribedEvents
    self.maximumRetries = maximumRetries
    self.timeoutMilliseconds = timeoutMilliseconds
    self.isEnabled = isEnabled
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }

  func isSubscribed(to type: EventType) -> Bool {
    subscribedEvents.contains { $0 == Self.everyEvent || $0 == type.rawValue }
  }

  /// A form of the secret that can be recognised but not used.
  package var maskedSecret: String {
    let prefix = secret.hasPrefix("whsec_") ? "whsec_" : ""
    return prefix + "…" + (secret.count >= 16 ? secret.suffix(4) : "")
  }
}
