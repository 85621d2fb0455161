import JSON
import Sandbox
import SandboxAPI
import SandboxModel

/// The address and keys of a running sandbox: as text with commands for a first order to paste into a shell, or as JSON.
struct SandboxAnnouncement: CustomStringConvertible {
  private let api: String
  private let root: String
  private let token: String
  private let database: String?
  private let webhookURL: String?
  private let signsWithKnownSecret: Bool

  init(server: SandboxServer, configuration: SandboxConfiguration) {
    api = server.baseURL
    root = server.root
    token = server.controlToken
    database = server.storage.path
    webhookURL = configuration.webhook.url?.text
    signsWithKnownSecret = configuration.webhook.secret == SandboxConfiguration.Webhook.knownSecret
  }

  var description: String {
    """
    API            \(api)
    Key            \(SandboxKeys.full)
    Read-only key  \(SandboxKeys.readOnly)
    Control token  \(token)
    Dashboard      \(dashboard)
    Database       \(database.map { DisplayedText.sanitize($0) } ?? "in memory, lost at the end")
    Webhooks       \(webhooks)

    # Create an order, pay it and read it:
    order=$(curl -sS -w '\\n' \(api)/orders -H 'Authorization: Bearer \(SandboxKeys.full)' \(Self.json) \
    -d '{"orderReference":"order_'$(date +%s%N)'","amount":"49.99","currency":"USDT","chainId":"ethereum-sepolia"}' \
    | sed -n 's/.*"orderId":"\\([^"]*\\)".*/\\1/p')
    curl -sS -w '\\n' \(root)/_sandbox/payments -H 'X-Sandbox-Token: \(token)' \(Self.json) -d '{"orderId":"'$order'"}'
    curl -sS -w '\\n' \(api)/orders/$order -H 'Authorization: Bearer \(SandboxKeys.full)'
    """
  }

  /// The same for scripts. The secret that signs webhooks is not shown unless everyone knows it.
  var object: JSONObject {
    [
      "api": .string(api), "root": .string(root), "dashboard": .string(dashboard), "key": .string(SandboxKeys.full),
      "readOnlyKey": .string(SandboxKeys.readOnly), "token": .string(token),
      "database": .string(database ?? ":memory:"),
      "webhook": webhookURL.map { ["url": .string($0), "signedWith": .string(secret)] } ?? .null,
    ]
  }

  private var dashboard: String { "\(root)/?token=\(token)" }
  private var webhooks: String { webhookURL.map { "\($0), signed with \(secret)" } ?? "sent nowhere" }
  private var secret: String {
    signsWithKnownSecret ? SandboxConfiguration.Webhook.knownSecret : "PAYIN_WEBHOOK_SECRET"
  }

  private static let json = "-H 'Content-Type: application/json'"
}
