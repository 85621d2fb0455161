import JSON
import PayIn
import SandboxAPI
import SandboxModel
import Script

extension RedactionRules {
  /// What is a secret in a session with this program or another PayIn server: keys, secrets that sign webhooks, tokens, and
  /// the values that the environment and the configuration file hold.
  init(environment: [String: String]) {
    self.init(RecordedServer([], environment: environment), environment: environment)
  }

  /// - Parameter environment: that of this process, of which the server's command may have set another value.
  init(_ server: RecordedServer, environment: [String: String]) {
    let file = Self.members(of: server.settings.file)
    // The value that holds comes first: the `env` line has the placeholder without a number.
    let values = [(ConfigurationVariable.apiKey, Self.key), (.webhookSecret, Self.webhookSecret)].flatMap {
      (variable, placeholder) in
      [server.environment[variable.rawValue], file[variable.flagName]?.string, environment[variable.rawValue]]
        .compactMap(\.self).map { RedactionRules.Value($0, placeholder: placeholder) }
    }
    self.init(
      values: values,
      prefixes: ["pk_": Self.key, "sk_": "sk_redacted", "whsec_": Self.webhookSecret], names: Self.names,
      phrases: Self.phraseNames, exempt: [SandboxKeys.full, SandboxKeys.readOnly, WebhookSettings.knownSecret])
  }

  /// The settings of a file as they are written there, whether or not they are valid.
  private static func members(of file: String?) -> JSONObject {
    guard let file, let bytes = try? InputFile.read(file, atMost: 64 * 1024) else { return [:] }
    return (try? JSONParser.parse(bytes))?.object ?? [:]
  }

  /// The sandbox takes any key.
  static let key = "pk_redacted"
  /// The sandbox signs with any secret, so that a webhook that it has signed with this one is valid.
  static let webhookSecret = "whsec_redacted"
  private static let token = "token_redacted"
  private static let phrase = "phrase_redacted"

  /// The names of secrets that may have several words.
  private static let phraseNames: Set<String> = [
    "password", "passwd", "passphrase", "mnemonic", "seedphrase", "recoveryphrase", "privatekey", "cookie",
  ]

  private static let names: [String: String] = {
    let tokens = [
      "authorization", "proxyauthorization", "token", "accesstoken", "refreshtoken", "sessiontoken", "bearer",
      "confirmationtoken", "controltoken", "xsandboxtoken", "requeststate",
    ]
    let secrets = ["secret", "clientsecret", "webhooksecret", "signingsecret"].map { ($0, webhookSecret) }
    let keys = ["apikey", "xapikey"].map { ($0, key) }
    let phrases = phraseNames.map { ($0, phrase) }
    return Dictionary(tokens.map { ($0, token) } + secrets + keys + phrases) { first, _ in first }
  }()
}
