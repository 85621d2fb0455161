import HTTP
import JSON

/// The sandbox's own surface, for whoever started it.
enum ControlRoutes {
  static let all =
    [Route(.post, "/_sandbox/payments", .control, pay)] + ClockRoutes.all + FaultRoutes.all
    + PoolRoutes.all + StateRoutes.all + WebhookControlRoutes.all

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

extension PaymentSimulation.Outcome {
  /// The transfer with whether its amount counts, and if not, why.
  var controlView: JSONObject {
    var view: JSONObject = [
      "transferId": .string(transfer.id), "txHash": .string(transfer.transactionHash),
      "eventIndex": .number(JSONNumber(transfer.eventIndex)), "amount": .string(transfer.amount.description),
      "currency": .string(transfer.currency), "chainId": .string(transfer.chainId),
      "address": .string(transfer.address), "confirmed": .bool(transfer.confirmedAt != nil),
      "confirmations": .number(JSONNumber(transfer.confirmations)),
      "requiredConfirmations": .number(JSONNumber(requiredConfirmations)), "credited": .bool(refusal == nil),
    ]
    view.appendIfPresent("reason", refusal?.rawValue)
    view.append("detectedAt", .string(transfer.detectedAt.description))
    view.appendIfPresent("confirmedAt", transfer.confirmedAt)
    return view
  }

  private var requiredConfirmations: Int {
    Chain.all.first { $0.id == transfer.chainId }?.requiredConfirmations ?? transfer.confirmations
  }
}
