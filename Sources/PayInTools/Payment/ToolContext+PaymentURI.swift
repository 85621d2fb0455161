import JSON
import PayIn

extension ToolContext {
  /// Adds the URI by which a wallet pays what an answer shows: the missing amount of an order that can still be paid, or a
  /// deposit address without an amount. Adds nothing to any other answer, and unless all that the URI says is certain.
  func addPaymentURI(to answer: inout ToolAnswer, _ operation: Operation, _ client: PayInClient) async {
    if let uri = await paymentURI(of: answer, operation, client) { answer.fields.append("paymentUri", .string(uri)) }
  }

  private func paymentURI(of answer: ToolAnswer, _ operation: Operation, _ client: PayInClient) async -> String? {
    guard let resource = answer.resource, let address = resource["address"] else { return nil }
    switch operation {
    case .createOrder, .order:
      guard let amount = amountDue(of: resource, answer, at: time.date()),
        let uri = paymentURI(paying: amount, of: resource),
        isSound(address, family(ofOrder: resource), answer, operation)
      else { return nil }
      // Only a sandbox has to be asked for its time, and only where there is something to pay.
      return amountDue(of: resource, answer, at: await client.date()) == nil ? nil : uri
    case .bindDepositAddress, .depositReference:
      guard let family = resource["protocol"].map(AddressProtocol.init),
        isSound(address, family, answer, operation)
      else { return nil }
      return PaymentURI.text(ofDepositAddress: address, family)
    default: return nil
    }
  }

  /// The amount that is certainly due: nobody has paid a part of an order that was just made, whatever the API shows.
  private func amountDue(of order: APIResource, _ answer: ToolAnswer, at now: Int) -> String? {
    let isNew = answer.fields["outcome"] == "created"
    guard case .due(let amount, let isCertain) = OrderPayment(order, now: isNew ? 0 : now) else { return nil }
    return isNew || isCertain ? amount : nil
  }

  /// The URI that asks for an amount of an order's token.
  func paymentURI(paying amount: String, of order: APIResource) -> String? {
    guard let currency = order["currency"], let chainID = order["chainId"], let address = order["address"],
      let token = assets.payableToken(currency, on: chainID)
    else { return nil }
    return PaymentURI.text(paying: amount, in: token, to: address)
  }

  func family(ofOrder order: APIResource) -> AddressProtocol? {
    order["chainId"].flatMap(assets.addressProtocol) ?? order["protocol"].map(AddressProtocol.init)
  }

  /// The client has judged the address of a write: judging it again would cost a tenth of the call.
  private func isSound(
    _ address: String, _ family: AddressProtocol?, _ answer: ToolAnswer, _ operation: Operation
  ) -> Bool {
    if operation.kind.isWrite { return !answer.warnings.contains { $0.code == .addressDoubtful } }
    return verdicts.verdict(on: address, of: family) == .sound
  }
}
