import SandboxAPI
import SandboxModel

/// What has happened to one subject, oldest first. Only what has happened: new entries come at the end, so that nothing
/// on the page moves.
struct Timeline {
  private struct Item {
    let time: Timestamp
    let mark: StatusMark
    let text: HTML
  }

  /// The largest number of transfers, and of events with their deliveries, that a timeline shows.
  private static let (transfers, events, deliveries) = (50, 20, 10)

  private let view: DashboardContext
  private var items: [Item] = []

  init(view: DashboardContext, order: Order) throws {
    self.view = view
    add(order.createdAt, .plain, "\(view.text(.created))")
    for transfer in try view.store.transfers.transfers(ofOrder: order.id, limit: Self.transfers) { add(transfer) }
    if view.now >= order.windowEndsAt, order.endedAt.map({ $0 >= order.windowEndsAt }) ?? true {
      add(order.windowEndsAt, .waiting, "\(view.text(.windowEnded))")
    }
    if let end = order.endedAt {
      let isPaid = order.status == .completed
      add(end, isPaid ? .good : .bad, "\(view.text(isPaid ? .statusCompleted : .statusExpired))")
    }
    try addEvents(.order, order.id)
  }

  init(view: DashboardContext, deposit transfer: Transfer) throws {
    self.view = view
    add(transfer)
    try addEvents(.deposit, transfer.eventKey)
  }

  init(view: DashboardContext, link: PaymentLink) {
    self.view = view
    add(link.createdAt, .plain, "\(view.text(.created))")
    if let time = link.publishedAt { add(time, .good, "\(view.text(.published))") }
    if let time = link.expiresAt, time <= view.now { add(time, .bad, "\(view.text(.statusExpired))") }
  }

  private mutating func add(_ time: Timestamp, _ mark: StatusMark, _ text: HTML) {
    items.append(Item(time: time, mark: mark, text: text))
  }

  private mutating func add(_ transfer: Transfer) {
    let amount: HTML = "\(transfer.amount.description) \(transfer.currency)"
    let hash = view.value(transfer.transactionHash)
    if let refusal = transfer.refusal {
      add(transfer.detectedAt, .bad, "\(amount) \(view.text(refusal.words)) \(hash)")
    } else {
      add(transfer.detectedAt, .waiting, "\(amount) \(view.text(.transferSeen)) \(hash)")
    }
    if let time = transfer.droppedAt {
      add(time, .bad, "\(amount) \(view.text(.transferDropped)) \(hash)")
    }
    if let time = transfer.confirmedAt, transfer.refusal == nil {
      let count = transfer.confirmationWords(view)
      add(time, .good, "\(amount) \(view.text(.transferConfirmed)), \(view.text(.confirmations)) \(count)")
    }
  }

  private mutating func addEvents(_ kind: WebhookEvent.BusinessType, _ id: String) throws {
    let filter = Filter("e.business_id = ? AND e.business_type = ?", .text(id), .text(kind.rawValue))
    for (sequence, event) in try view.store.events.list(filter, ListPage(number: 1, limit: Self.events)).reversed() {
      for delivery in try view.store.deliveries.deliveries(ofEvent: sequence, limit: Self.deliveries) {
        try add(delivery, event)
      }
    }
  }

  private mutating func add(_ delivery: Delivery, _ event: WebhookEvent) throws {
    let link: HTML = """
      <a href="\(view.page.link("/money/webhooks/\(delivery.id)"))">\(event.type.rawValue)</a>
      """
    add(delivery.createdAt, .plain, "\(view.text(.webhookQueued)) \(link) → \(LoggedTarget.withoutQuery(delivery.url))")
    for attempt in try view.store.deliveries.attempts(of: delivery) {
      let answer: String = attempt.status.map { "HTTP \($0)" } ?? attempt.problem ?? "–"
      let isDelivered = attempt.problem == nil
      add(
        attempt.endedAt, isDelivered ? .good : .bad,
        """
        \(view.text(isDelivered ? .webhookDelivered : .webhookFailed)) \(link), \
        \(view.text(.attemptNumber, ["number": "\(attempt.number)"])): \(answer)
        """)
    }
  }

  var html: HTML {
    // Entries of one time stay in the order in which they were added, which is that of cause and effect.
    let sorted = items.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
    let rows: [HTML] = sorted.enumerated().map { place, item in
      """
      <li data-key="\(place)" class="\(item.element.mark.html)">\(view.time(item.element.time)) \
      <span>\(item.element.text)</span></li>

      """
    }
    return "<section><h2>\(view.text(.timeline))</h2><ol class=\"timeline\">\n\(rows)</ol></section>"
  }
}

extension Transfer.Refusal {
  fileprivate var words: Phrase {
    switch self {
    case .wrongToken: .transferWrongToken
    case .wrongChain: .transferWrongChain
    case .orderCompleted, .orderExpired: .transferTooLate
    }
  }
}
