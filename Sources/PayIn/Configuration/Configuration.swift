/// The settings from environment and flags, validated.
package struct Configuration: Sendable {
  /// The network that calls go to, as log and tools show it.
  package let mode: Mode
  /// The API's address; nil for the embedded sandbox, where it is known only once that runs.
  package let baseURL: BaseURL?
  /// The key; nil if none is set in sandbox mode, and if `errors` has an error of it.
  package let apiKey: APIKey?
  /// The control token of a sandbox in another process, which calls go to; nil for the embedded one and for an API.
  package let sandboxToken: SandboxToken?
  /// Whether writes may be sent: on the main network only if the operator set both variables for it.
  package let allowsWrites: Bool
  /// When a person is asked before a write is sent.
  package let confirmation: ConfirmationRule
  /// The list of tools as it was written, which the tools validate; nil for the default.
  package let tools: String?
  /// Whether tools that change something are left out.
  package let isReadOnly: Bool
  package let limits: CallLimits
  /// Whether an order is looked up by its reference before it is made.
  package let checksDuplicates: Bool
  /// The dialect of the API; `auto` detects it.
  package let dialect: APIDialect
  /// The most connections to one host at a time.
  package let maximumConnections: Int
  /// The most tool calls that run at a time.
  package let maximumInFlight: Int
  /// The time without progress after which running calls are cancelled at the end of input.
  package let drainTimeout: Duration
  package let logLevel: LogLevel
  /// The language of titles, descriptions, summaries and errors.
  package let language: Language
  /// The path of a file with certificates that are trusted in place of the system's.
  package let certificateBundle: String?
  /// The secret that webhooks are verified with; nil if none is set, or if `webhookSecretError` has an error of it.
  package let webhookSecret: WebhookSecret?
  /// The error of the webhook secret, which only tools that need the secret report.
  package let webhookSecretError: SettingError?
  /// The URL that the embedded sandbox sends webhooks to, as it was written; the sandbox validates it.
  package let sandboxWebhookURL: String?
  /// The merchant's name on the pages of the embedded sandbox; nil if none is set.
  package let sandboxMerchant: String?
  /// The path of the file in which writes are recorded; nil if none are.
  package let journal: String?
  /// The names of variables that are ignored because they describe services of a Kubernetes namespace.
  package let serviceLinks: [String]
  /// The sources of the settings that are set.
  package let sources: [ConfigurationVariable: SettingSource]
  /// The errors that keep calls from being made but not the server from starting: its tools can explain them, while of a
  /// program that exits a client shows nothing.
  package let errors: [SettingError]
  /// Sentences on settings that work and should be written in another way, for the log.
  package let warnings: [LocalizedText]
}

extension Configuration {
  /// Whether calls go to the sandbox inside this process.
  package var usesEmbeddedSandbox: Bool { mode == .sandbox && sandboxToken == nil }

  /// The target of calls; nil in sandbox mode and without a usable key.
  package var target: Target? {
    guard let baseURL, let apiKey, sandboxToken == nil else { return nil }
    return Target(baseURL: baseURL, apiKey: apiKey, allowsWrites: allowsWrites)
  }
}

extension Configuration {
  /// Reads the configuration file, too: flags over environment over file.
  ///
  /// - Parameters:
  ///   - environment: names and values. Those without `PAYIN_` are ignored, and so are those that Kubernetes makes for a
  ///     service. An empty value counts as not set, but for the key and the webhook secret.
  ///   - overrides: values of flags under the variables' names; they win.
  /// - Throws: all errors but those of the key and the webhook secret, which the tools report.
  package static func load(
    environment: [String: String], overrides: [String: String] = [:]
  ) throws(ConfigurationError) -> Configuration {
    try load(SettingValues(environment: environment, overrides: overrides))
  }

  /// - Throws: all errors but those of the key and the webhook secret, which the tools report.
  package static func load(_ values: SettingValues) throws(ConfigurationError) -> Configuration {
    var reader = ConfigurationReader(values)
    let network = Network(&reader)
    let limits = CallLimits(&reader, isLocal: network.isLocal)
    let webhookSecret = webhookSecret(reader)
    let language = reader.choice(.language) ?? values.localeLanguage
    let configuration = Configuration(
      mode: network.mode, baseURL: network.baseURL, apiKey: network.apiKey,
      sandboxToken: network.sandboxToken, allowsWrites: network.allowsWrites,
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
      sandboxWebhookURL: reader.text(.sandboxWebhookURL), sandboxMerchant: reader.text(.sandboxMerchant),
      journal: reader.path(.journal),
      serviceLinks: values.serviceLinks, sources: values.sources,
      errors: network.errors, warnings: reader.warnings)
    guard reader.errors.isEmpty else { throw ConfigurationError(errors: reader.errors, language: language) }
    return configuration
  }

