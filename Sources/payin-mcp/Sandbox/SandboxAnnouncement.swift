import Sandbox
import SandboxModel

/// The address and keys of a running sandbox, and commands for a first order to paste into a shell.
struct SandboxAnnouncement: CustomStringConvertible {
  private let api: String
  private let root: String
  private let token: String
  private let database: String
  private let webhooks: String

  init(server: SandboxServer, configuration: SandboxConfiguration) {
    api = server.baseURL
    root = server.root
    token = server.controlToken
    database =
      server.storage.path.map { DisplayedText.sanitize($0) } ?? "in memory, lost at the end"
    let isKnown = configuration.webhook.secret == SandboxConfiguration.Webhook.knownSecret
    let secret = isKnown ? configuration.webhook.secret : "PAYIN_WEBHOOK_SECRET"
    webhooks = configuration.webhook.url.map { "\($0.text), signed with \(secret)" } ?? "sent nowhere"
  }

  var description: String {
    """
    API            \(api)
    Key            \(SandboxKeys.full)
    Read-only key  \(SandboxKeys.readOnly)
    Control token  \(token)
    Dashboard      \(root)/?token=\(token)
    Database       \(database)
    Webhooks       \(webhooks)

    # Create an order, pay it and read it:
    order=$(curl -sS -w '\\n' \(api)/orders -H 'Authorization: Bearer \(SandboxKeys.full)' \(Self.json) \
    -d '{"orderReference":"order_'$(date +%s%N)'","amount":"49.99","currency":"USDT","chainId":"ethereum-sepolia"}' \
    | sed -n 's/.*"orderId":"\\([^"]*\\)".*/\\1/p')
    curl -sS -w '\\n' \(root)/_sandbox/payments -H 'X-Sandbox-Token: \(token)' \(Self.json) -d '{"orderId":"'$order'"}'
    curl -sS -w '\\n' \(api)/orders/$order -H 'Authorization: Bearer \(SandboxKeys.full)'
    """
  }

  private static let json = "-H 'Content-Type: application/json'"
}
