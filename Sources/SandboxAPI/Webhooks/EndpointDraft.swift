import JSON
package import SandboxModel

/// A validated request to make or change an endpoint. A value is nil if it was left out.
struct EndpointDraft {
  private static let maximumSecretLength = 255

  let name: String?
  let description: String?
  let url: WebhookURL?
  let secret: String?
  let scheme: SignatureScheme?
  let subscribedEvents: [String]?
  let maximumRetries: Int?
  let timeoutMilliseconds: Int?
  let isEnabled: Bool?

  init(_ fields: Fields) throws(APIError) {
    try Self.requireWebhook(fields)
    name = try fields.optionalText("endpoint_name")
    description = try fields.optionalText("description")
    (url, secret, scheme) = try Self.config(fields)
    subscribedEvents = try Self.types(fields)
    maximumRetries = try fields.optionalInteger("max_retries", in: WebhookEndpoint.maximumRetries)
    timeoutMilliseconds = try fields.optionalInteger("timeout_ms", in: WebhookEndpoint.timeouts)
    isEnabled = try fields.optionalBool("is_enabled")
  }

  func endpoint(
    sequence: Int64, identifiers: Identifiers, scheme standard: SignatureScheme, tenant: String, now: Timestamp
  ) throws(APIError) -> WebhookEndpoint {
    guard let name else { throw .missing(["endpoint_name"]) }
    guard let url else { throw .missing(["config.url"]) }
    return WebhookEndpoint(
      sequence: sequence, id: identifiers.id("wep", sequence), tenant: tenant, name: name, description: description,
      url: url.text, secret: secret ?? identifiers.id("whsec", sequence), scheme: scheme ?? standard,
      subscribedEvents: subscribedEvents ?? [WebhookEndpoint.everyEvent],
      maximumRetries: maximumRetries ?? WebhookEndpoint.standardRetries,
      timeoutMilliseconds: timeoutMilliseconds ?? WebhookEndpoint.standardTimeout, isEnabled: isEnabled ?? true,
      createdAt: now, updatedAt: now)
  }

  func apply(to endpoint: inout WebhookEndpoint, now: Timestamp) {
    endpoint.name = name ?? endpoint.name
    endpoint.description = description ?? endpoint.description
    endpoint.url = url?.text ?? endpoint.url
    // A client that writes back what it has read sends the masked secret.
    if let secret, secret != endpoint.maskedSecret { endpoint.secret = secret }
    endpoint.scheme = scheme ?? endpoint.scheme
    endpoint.subscribedEvents = subscribedEvents ?? endpoint.subscribedEvents
    endpoint.maximumRetries = maximumRetries ?? endpoint.maximumRetries
    endpoint.timeoutMilliseconds = timeoutMilliseconds ?? endpoint.timeoutMilliseconds
    endpoint.isEnabled = isEnabled ?? endpoint.isEnabled
    endpoint.updatedAt = now
  }

  private static func requireWebhook(_ fields: Fields) throws(APIError) {
    guard try fields.optionalText("endpoint_type") ?? "webhook" == "webhook" else {
      throw .invalid("endpoint_type", "must be webhook: the sandbox sends no e-mail and no messages")
    }
  }

  private static func config(_ fields: Fields) throws(APIError) -> (WebhookURL?, String?, SignatureScheme?) {
    guard let value = fields["config"] else { return (nil, nil, nil) }
    guard let config = value.object else { throw .invalid("config", "must be an object") }
    let scheme = try text("scheme", config).map { text throws(APIError) in
      try SignatureScheme.named(text, as: "config.scheme")
    }
    return (
      try text("url", config).map { text throws(APIError) in try WebhookURL.checked(text, as: "config.url") },
      try text("secret", config).map(checkedSecret), scheme
    )
  }

  private static func text(_ name: String, _ config: JSONObject) throws(APIError) -> String? {
    guard let value = config[name], !value.isNull else { return nil }
    guard let text = value.string else { throw .invalid("config.\(name)", "must be a string") }
    return text
  }

  /// An empty secret is refused: anyone could sign with it.
  private static func checkedSecret(_ text: String) throws(APIError) -> String {
    guard text.contains(where: { !$0.isWhitespace }), text.count <= maximumSecretLength else {
      throw .invalid("config.secret", "must not be blank, and have at most \(maximumSecretLength) characters")
    }
    return text
  }

  private static func types(_ fields: Fields) throws(APIError) -> [String]? {
    guard let value = fields["subscribed_events"] else { return nil }
    let known = [WebhookEndpoint.everyEvent] + EventType.allCases.map(\.rawValue)
    guard let types = value.array?.map(\.string), types.allSatisfy({ type in known.contains { $0 == type } }) else {
      throw .invalid("subscribed_events", "must be a list of \(known.joined(separator: ", "))")
    }
    return types.compactMap(\.self)
  }
}

extension SignatureScheme {
  static func named(_ text: String, as field: String) throws(APIError) -> SignatureScheme {
    guard let scheme = SignatureScheme(rawValue: text) else {
      throw .invalid(field, "must be one of \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return scheme
  }
}

extension WebhookURL {
  static func checked(_ text: String, as field: String) throws(APIError) -> WebhookURL {
    do throws(Problem) {
      return try WebhookURL(text)
    } catch {
      throw .invalid(field, error.description)
    }
  }
}

extension WebhookSettings {
  /// The key of a secret that came with a request. Throws if it is the configured secret and must not sign for `url`:
  /// only the receiver would notice if another secret signed.
  package func key(given secret: String, for url: String) throws(APIError) -> SigningKey {
    try refuseConfiguredSecret(secret, for: url, as: "secret")
    return isConfigured(secret) ? key(for: url) : SigningKey(secret: secret, source: .given)
  }

  func refuseConfiguredSecret(_ secret: String, for url: String, as field: String) throws(APIError) {
    guard isWithheld(secret, for: url) else { return }
    throw .invalid(
      field, "is the configured webhook secret, which signs only for this machine and the configured endpoint")
  }
}
