/// Which deposits to list. Nil means any.
package struct DepositFilter: Sendable {
  package var reference: String?
  package var status: String?
  package var chainID: String?
  package var currency: String?

  package init(
    reference: String? = nil, status: String? = nil, chainID: String? = nil, currency: String? = nil
  ) {
    self.reference = reference
    self.status = status
    self.chainID = chainID
    self.currency = currency
  }

  var conditions: [ListFilter] {
    [
      ListFilter("depositReference", reference), ListFilter("status", status, .depositStatus),
      ListFilter("chainId", chainID), ListFilter("currency", currency),
    ]
  }
}
