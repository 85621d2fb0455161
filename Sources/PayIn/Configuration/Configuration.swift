/// What the environment and the flags say, checked.
package struct Configuration: Sendable {
  /// What the log and the tools tell of where calls go.
  package let mode: Mode
  /// Nil in sandbox mode, where the address is known only when the sandbox serves.
  package let baseURL: BaseURL?
  /// Nil in sandbox mode, and while an error of it stands in `errors`.
  package let apiKey: APIKey?
  /// False on the main network unless the operator said so twice.
  package let allowsWrites: Bool
  /// When a person is asked before a write is sent.
  package let confirmation: ConfirmationRule
  /// Which tools there are, as it was written. It is the tools that say what can be chosen. Nil for the default.
  package let tools: String?
  /// Whether tools that change something are left out.
  package let isReadOnly: Bool
  package let limits: CallLimits
  /// Whether an order is looked up by its reference before it is made.
  package let checksDuplicates: Bool
  /// How the API speaks; `auto` finds out.
  package let dialect: APIDialect
  /// Connections kept open at a time.
  package let maximumConnections: Int
  /// Tool calls that run at a time.
  package let maximumInFlight: Int
  /// Time that running calls get after the end of input.
  package let drainTimeout: Duration
  package let logLevel: LogLevel
  /// What titles, descriptions, summaries and errors are written in.
  package let language: Language
  /// File of certificates trusted instead of the system's.
  package let certificateBundle: String?
  /// What received webhooks are checked with. Nil if none is set, and while an error of it stands in
  /// `webhookSecretError`.
  package let webhookSecret: WebhookSecret?
  /// Told by the tools that need the secret. No other call is kept back by it.
  package let webhookSecretError: SettingError?
  /// Where the embedded sandbox sends webhooks, as it was written. It is the sandbox that says what can be one.
  package let sandboxWebhookURL: String?
  /// Names of variables that were left alone because they describe services of the neighbourhood.
  package let serviceLinks: [String]
  /// What keeps calls from being made but not the server from starting: whoever reads a tool's answer can still be
  /// told, while a program that exits is only seen as gone.
  package let errors: [SettingError]
  /// Sentences on settings that work and should be written in another way, for the log.
  package let warnings: [LocalizedText]
}

extension Configuration {
  /// Where to send calls, unless this is sandbox mode or the key is missing.
  package var target: Target? {
    guard let baseURL, let apiKey else { return nil }
    return Target(baseURL: baseURL, apiKey: apiKey, allowsWrites: allowsWrites)
  }
}

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
    let language = reader.choice(.language) ?? Language(locale: environment)
    let configuration = Configuration(
      mode: network.mode, baseURL: network.baseURL, apiKey: network.apiKey, allowsWrites: network.allowsWrites,
      confirmation: reader.choice(.confirm) ?? .mainnet,
      tools: reader.text(.tools), isReadOnly: reader.flag(.readOnly), limits: limits,
      checksDuplicates: reader.flag(.duplicateCheck),
      dialect: reader.choice(.dialect) ?? .auto,
      maximumConnections: reader.count(.maximumConnections),
      maximumInFlight: reader.count(.maximumInFlight),
      drainTimeout: reader.seconds(.drainTimeout),
      logLevel: reader.choice(.logLevel) ?? .warning,
      language: language,
      certificateBundle: reader.path(.certificateBundle),
      webhookSecret: webhookSecret.secret, webhookSecretError: webhookSecret.error,
      sandboxWebhookURL: reader.text(.sandboxWebhookURL), serviceLinks: reader.serviceLinks,
      errors: network.errors, warnings: reader.warnings)
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

}

extension Configuration {
  /// Which network, which account, and whether writes may go there.
  struct Network {
    let mode: Mode
    let baseURL: BaseURL?
    let apiKey: APIKey?
    let allowsWrites: Bool
    let errors: [SettingError]

    var isLocal: Bool {
      baseURL.map(\.isLoopback) ?? (mode == .sandbox)
    }

    init(_ reader: inout ConfigurationReader) {
      let declared: Mode? = reader.choice(.environment)
      let isAllowed = reader.flag(.allowMainnetWrites)
      let url = Self.baseURL(&reader)
      // A named API without a key is a forgotten key: quietly playing with the sandbox would hide it.
      let namesAPI = reader.text(.baseURL) != nil || declared == .testnet || declared == .mainnet
      if declared == .sandbox || !(namesAPI || reader.text(.apiKey) != nil) {
        (mode, baseURL, apiKey, allowsWrites, errors) = (.sandbox, nil, nil, true, [])
        return
      }
      let host = url.map(Mode.init(of:)) ?? .custom
      if let declared, host != .custom, declared != host {
        reader.report(.environment, .environmentMismatch(declared: declared, host: host))
      }
      mode = host == .custom ? declared ?? .custom : host
      baseURL = url
      allowsWrites = mode != .mainnet || (declared == .mainnet && isAllowed)
      (apiKey, errors) = Self.apiKey(reader.text(.apiKey))
    }

    private static func baseURL(_ reader: inout ConfigurationReader) -> BaseURL? {
      do throws(BaseURL.ValidationError) {
        return try BaseURL(reader.text(.baseURL) ?? "https://testnet.payin.com/api/v1")
      } catch {
        reader.report(.baseURL, .baseURL(error))
        return nil
      }
    }

    private static func apiKey(_ text: String?) -> (APIKey?, [SettingError]) {
      let name = ConfigurationVariable.apiKey.rawValue
      guard let text else { return (nil, [SettingError(name, .apiKeyMissing)]) }
      do throws(APIKey.ValidationError) {
        return (try APIKey(text), [])
      } catch {
        return (nil, [SettingError(name, .apiKey(error))])
      }
    }
  }
}
