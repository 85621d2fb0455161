import HTTP
import JSON
import SandboxModel

/// The sandbox's own routes, which need the control token.
enum ControlRoutes {
  static let all =
    [Route(.post, "/_sandbox/payments", .control, pay)] + ClockRoutes.all + FaultRoutes.all
    + PoolRoutes.all + StateRoutes.all + WebhookControlRoutes.all

  /// Simulates a payment. Answers 201 for a new transfer, and 200 for one that was recorded before.
  @Sendable private static func pay(_ context: RequestContext) throws -> HTTPResponse {
    let outcome = try PaymentSimulation(context: context, fields: try Fields(context.request)).run()
    var data: JSONObject = ["transfer": .object(outcome.controlView)]
    data.appendIfPresent("clockMovedTo", outcome.clockMovedTo)
    switch outcome.transfer.purpose {
    case .order(let id):
      guard let order = try context.store.orders.find(id: id) else { throw APIError.notFound("Order") }
      data.append("order", .object(try context.view(of: order)))
    case .deposit:
      data.append("deposit", .object(outcome.transfer.depositView))
    }
    return Reply.success(data, status: outcome.isNew ? 201 : 200)
  }
}

extension PaymentSimulation.Outcome {
  /// The transfer, with the reason if its amount does not count.
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
    Chain.find(transfer.chainId)?.requiredConfirmations ?? transfer.confirmations
  }
}
