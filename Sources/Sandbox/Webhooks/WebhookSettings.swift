import HTTP

/// What is known of webhooks when a sandbox starts.
struct WebhookSettings: Sendable {
  /// The id of the endpoint that was set at the start.
  var configuredEndpoint: String?
  /// Of URLs that come without one.
  let secret: String
  let scheme: SignatureScheme
  /// Nil if nothing is ever sent.
  let transport: (any HTTPTransport)?
}
