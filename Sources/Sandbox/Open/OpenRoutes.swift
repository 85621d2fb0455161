import HTTP
import JSON

/// The API as the service's published code has it.
enum OpenRoutes {
  static let all =
    [Route(.get, "/health", .open, health)] + OpenOrderRoutes.all + OpenDepositRoutes.all + OpenTransferRoutes.all
    + OpenPaymentLinkRoutes.all + OpenCheckoutRoutes.all + OpenAssetRoutes.all + OpenAddressPoolRoutes.all

  @Sendable private static func health(_ call: Call) -> HTTPResponse {
    Reply.bare([
      "status": "healthy", "timestamp": .string(call.now.description), "manager": ["initialized": true],
      "version": "0.1.0",
    ])
  }
}
