/// The conditions of a list of orders. Nil means any.
package struct OrderFilter: Sendable {
  package var status: String?
  package var chainID: String?
  package var currency: String?
  package var reference: String?
  /// The time in which the orders were created.
  package var range: TimeRange?

  package init(
    status: String? = nil, chainID: String? = nil, currency: String? = nil, reference: String? = nil,
    range: TimeRange? = nil
  ) {
    self.status = status
    self.chainID = chainID
    self.currency = currency
    self.reference = reference
    self.range = range
  }

  var conditions: [ListFilter] {
    [
      ListFilter("status", status), .chain(chainID), .currency(currency),
      ListFilter("orderReference", reference, .contains),
    ] + (range.map { [$0.condition("createdAfter", "createdBefore")] } ?? [])
  }
}

/// The orders and links that statistics count. Nil means any.
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
