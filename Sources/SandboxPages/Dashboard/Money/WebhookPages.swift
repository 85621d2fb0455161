import SandboxAPI
import SandboxModel

/// The list of deliveries of webhooks, of all keys.
struct WebhookListPage {
  let view: DashboardContext
  private let slice: ListSlice<Delivery>

  init(view: DashboardContext) throws {
    self.view = view
    slice = try view.store.deliveries.slice(view.cursor, limit: DashboardContext.listRows)
  }

  var frame: DashboardFrame {
    view.listFrame(.webhooks, slice.rows.isEmpty ? empty : table.html + view.paging(slice, "/money/webhooks"))
  }

  private var empty: HTML {
    EmptyState(sentence: .noDeliveries, link: ("/controls", .setEndpoint)).html(view)
  }

  private var table: RowTable {
    RowTable(
      label: view.text(.webhooks),
      columns: [
        .init(view.text(.event), "name"), .init(view.text(.receiver), "url"), .init(view.text(.status), "status"),
        .init(view.text(.attempts), "count"), .init(view.text(.answer), "answer"), .init(view.text(.created), "time"),
      ],
      rows: slice.rows.map { delivery in
        RowTable.Row(
          key: delivery.id,
          cells: [
            "<a href=\"\(view.page.link("/money/webhooks/\(delivery.id)"))\">\(delivery.event.type.rawValue)</a>",
            "<bdi>\(LoggedTarget.withoutQuery(delivery.url))</bdi>", delivery.badge(view), "\(delivery.attempts)",
            "\(delivery.responseStatus.map { "HTTP \($0)" } ?? delivery.problem ?? "–")", view.time(delivery.createdAt),
          ])
      })
  }
}

/// The page of one delivery, with its attempts.
struct WebhookDetailPage {
  let view: DashboardContext
  let delivery: Delivery
  private let attempts: [LoggedAttempt]

  init(view: DashboardContext, delivery: Delivery) throws {
    self.view = view
    self.delivery = delivery
    attempts = try view.store.deliveries.attempts(of: delivery)
  }

  var frame: DashboardFrame {
    var facts: [(Phrase, HTML)] = [
      (.receiver, "<bdi>\(LoggedTarget.withoutQuery(delivery.url))</bdi>"), (.event, view.value(delivery.event.id)),
      (.delivery, view.value(delivery.id)), (.created, view.time(delivery.createdAt)),
    ]
    if delivery.status == .pending, let due = delivery.dueAt { facts.append((.nextAttempt, view.time(due))) }
    return view.detailFrame(
      .webhooks, title: delivery.event.type.rawValue, path: "/money/webhooks/\(delivery.id)",
      badge: delivery.badge(view), facts: facts,
      """
      <section><h2>\(view.text(.body))</h2>\(view.command(delivery.event.body))</section>
      <section><h2>\(view.text(.attempts))</h2>
      \(attempts.isEmpty ? none : list)</section>
      """)
  }

  private var none: HTML { "<p>\(view.text(.noAttempt))</p>" }

  private var list: HTML {
    let items: [HTML] = attempts.map { attempt in
      let answer: String = attempt.status.map { "HTTP \($0)" } ?? attempt.problem ?? "–"
      let signature: HTML? = attempt.signature.map {
        "<p>\(view.text(.signature)): \(view.value($0))</p>"
      }
      return """
        <li data-key="\(attempt.number)">\(view.time(attempt.endedAt)) \
        <strong>\(view.text(.attemptNumber, ["number": "\(attempt.number)"]))</strong> \
        \(view.badge(attempt.problem == nil ? .good : .bad, answer)) \
        <span class="ms">\(attempt.milliseconds) ms</span>\(signature)</li>

        """
    }
    return "<ol class=\"timeline\">\n\(items)</ol>"
  }
}

extension Delivery {
  func badge(_ view: DashboardContext) -> HTML {
    switch status {
    case .pending: view.badge(.waiting, .deliveryPending)
    case .sending: view.badge(.waiting, .deliverySending)
    case .success: view.badge(.good, .deliverySuccess)
    case .failed: view.badge(.bad, .deliveryFailed)
    case .cancelled: view.badge(.bad, .deliveryCancelled)
    }
  }
}
