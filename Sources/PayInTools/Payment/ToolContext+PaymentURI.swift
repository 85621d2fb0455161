import JSON
import PayIn

extension ToolContext {
  /// Adds the URI by which a wallet pays what an answer shows: the missing amount of an order that can still be paid, or a
  /// deposit address without an amount. Adds nothing to any other answer, and unless all that the URI says is certain.
  func addPaymentURI(to answer: inout ToolAnswer, _ operation: Operation) {
    if let uri = paymentURI(of: answer, operation) { answer.fields.append("paymentUri", .string(uri)) }
  }

  private func paymentURI(of answer: ToolAnswer, _ operation: Operation) -> String? {
    guard let resource = answer.resource, let address = resource["address"] else { return nil }
    switch operation {
    case .createOrder, .order:
      guard case .due(let amount?) = OrderPayment(resource, now: time.date()) else { return nil }
      let uri = paymentURI(paying: amount, of: resource)
      return uri != nil && isSound(address, family(ofOrder: resource), answer, operation) ? uri : nil
    case .bindDepositAddress, .depositReference:
      guard let family = resource["protocol"].map(AddressProtocol.init),
        isSound(address, family, answer, operation)
      else { return nil }
      return PaymentURI.text(ofDepositAddress: address, family)
    default: return nil
    }
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
