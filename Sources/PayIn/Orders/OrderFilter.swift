/// Which orders to list. Nil means any.
package struct OrderFilter: Sendable {
  package var status: String?
  package var chainID: String?
  package var currency: String?
  package var reference: String?

  package init(
    status: String? = nil, chainID: String? = nil, currency: String? = nil, reference: String? = nil
  ) {
    self.status = status
    self.chainID = chainID
    self.currency = currency
    self.reference = reference
  }

  var conditions: [ListFilter] {
    [
      ListFilter("status", status), .chain(chainID), .currency(currency),
      ListFilter("orderReference", reference, .contains),
    ]
  }
}
