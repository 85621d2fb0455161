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

  /// What the API shows it has changed or ignored.
  func warnings(for record: Record) -> [Warning] {
    let differences = differences(from: record)
    var warnings = differences.isEmpty ? [] : [Warning(.replyDiffers, fields: differences)]
    if !isWindowHonoured(by: record) { warnings.append(Warning(.windowNotHonoured)) }
    return warnings
  }

  /// A version of the API ignores both times. Whether `expiresAt` is the end of the window or of the grace after it is
  /// not documented, so either will do; a reply without both ends proves nothing.
  private func isWindowHonoured(by record: Record) -> Bool {
    guard paymentWindowMinutes != nil || graceMinutes != nil,
      let created = record["createdAt"].flatMap(Timestamp.init),
      let expires = record["expiresAt"].flatMap(Timestamp.init)
    else { return true }
    let window = paymentWindowMinutes ?? Self.defaultWindowMinutes
    let ends = [window, window + (graceMinutes ?? Self.defaultGraceMinutes)]
    return ends.contains { abs(expires.seconds - created.seconds - $0 * 60) <= 60 }
  }

  private static let defaultWindowMinutes = 10
  private static let defaultGraceMinutes = 5

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
