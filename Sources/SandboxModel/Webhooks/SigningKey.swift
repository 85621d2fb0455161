import HTTP

/// A secret that webhooks are signed with, and where it comes from.
struct SigningKey: Sendable {
  /// As the results of deliveries name it in `signedWith`.
  enum Source: String, Sendable {
    /// The secret that was set when the program started, such as `PAYIN_WEBHOOK_SECRET`.
    case configured
    /// The sandbox's own secret, which is known to everybody.
    case sandbox
    /// A secret that came with the request.
    case given
    /// The secret of an endpoint that was made over the API.
    case endpoint
  }

  let secret: String
  let source: Source
}

/// Which receiver gets which signature. The configured secret may be that of a real account, whose receivers would take
/// the sandbox's events for payments. It therefore signs only for this machine and for the endpoint that was configured
/// together with it.
extension WebhookSettings {
  private static let ownKey = SigningKey(secret: SandboxConfiguration.Webhook.knownSecret, source: .sandbox)

  /// The key for a receiver that has no secret of its own.
  func key(for url: String) -> SigningKey {
    mayUseConfiguredSecret(for: url) ? SigningKey(secret: secret, source: .configured) : Self.ownKey
  }

  /// The key made of a secret that came with a request. Throws if it is the configured one and must not sign for `url`:
  /// to sign with another secret than the one asked for would only be found out by the receiver.
  func key(given secret: String, for url: String) throws(APIError) -> SigningKey {
    try refuseConfiguredSecret(secret, for: url, as: "secret")
    return isConfigured(secret) ? key(for: url) : SigningKey(secret: secret, source: .given)
  }

  /// The key of an endpoint that was made over the API. A file may hold the configured secret from an earlier start.
  func key(ofEndpoint secret: String, at url: String) -> SigningKey {
    isConfigured(secret) ? key(for: url) : SigningKey(secret: secret, source: .endpoint)
  }

  func refuseConfiguredSecret(_ secret: String, for url: String, as field: String) throws(APIError) {
    guard isConfigured(secret), !mayUseConfiguredSecret(for: url) else { return }
    throw .invalid(
      field, "is the configured webhook secret, which signs only for this machine and the configured endpoint")
  }

  private func isConfigured(_ text: String) -> Bool {
    secret.utf8.elementsEqual(text.utf8) && text != SandboxConfiguration.Webhook.knownSecret
  }

  private func mayUseConfiguredSecret(for url: String) -> Bool {
    guard isConfigured(secret), let receiver = try? WebhookURL(url) else { return false }
    return receiver.isLoopback || receiver == configuredURL
  }
}

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
