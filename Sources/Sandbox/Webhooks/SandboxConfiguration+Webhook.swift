extension SandboxConfiguration {
  /// The endpoint that is set at the start; others can be made while the sandbox serves.
  package struct Webhook: Sendable {
    /// As it is known to everybody: it protects play money only.
    package static let knownSecret = "whsec_test_embedded_sandbox"

    /// Nil for none.
    package var url: WebhookURL?
    /// The secret that signs for this endpoint and for receivers on this machine.
    package var secret: String
    /// By the dialect if nil.
    package var scheme: SignatureScheme?

    package init(url: WebhookURL? = nil, secret: String = knownSecret, scheme: SignatureScheme? = nil) {
      self.url = url
      self.secret = secret
      self.scheme = scheme
    }
  }
}

extension WebhookSettings {
  init(_ configuration: SandboxConfiguration, configuredEndpoint: String?) {
    self.init(
      configuredEndpoint: configuredEndpoint, configuredURL: configuration.webhook.url,
      secret: configuration.webhook.secret,
      scheme: configuration.webhook.scheme ?? configuration.dialect.signatureScheme,
      transport: configuration.transport)
  }
}

extension SandboxService {
  /// Makes the endpoint of the configuration, or finds that of an earlier start with the same URL. Its secret may be that
  /// of a real account, so it is not written to the file.
  /// - Returns: its id.
  static func configuredEndpoint(
    _ configuration: SandboxConfiguration, _ database: Database, _ identifiers: Identifiers
  ) throws -> String? {
    guard let url = configuration.webhook.url else { return nil }
    let endpoints = EndpointRepository(database: database)
    let scheme = configuration.webhook.scheme ?? configuration.dialect.signatureScheme
    let now = configuration.clock()
    if var endpoint = try endpoints.findConfigured(url: url.text) {
      (endpoint.scheme, endpoint.updatedAt) = (scheme, now)
      try endpoints.update(endpoint)
      return endpoint.id
    }
    let sequence = try endpoints.nextSequence()
    let endpoint = WebhookEndpoint(
      sequence: sequence, id: identifiers.id("wep", sequence), tenant: nil, name: "configured", description: nil,
      url: url.text, secret: "", scheme: scheme,
      subscribedEvents: [WebhookEndpoint.everyEvent], maximumRetries: WebhookEndpoint.standardRetries,
      timeoutMilliseconds: WebhookEndpoint.standardTimeout, isEnabled: true, createdAt: now, updatedAt: now)
    try endpoints.insert(endpoint)
    return endpoint.id
  }
}
