import PayIn
import SandboxModel
import Script

extension RedactionRules {
  /// What is a secret in a session with this program or another PayIn server: keys, secrets that sign webhooks, tokens, and
  /// the values that the environment holds.
  init(environment: [String: String]) {
    let values = [(ConfigurationVariable.apiKey, Self.key), (.webhookSecret, Self.webhookSecret)].compactMap {
      (variable, placeholder) in
      environment[variable.rawValue].map { RedactionRules.Value($0, placeholder: placeholder) }
    }
    self.init(
      values: values,
      prefixes: ["pk_": Self.key, "sk_": "sk_redacted", "whsec_": Self.webhookSecret], names: Self.names,
      exempt: [SandboxKeys.full, SandboxKeys.readOnly, WebhookSettings.knownSecret])
  }

  /// The sandbox takes any key.
  static let key = "pk_redacted"
  /// The sandbox signs with any secret, so that a webhook that it has signed with this one is valid.
  static let webhookSecret = "whsec_redacted"
  private static let token = "token_redacted"

  private static let names: [String: String] = {
    let tokens = [
      "authorization", "proxyauthorization", "token", "accesstoken", "refreshtoken", "sessiontoken", "password",
      "confirmationtoken", "controltoken", "xsandboxtoken", "requeststate",
    ]
    let secrets = ["secret", "clientsecret", "webhooksecret", "signingsecret"].map { ($0, webhookSecret) }
    let keys = ["apikey", "xapikey"].map { ($0, key) }
    return Dictionary(tokens.map { ($0, token) } + secrets + keys) { first, _ in first }
  }()
}
