package import JSON

/// An order to be made.
package struct NewOrder: Sendable {
  package var reference: String
  /// Above zero: the API completes an order over nothing without a payment.
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

  /// What the API shows it has changed.
  func warnings(for record: Record) -> [Warning] {
    let differences = differences(from: record)
    return differences.isEmpty ? [] : [Warning(.replyDiffers, fields: differences)]
  }

  /// The fields in which an order that the API shows differs from this one. What it does not show is not compared.
  func differences(from record: Record) -> [String] {
    var names: [String] = []
    if let shown = record["orderReference"], !shown.hasSameBytes(as: reference) { names.append("orderReference") }
    if record["amount"] != nil, record.amount("amount") != amount { names.append("amount") }
    if let shown = record["currency"], shown.lowercased() != currency.lowercased() { names.append("currency") }
    if let shown = record["chainId"], shown.lowercased() != chainID.lowercased() { names.append("chainId") }
    return names
  }
}
