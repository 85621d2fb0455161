import HTTP
import JSON

extension Call {
  /// Makes the payment as `POST /_sandbox/payments` would. An order that needs none stays as it is.
  func simulate(_ payment: SimulatedPayment, _ details: OrderDetails) throws {
    guard SimulatedPayment.offered(for: details.order, details.standing).contains(payment),
      let (asset, amount) = payment.transfer(to: details.order, details.standing)
    else { return }
    let request = try request.posting([
      "orderId": .string(details.order.id), "amount": .string(amount.description),
      "currency": .string(asset.currency), "chainId": .string(asset.chain.id),
    ])
    let control = Call(
      request: request, parameters: [], tenant: nil, now: now, settings: settings, database: database,
      errands: errands)
    _ = try PaymentSimulation(call: control, fields: try Fields(request)).run()
  }
}
