/// The conditions of a list of deposits. Nil means any.
package struct DepositFilter: Sendable {
  package var reference: String?
  package var status: String?
  package var chainID: String?
  package var currency: String?
  /// The time in which the deposits were seen.
  package var range: TimeRange?

  package init(
    reference: String? = nil, status: String? = nil, chainID: String? = nil, currency: String? = nil,
    range: TimeRange? = nil
  ) {
    self.reference = reference
    self.status = status
    self.chainID = chainID
    self.currency = currency
    self.range = range
  }

  var conditions: [ListFilter] {
    [
      ListFilter("depositReference", reference), ListFilter("status", status, .depositStatus),
      .chain(chainID), .currency(currency),
    ]
  }

  /// The same conditions for the published code's list of transfers, which has two flags in place of a status.
  var transferConditions: [ListFilter] {
    let isConfirmed = status.map { $0 == "pending" ? "false" : "true" }
    let isFailed = status == "pending" ? "false" : nil
    return [
      ListFilter("businessType", "deposit"), ListFilter("depositReference", reference),
      ListFilter(
        "status", status, .depositStatus, sentAs: [("isConfirmed", isConfirmed), ("isFailed", isFailed)]),
      .chain(chainID), .currency(currency),
    ] + (range.map { [$0.condition("detectedAfter", "detectedBefore")] } ?? [])
  }
}

/// The conditions of a list of transfers. Nil means any.
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
