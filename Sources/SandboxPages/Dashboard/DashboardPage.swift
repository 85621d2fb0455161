import SandboxAPI
import SandboxModel

/// The dashboard as a page.
struct DashboardPage {
  let dashboard: Dashboard
  let page: PageContext

  var webPage: WebPage {
    WebPage(
      context: page, title: page.text(.dashboard), styles: ["page.css", "dashboard.css"], path: "/",
      content: """
        <div class="heading"><h1>\(page.text(.dashboard))</h1>
        <p>\(page.text(.clockNow)) \(page.time(dashboard.now)) · <a href="\(page.link("/"))">\(page.text(.refresh))</a></p>
        </div>
        \(tables.map(\.html))
        """)
  }

  private var tables: [DashboardTable] { [orders, deposits, links, deliveries, faults, pool] }

  private var orders: DashboardTable {
    DashboardTable(
      id: "orders", heading: page.text(.orders),
      columns: [.reference, .sum, .status, .pay, .received, .chain, .created].map { page.text($0) },
      rows: dashboard.orders.map { row in
        let (order, state) = (row.details.order, row.details.state)
        return [
          "<a href=\"\(page.link("/pay/order/\(row.details.shownId)"))\"><bdi>\(order.reference)</bdi></a>",
          amount(order.amountText, order.currency), badge(state.phase), form(row),
          amount(state.received.description, order.currency), chain(order.chainId), page.time(order.createdAt),
        ]
      }, empty: page.text(.noOrders))
  }

  private var deposits: DashboardTable {
    DashboardTable(
      id: "deposits", heading: page.text(.deposits),
      columns: [.reference, .sum, .chain, .confirmations, .address, .created].map { page.text($0) },
      rows: dashboard.deposits.map { transfer in
        [
          "<bdi>\(transfer.depositReference ?? "")</bdi>", amount(transfer.amount.description, transfer.currency),
          chain(transfer.chainId),
          "\(transfer.droppedAt == nil ? "\(transfer.confirmations)" : page.text(.transferDropped))",
          "<code>\(transfer.address)</code>", page.time(transfer.detectedAt),
        ]
      }, empty: page.text(.noDeposits))
  }

  private var links: DashboardTable {
    DashboardTable(
      id: "links", heading: page.text(.links),
      columns: [.linkTitle, .sum, .status, .stock, .created].map { page.text($0) },
      rows: dashboard.links.map { link in
        [
          "<a href=\"\(page.link("/checkout/\(link.slug)"))\"><bdi>\(link.title)</bdi></a>",
          "\(link.amountType == .userInput ? page.text(.payerChooses) : link.amountText)",
          badge(link), "\(link.inventory.available.map { String($0) } ?? "∞")", page.time(link.createdAt),
        ]
      }, empty: page.text(.noLinks))
  }

  private var pool: DashboardTable {
    DashboardTable(
      id: "pool", heading: page.text(.pool),
      columns: [.family, .available, .allocated, .bound, .cooling, .setAside].map { page.text($0) },
      rows: dashboard.pool.map { pool in
        ["\(pool.addressProtocol.rawValue)"] + AddressState.allCases.map { "\(pool.counts[$0])" }
      }, empty: "")
  }

  private func amount(_ amount: String, _ currency: String) -> HTML {
    "<span class=\"number\">\(amount) \(currency)</span>"
  }

  private func chain(_ id: String) -> HTML { "<span title=\"\(id)\">\(page.chainName(id))</span>" }

  private func badge(_ phase: OrderPageState.Phase) -> HTML {
    "<span class=\"badge \(phase.rawValue)\">\(page.text(phase.name))</span>"
  }

  private func badge(_ link: PaymentLink) -> HTML {
    let (kind, name): (HTML, Phrase) =
      link.isArchived
      ? ("expired", .archived) : link.status == .published ? ("completed", .published) : ("grace", .draft)
    return "<span class=\"badge \(kind)\">\(page.text(name))</span>"
  }

  private func form(_ row: Dashboard.OrderRow) -> HTML {
    let offered = SimulatedPayment.offered(for: row.details.order, row.details.state)
    guard !offered.isEmpty else { return "" }
    let reference = row.details.order.reference
    return """
      <form method="post" action="\(page.link("/pay/order/\(row.details.shownId)/simulate"))">
      <input type="hidden" name="token" value="\(row.token)"><input type="hidden" name="from" value="dashboard">
      <select name="payment" aria-label="\(page.text(.paymentOf, ["reference": reference]))">
      \(offered.map { "<option value=\"\($0.rawValue)\">\(page.text($0.name))</option>" as HTML })
      </select><button aria-label="\(page.text(.payOrder, ["reference": reference]))">\(page.text(.pay))</button></form>
      """
  }
}

extension OrderPageState.Phase {
  fileprivate var name: Phrase {
    switch self {
    case .window: .statusWindow
    case .grace: .statusGrace
    case .completed: .statusCompleted
    case .expired: .statusExpired
    }
  }
}

extension SimulatedPayment {
  fileprivate var name: Phrase {
    switch self {
    case .exact: .kindExact
    case .partial: .kindPartial
    case .over: .kindOver
    case .wrongToken: .kindWrongToken
    case .wrongChain: .kindWrongChain
    }
  }
}

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

/// A section of the dashboard with a heading and a table.
struct DashboardTable {
  /// The id of the heading.
  let id: HTML
  let heading: String
  let columns: [String]
  /// The rows, each with as many cells as there are columns.
  let rows: [[HTML]]
  /// The text shown instead of an empty table.
  let empty: String

  /// The section as HTML. A wide table scrolls on its own, also by keyboard, so that the page never does.
  var html: HTML {
    guard !rows.isEmpty else {
      return "<section><h2 id=\"\(id)\">\(heading)</h2><p class=\"empty\">\(empty)</p></section>"
    }
    return """
      <section>
      <h2 id="\(id)">\(heading)</h2>
      <div class="table" role="region" aria-labelledby="\(id)" tabindex="0">
      <table>
      <thead><tr>\(columns.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
      <tbody>
      \(rows.map { cells in "<tr>\(cells.map { "<td>\($0)</td>" as HTML })</tr>\n" as HTML })</tbody>
      </table>
      </div>
      </section>
      """
  }
}
