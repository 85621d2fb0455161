/// A secret that signs webhooks, and its source.
package struct SigningKey: Sendable {
  /// The sources of secrets; the raw values are those of `signedWith` in the results of deliveries.
  package enum Source: String, Sendable {
    /// The secret that was set when the program started, such as `PAYIN_WEBHOOK_SECRET`.
    case configured
    /// The sandbox's own secret, which is public.
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

/// The choice of the key for a receiver. The configured secret may be that of a real account, whose receivers would
/// take the sandbox's events for payments. It therefore signs only for this machine and for the endpoint that was
/// configured together with it.
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

/// The settings of webhooks, fixed when the sandbox starts.
package struct WebhookSettings: Sendable {
  /// The secret of a sandbox for which none was configured. It is public, and protects play money only.
  package static let knownSecret = "whsec_test_embedded_sandbox"

  /// The id of the configuration's endpoint.
  package var configuredEndpoint: String?
  /// The URL of that endpoint.
  var configuredURL: WebhookURL?
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
