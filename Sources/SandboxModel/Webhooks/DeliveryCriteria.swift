/// The conditions of a list of deliveries, or of their statistics.
package struct DeliveryCriteria: Sendable {
  package let tenant: String
  package var endpointId: String?
  package var eventType: String?
  package var status: Delivery.Status?
  package var businessType: WebhookEvent.BusinessType?
  /// The ids that the subject may have; nil for any.
  package var businessIds: [String]?
  /// The range of times of creation.
  package var created = DateRange()

  package init(tenant: String) {
    self.tenant = tenant
  }

  fileprivate var groups: GroupCriteria {
    var criteria = GroupCriteria(tenant: tenant)
    criteria.require("receiver", oneOf: endpointId.map { [.text($0)] })
    criteria.require("event_type", oneOf: eventType.map { [.text($0)] })
    criteria.require("business_type", oneOf: businessType.map { [.text($0.rawValue)] })
    criteria.require("status", oneOf: status.map { [.text($0.rawValue)] })
    criteria.range = created
    return criteria
  }

  /// The filter of rows that are named `d`.
  fileprivate var filter: Filter {
    // Without the plus SQLite reads all rows of the tenant in order, and not the few of the subject.
    var filter = Filter(businessIds == nil ? "d.tenant = ?" : "+d.tenant = ?", .text(tenant))
    filter.require("d.endpoint", equals: endpointId)
    filter.require("d.event_type", equals: eventType)
    filter.require("d.business_type", equals: businessType?.rawValue)
    filter.require("d.status", equals: status?.rawValue)
    filter.require("d.business_id", oneOf: businessIds)
    created.restrict(&filter, "d.created_at")
    return filter
  }
}

extension DeliveryRepository {
  static let groups = GroupedTable(
    name: "webhook_deliveries", groups: ["receiver", "event_type", "business_type", "status"], time: "created_at",
    index: "webhook_deliveries_by_group", totals: "delivery_totals", count: "deliveries",
    bounds: ("first_created_at", "last_created_at"))

  /// Lists rows, newest first.
  package func list(
    _ criteria: DeliveryCriteria, _ page: ListPage
  ) throws -> (deliveries: [Delivery], total: Int) {
    guard criteria.businessIds == nil else { return try list(criteria.filter, page) }
    let list = GroupedList(database: database, table: Self.groups, criteria: criteria.groups)
    let (sequences, total) = try list.page(page)
    return (try sequences.compactMap { try delivery(at: $0) }, total)
  }

  private func delivery(at sequence: Int64) throws -> Delivery? {
    try database.first("SELECT \(Self.columns) FROM \(Self.source) WHERE d.sequence = ?", [.integer(sequence)]) {
      row throws(DatabaseError) -> Delivery in try row.record()
    }
  }

  package func statistics(_ criteria: DeliveryCriteria) throws -> DeliveryStatistics {
    let sums = GroupSums(
      ofTotals: "SUM(deliveries), SUM(retried), SUM(timed), SUM(milliseconds)",
      ofRows: "COUNT(*), SUM(attempts > 1), COUNT(milliseconds), IFNULL(SUM(milliseconds), 0)")
    var (succeeded, failed, total, retried, timed, milliseconds) = (0, 0, 0, 0, 0, 0)
    let parts = try database.sums(Self.groups, criteria.groups, by: ["status"], sums) { row throws(DatabaseError) in
      (try row.value(Delivery.Status.self), try row.int(), try row.int(), try row.int(), try row.int())
    }
    for (status, count, repeated, measured, time) in parts {
      if status == .success { succeeded += count }
      if status == .failed { failed += count }
      total += count
      retried += repeated
      timed += measured
      milliseconds += time
    }
    return DeliveryStatistics(
      total: total, succeeded: succeeded, failed: failed, retried: retried,
      averageMilliseconds: timed == 0 ? nil : (2 * milliseconds + timed) / (2 * timed))
  }
}
