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
}

extension Configuration {
  /// Where to send calls, unless this is sandbox mode or the key is missing.
  package var target: Target? {
    guard let baseURL, let apiKey else { return nil }
    return Target(baseURL: baseURL, apiKey: apiKey, allowsWrites: allowsWrites)
  }
}
