import MCP
import PayIn

extension ServerDescription {
  static func payIn(_ configuration: Configuration) -> ServerDescription {
    ServerDescription(
      name: "payin-mcp", title: "PayIn", version: ServerVersion.text,
      description: "Crypto payments with PayIn: orders, deposits and payment links.",
      instructions: instructions(configuration))
  }

  private static func instructions(_ configuration: Configuration) -> String {
    let place =
      switch configuration.mode {
      case .sandbox:
        "This is an embedded sandbox: no real money, and simulate_payment pays orders and deposits."
      case .testnet: "This is the PayIn test network: tokens have no value."
      case .mainnet: "This is the PayIn main network: real money, and a person confirms each change."
      case .custom: "This is a PayIn API of the operator's own; get_status names its host."
      }
    return "\(place) Call get_status first. Amounts are whole tokens as decimal strings, such as \"10.50\". "
      + "A new order or deposit address is only valid for the token and chain in its result. "
      + "After an unclear failure of create_order call it again with the same arguments: it looks the orderReference up first."
  }
}
