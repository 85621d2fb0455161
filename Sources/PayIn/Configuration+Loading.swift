extension Configuration {
  /// - Parameters:
  ///   - environment: names and values; those without `PAYIN_` are none of ours, and neither are those that Kubernetes
  ///     makes for a service. An empty value counts as not set, but for the key and the webhook secret.
  ///   - overrides: values of flags under the variables' names; they win.
  /// - Throws: all that is wrong, except what only concerns the key: that is told by the tools.
  package static func load(
    environment: [String: String], overrides: [String: String] = [:]
  ) throws(ConfigurationError) -> Configuration {
    var reader = ConfigurationReader(environment: environment, overrides: overrides)
    reader.refuseUnknownNames()
    let network = Network(&reader)
    let limits = CallLimits(&reader, isLocal: network.isLocal)
    let webhookSecret = webhookSecret(reader.text(.webhookSecret))
    let language = reader.choice(.language, of: Language.allCases) ?? Language(locale: environment)
    let configuration = Configuration(
      mode: network.mode, baseURL: network.baseURL, apiKey: network.apiKey, allowsWrites: network.allowsWrites,
      confirmation: reader.choice(.confirm, of: ConfirmationRule.allCases) ?? .mainnet,
      tools: reader.text(.tools), isReadOnly: reader.flag(.readOnly), limits: limits,
      checksDuplicates: reader.flag(.duplicateCheck, otherwise: true),
      dialect: reader.choice(.dialect, of: APIDialect.allCases) ?? .auto,
      maximumConnections: reader.count(.maximumConnections, unit: .connections, in: 1...1000, otherwise: 50),
      maximumInFlight: reader.count(.maximumInFlight, unit: .calls, in: 1...4096, otherwise: 256),
      drainTimeout: reader.seconds(.drainTimeout, from: .zero, to: .seconds(600), otherwise: .seconds(2)),
      logLevel: reader.choice(.logLevel, of: LogLevel.allCases) ?? .warning,
      language: language,
      certificateBundle: certificateBundle(&reader),
      webhookSecret: webhookSecret.secret, webhookSecretError: webhookSecret.error,
      sandboxWebhookURL: reader.text(.sandboxWebhookURL), serviceLinks: reader.serviceLinks,
      errors: network.errors)
    guard reader.errors.isEmpty else { throw ConfigurationError(errors: reader.errors, language: language) }
    return configuration
  }

  private static func webhookSecret(_ text: String?) -> (secret: WebhookSecret?, error: SettingError?) {
    guard let text else { return (nil, nil) }
    do throws(WebhookSecret.ValidationError) {
      return (try WebhookSecret(text), nil)
    } catch {
      return (nil, SettingError(ConfigurationVariable.webhookSecret.rawValue, .webhookSecret(error)))
    }
  }

  private static func certificateBundle(_ reader: inout ConfigurationReader) -> String? {
    guard let text = reader.text(.certificateBundle) else { return nil }
    let path: String
    do throws(PathSetting.ValidationError) {
      path = try PathSetting.resolve(text, home: reader.values["HOME"])
    } catch {
      reader.report(.certificateBundle, .path(error))
      return nil
    }
    if !path.hasPrefix("/") || path.utf8.contains(0) { reader.report(.certificateBundle, .notAbsolutePath) }
    return path
  }
}

extension CallLimits {
  /// - Parameter isLocal: whether the server runs on this machine, where nobody else's limits apply.
  fileprivate init(_ reader: inout ConfigurationReader, isLocal: Bool) {
    let standard = CallLimits()
    self = standard
    connectTimeout = reader.seconds(
      .connectTimeout, from: .milliseconds(100), to: .seconds(120), otherwise: standard.connectTimeout)
    timeout = reader.seconds(.timeout, from: .milliseconds(100), to: .seconds(600), otherwise: standard.timeout)
    listTimeout = reader.seconds(
      .listTimeout, from: .milliseconds(100), to: .seconds(600), otherwise: standard.listTimeout)
    maximumResponseBytes = reader.count(
      .maximumResponseBytes, unit: .bytes, in: 1024...(256 << 20), otherwise: standard.maximumResponseBytes)
    rates = reader.rates(.rateLimit, otherwise: isLocal ? nil : .announced)
    maximumAmount = reader.amount(.maximumAmount)
    if reader.text(.maximumOrdersPerHour) != nil {
      ordersPerHour = reader.count(.maximumOrdersPerHour, unit: .orders, in: 1...100_000, otherwise: 1)
    }
  }
}
