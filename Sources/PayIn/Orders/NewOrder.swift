package import JSON

/// An order to be created.
package struct NewOrder: Sendable {
  package var reference: String
  /// Above zero: the API completes an order of zero without a payment.
  package var amount: Amount
  package var currency: String
  package var chainID: String
  package var successURL: String?
  package var cancelURL: String?
  package var paymentWindowMinutes: Int?
  package var graceMinutes: Int?
  package var metadata: JSONObject?

  package init(reference: String, amount: Amount, currency: String, chainID: String) {
    self.reference = reference
    self.amount = amount
    self.currency = currency
    self.chainID = chainID
  }

  var body: JSONObject {
    var body: JSONObject = [
      "orderReference": .string(reference),
      "amount": .string(amount.text),
      "currency": .string(currency),
      "chainId": .string(chainID),
    ]
    body["successUrl"] = successURL.map(JSONValue.string)
    body["cancelUrl"] = cancelURL.map(JSONValue.string)
    body["paymentWindowMinutes"] = paymentWindowMinutes.map { .number(JSONNumber($0)) }
    body["graceMinutes"] = graceMinutes.map { .number(JSONNumber($0)) }
    body["metadata"] = metadata.map(JSONValue.object)
    return body
  }

  /// The warning of fields that the reply shows with other values than were sent.
  func warnings(for resource: APIResource) -> [Warning] {
    let fields = OrderComparison(self, resource, isOwn: true).differences.map(\.field)
    return fields.isEmpty ? [] : [Warning(.replyDiffers, fields: fields)]
  }
}
