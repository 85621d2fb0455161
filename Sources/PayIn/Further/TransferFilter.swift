/// Which transfers to list. Nil means any.
package struct TransferFilter: Sendable {
  package var orderID: String?
  package var depositReference: String?
  /// `order` or `deposit`.
  package var businessType: String?
  /// `pending` or `confirmed`.
  package var status: String?
  package var chainID: String?
  package var currency: String?
  package var detectedAfter: String?
  package var detectedBefore: String?

  package init() {}

  var conditions: [ListFilter] {
    [
      ListFilter("orderId", orderID), ListFilter("depositReference", depositReference),
      ListFilter("businessType", businessType),
      ListFilter(
        "status", status, .equal, sentAs: [("isConfirmed", status.map { $0 == "confirmed" ? "true" : "false" })]),
      .chain(chainID), .currency(currency),
      ListFilter("detectedAt", detectedAfter, .notBefore, sentAs: [("detectedAfter", detectedAfter)]),
      ListFilter("detectedAt", detectedBefore, .notAfter, sentAs: [("detectedBefore", detectedBefore)]),
    ]
  }
}
