extension DashboardPage {
  var deliveries: DashboardTable {
    DashboardTable(
      id: "deliveries", heading: page.text(.deliveries),
      columns: [.event, .address, .status, .attempts, .answer, .created].map { page.text($0) },
      rows: dashboard.deliveries.map { delivery in
        [
          "<span title=\"\(delivery.event.id)\">\(delivery.event.type.rawValue)</span>", "<bdi>\(delivery.url)</bdi>",
          "<span class=\"badge \(delivery.status.badge)\">\(page.text(delivery.status.name))</span>",
          "\(delivery.attempts)", "<bdi>\(delivery.responseStatus.map { String($0) } ?? delivery.problem ?? "–")</bdi>",
          page.time(delivery.createdAt),
        ]
      }, empty: page.text(.noDeliveries))
  }

  var faults: DashboardTable {
    DashboardTable(
      id: "faults", heading: page.text(.faults),
      columns: [.route, .fault, .hits, .remaining].map { page.text($0) },
      rows: dashboard.faults.map { fault in
        [
          "<code>\(fault.route)</code>", "\(fault.kind.rawValue)\(fault.status.map { " \($0)" } ?? "")",
          "\(fault.hits)", "\(fault.remaining.map { String($0) } ?? "∞")",
        ]
      }, empty: page.text(.noFaults))
  }
}

extension Delivery.Status {
  fileprivate var badge: HTML {
    switch self {
    case .pending, .sending: "grace"
    case .success: "completed"
    case .failed, .cancelled: "expired"
    }
  }

  fileprivate var name: Phrase {
    switch self {
    case .pending: .deliveryPending
    case .sending: .deliverySending
    case .success: .deliverySuccess
    case .failed: .deliveryFailed
    case .cancelled: .deliveryCancelled
    }
  }
}
