import HTTP
import JSON

/// The sandbox's own surface, for whoever started it.
enum ControlRoutes {
  static let all =
    [Route(.post, "/_sandbox/payments", .control, pay)] + ClockRoutes.all + FaultRoutes.all
    + PoolRoutes.all + StateRoutes.all

  /// 201 for a new transfer, 200 for one that was recorded before.
  @Sendable private static func pay(_ call: Call) throws -> HTTPResponse {
    let outcome = try PaymentSimulation(call: call, fields: try Fields(call.request)).run()
    var data: JSONObject = ["transfer": .object(outcome.controlView)]
    data.appendIfPresent("clockMovedTo", outcome.clockMovedTo)
    switch outcome.transfer.purpose {
    case .order(let id):
      guard let order = try call.orders.find(id: id) else { throw APIError.notFound("Order") }
      data.append("order", .object(try call.view(of: order)))
    case .deposit:
      data.append("deposit", .object(outcome.transfer.depositView))
    }
    return Reply.success(data, status: outcome.isNew ? 201 : 200)
  }
}
