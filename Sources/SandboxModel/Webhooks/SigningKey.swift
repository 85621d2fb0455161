/// A secret that webhooks are signed with, and where it comes from.
package struct SigningKey: Sendable {
  /// As the results of deliveries name it in `signedWith`.
  package enum Source: String, Sendable {
    /// The secret that was set when the program started, such as `PAYIN_WEBHOOK_SECRET`.
    case configured
    /// The sandbox's own secret, which is known to everybody.
    case sandbox
    /// A secret that came with the request.
    case given
    /// The secret of an endpoint that was made over the API.
    case endpoint
  }

  package let secret: String
  package let source: Source

  package init(
    secret: String, source: Source
  ) {
    self.secret = secret
    self.source = source
  }
}

/// Which receiver gets which signature. The configured secret may be that of a real account, whose receivers would take
/// the sandbox's events for payments. It therefore signs only for this machine and for the endpoint that was configured
/// together with it.
extension WebhookSettings {
  private static let ownKey = SigningKey(secret: Self.knownSecret, source: .sandbox)

  /// The key for a receiver that has no secret of its own.
  package func key(for url: String) -> SigningKey {
    mayUseConfiguredSecret(for: url) ? SigningKey(secret: secret, source: .configured) : Self.ownKey
  }

  /// The key of an endpoint that was made over the API. A file may hold the configured secret from an earlier start.
  package func key(ofEndpoint secret: String, at url: String) -> SigningKey {
    isConfigured(secret) ? key(for: url) : SigningKey(secret: secret, source: .endpoint)
  }

  /// Whether `secret` is the configured one and must not sign for `url`.
  package func isWithheld(_ secret: String, for url: String) -> Bool {
    isConfigured(secret) && !mayUseConfiguredSecret(for: url)
  }

  package func isConfigured(_ text: String) -> Bool {
    secret.utf8.elementsEqual(text.utf8) && text != Self.knownSecret
  }

  private func mayUseConfiguredSecret(for url: String) -> Bool {
    guard isConfigured(secret), let receiver = try? WebhookURL(url) else { return false }
    return receiver.isLoopback || receiver == configuredURL
  }
}

/// What is known of webhooks when a sandbox starts.
package struct WebhookSettings: Sendable {
  /// The secret of a sandbox for which none was configured. It is known to everybody, and protects play money only.
  package static let knownSecret = "whsec_test_embedded_sandbox"

  /// The id of the endpoint that was set at the start.
  package var configuredEndpoint: String?
  /// The URL of that endpoint.
  package var configuredURL: WebhookURL?
  /// The configured secret, or the sandbox's own if none was configured. `key(for:)` says where it signs.
  package let secret: String
  package let scheme: SignatureScheme

  package init(
    configuredEndpoint: String? = nil, configuredURL: WebhookURL? = nil, secret: String, scheme: SignatureScheme
  ) {
    self.configuredEndpoint = configuredEndpoint
    self.configuredURL = configuredURL
    self.secret = secret
    self.scheme = scheme
  }
}
