import HTTP
import JSON

extension Call {
  /// Makes the payment as `POST /_sandbox/payments` would. An order that needs none stays as it is.
  func simulate(_ payment: SimulatedPayment, _ details: OrderDetails) throws {
    guard SimulatedPayment.offered(for: details.order, details.standing).contains(payment),
      let (asset, amount) = payment.transfer(to: details.order, details.standing)
    else { return }
    let body: JSONValue = [
      "orderId": .string(details.order.id), "amount": .string(amount.description),
      "currency": .string(asset.currency), "chainId": .string(asset.chain.id),
    ]
    let control = try control(body)
    _ = try PaymentSimulation(call: control, fields: try Fields(control.request)).run()
  }

  /// The call that a control with that body would be.
  private func control(_ body: JSONValue) throws -> Call {
    guard
      let request = Request(
        method: "POST", target: "/_sandbox/payments", root: request.root,
        headers: ["Content-Type": "application/json"], body: Array(body.description.utf8))
    else { throw APIError.internalError("no request") }
    return Call(
      request: request, parameters: [], tenant: nil, now: now, settings: settings, database: database,
      errands: errands)
  }
}
