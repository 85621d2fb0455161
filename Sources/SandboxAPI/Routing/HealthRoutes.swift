import COpenAPI
import HTTP
import JSON

/// Whether the sandbox serves. At the host's root, for everybody, without the envelope.
enum HealthRoutes {
  static let all = [Route(.get, "/health", .open, health)]

  @Sendable private static func health(_ call: Call) -> HTTPResponse {
    Reply.bare([
      "status": "healthy", "timestamp": .string(call.now.description), "version": "0.1.0",
    ])
  }
}

/// The description of the API, for whoever wants to look or to make a client from it.
enum DescriptionRoutes {
  static let all = [Route(.get, "/openapi.json", .open, description)]

  @Sendable private static func description(_ call: Call) -> HTTPResponse {
    var count = 0
    let bytes = UnsafeBufferPointer(start: openapi_document(&count), count: count)
    return HTTPResponse(status: 200, headers: ["Content-Type": "application/json"], body: Array(bytes))
  }
}

/// What the service has beyond its documentation, in the documentation's manner. Before the other routes: some of these
/// paths would else be taken for ids.
enum FurtherRoutes {
  static let all: [Route] = [
    OrderStatisticsRoutes.all, OrderStatusRoutes.all, DepositReferenceRoutes.all, TransferRoutes.all, AssetRoutes.all,
    AddressPoolRoutes.all, DescriptionRoutes.all,
  ].flatMap { $0 }
}

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

/// All there is on webhooks but the controls, in either dialect.
enum NotificationRoutes {
  static let all = EndpointRoutes.all + NotificationLogRoutes.all
}
