import PayIn
import Sandbox

extension SandboxConfiguration.Webhook {
  /// The sandbox signs with the secret that received webhooks are checked with, so that `verify_webhook` fits.
  init(_ configuration: Configuration, environment: [String: String]) throws(WebhookURL.Problem) {
    self.init()
    if let text = configuration.sandboxWebhookURL { url = try WebhookURL(text) }
    guard configuration.webhookSecret != nil else { return }
    secret = environment[ConfigurationVariable.webhookSecret.rawValue] ?? secret
  }
}