  private static func webhookSecret(_ reader: ConfigurationReader) -> (secret: WebhookSecret?, error: SettingError?) {
    guard let text = reader.text(.webhookSecret) else { return (nil, nil) }
    do throws(WebhookSecret.ValidationError) {
      return (try WebhookSecret(text), nil)
    } catch {
      return (nil, reader.error(.webhookSecret, .webhookSecret(error)))
    }
  }

  /// The error of a setting that another part of the program uses, with the source of its value.
  package func error(_ variable: ConfigurationVariable, _ reason: SettingError.Reason) -> SettingError {
    SettingError(variable.rawValue, reason, from: sources[variable] ?? .environment)
  }
}

extension Configuration {
  /// The network, the account, and whether writes are allowed.
  struct Network {
    let mode: Mode
    let baseURL: BaseURL?
    let apiKey: APIKey?
    let sandboxToken: SandboxToken?
    let allowsWrites: Bool
    let errors: [SettingError]

    var isLocal: Bool {
      baseURL.map(\.isLoopback) ?? (mode == .sandbox)
    }

    init(_ reader: inout ConfigurationReader) {
      let environment: DeclaredEnvironment? = reader.choice(.environment)
      let declared = environment?.mode
      let isAllowed = reader.flag(.allowMainnetWrites)
      let url = Self.baseURL(&reader)
      if reader.text(.sandboxToken) != nil {
        (mode, baseURL, allowsWrites) = (.sandbox, url, true)
        sandboxToken = Self.sandboxToken(&reader, url, declared)
        (apiKey, errors) = reader.text(.apiKey) == nil ? (nil, []) : Self.apiKey(reader)
        return
      }
      sandboxToken = nil
      // An API without a key means a forgotten key, which a silent switch to the sandbox would hide.
      let namesAPI = reader.text(.baseURL) != nil || declared == .testnet || declared == .mainnet
      let hasKey = reader.text(.apiKey).map { !$0.isEmpty || environment != .auto } ?? false
      if declared == .sandbox || !(namesAPI || hasKey) {
        reader.warnOfUnused([.apiKey, .baseURL], because: .environment)
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
      (apiKey, errors) = Self.apiKey(reader)
    }

    private static func baseURL(_ reader: inout ConfigurationReader) -> BaseURL? {
      do throws(BaseURL.ValidationError) {
        return try BaseURL(reader.text(.baseURL) ?? BaseURL.testnetAddress)
      } catch {
        reader.report(.baseURL, .baseURL(error))
        return nil
      }
    }

    /// Reads the control token of a sandbox, which must be at 127.0.0.1, where sandboxes are. A program at another
    /// address, also of this machine, could pass the sandbox's proof on and be believed.
    private static func sandboxToken(
      _ reader: inout ConfigurationReader, _ url: BaseURL?, _ declared: Mode?
    ) -> SandboxToken? {
      let isAtTheSandboxesAddress = url.map { $0.host.split(separator: ":").first == "127.0.0.1" } ?? true
      if !isAtTheSandboxesAddress || reader.text(.baseURL) == nil {
        reader.report(.sandboxToken, .unusable(elsewhere, fix: nameTheSandbox))
      }
      if let declared, declared != .sandbox {
        reader.report(.environment, .environmentMismatch(declared: declared, host: .sandbox))
      }
      let token = reader.text(.sandboxToken).flatMap(SandboxToken.init)
      if token == nil { reader.report(.sandboxToken, .unusable(noToken, fix: copyTheToken)) }
      return token
    }

    private static let elsewhere = LocalizedText(
      "is for a sandbox on this machine, which PAYIN_BASE_URL does not name", "用于本机的沙盒，而 PAYIN_BASE_URL 未指向它")
    private static let nameTheSandbox = LocalizedText(
      "Set PAYIN_BASE_URL to the sandbox's address, such as http://127.0.0.1:8484, or remove the token; the embedded sandbox needs none.",
      "请将 PAYIN_BASE_URL 设为沙盒的地址，例如 http://127.0.0.1:8484，或移除该令牌；内置沙盒不需要令牌。")
    private static let noToken = LocalizedText(
      "must be 8 to 128 letters, digits or any of -._~", "必须是 8 到 128 个字母、数字或 -._~")
    private static let copyTheToken = LocalizedText(
      "Set it to the control token that payin-mcp sandbox prints at its start.", "请设为 payin-mcp sandbox 启动时显示的控制令牌。")

    private static func apiKey(_ reader: ConfigurationReader) -> (APIKey?, [SettingError]) {
      guard let text = reader.text(.apiKey) else { return (nil, [reader.error(.apiKey, .apiKeyMissing)]) }
      do throws(APIKey.ValidationError) {
        return (try APIKey(text), [])
      } catch {
        return (nil, [reader.error(.apiKey, .apiKey(error))])
      }
    }
  }
}
