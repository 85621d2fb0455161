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

  /// The optional texts of an order: each is sent as it is, and the same bytes are expected of an existing order.
  var optionalTexts: [OptionalText] {
    [
      OptionalText(name: "successUrl", publishedName: "success_url", value: successURL),
      OptionalText(name: "cancelUrl", publishedName: "cancel_url", value: cancelURL),
    ]
  }

  var body: JSONObject {
    var body: JSONObject = [
      "orderReference": .string(reference),
      "amount": .string(amount.text),
      "currency": .string(currency),
      "chainId": .string(chainID),
    ]
    for text in optionalTexts { body[text.name] = text.value.map(JSONValue.string) }
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

extension NewOrder {
  /// An optional text of an order.
  struct OptionalText {
    let name: String
    /// The name under which the published code shows it.
    let publishedName: String
    let value: String?
  }
}
