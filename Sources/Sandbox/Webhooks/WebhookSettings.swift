import HTTP

/// What is known of webhooks when a sandbox starts.
struct WebhookSettings: Sendable {
  /// The id of the endpoint that was set at the start.
  var configuredEndpoint: String?
  /// The URL of that endpoint.
  var configuredURL: WebhookURL?
  /// The configured secret, or the sandbox's own if none was configured. `key(for:)` says where it signs.
  let secret: String
  let scheme: SignatureScheme
  /// Nil if nothing is ever sent.
  let transport: (any HTTPTransport)?
}
