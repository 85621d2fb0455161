/// What statistics are about. Nil means any.
package struct StatisticsFilter: Sendable {
  package var chainID: String?
  package var currency: String?
  /// Times by RFC 3339.
  package var createdAfter: String?
  package var createdBefore: String?

  package init(
    chainID: String? = nil, currency: String? = nil, createdAfter: String? = nil, createdBefore: String? = nil
  ) {
    self.chainID = chainID
    self.currency = currency
    self.createdAfter = createdAfter
    self.createdBefore = createdBefore
  }

  var times: [(name: String, value: String?)] {
    [("createdAfter", createdAfter), ("createdBefore", createdBefore)]
  }

  var query: [(name: String, value: String?)] {
    ListFilter.chain(chainID).parameters + ListFilter.currency(currency).parameters + times
  }
}
