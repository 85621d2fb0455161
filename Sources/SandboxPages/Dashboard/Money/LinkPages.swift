import SandboxAPI
import SandboxModel

/// The list of payment links of all keys.
struct LinkListPage {
  let view: DashboardContext
  private let slice: ListSlice<PaymentLink>

  init(view: DashboardContext) throws {
    self.view = view
    slice = try view.store.paymentLinks.slice(view.cursor, limit: DashboardContext.listRows)
  }

  var frame: DashboardFrame {
    view.listFrame(.links, slice.rows.isEmpty ? empty : table.html + view.paging(slice, "/money/links"))
  }

  private var empty: HTML {
    EmptyState(
      sentence: .noLinks, button: ("/samples/link", .makeSampleLink), command: view.examples.link
    ).html(view)
  }

  private var table: RowTable {
    RowTable(
      label: view.text(.links),
      columns: [
        .init(view.text(.linkTitle), "name"), .init(view.text(.sum), "amount"), .init(view.text(.status), "status"),
        .init(view.text(.stock), "stock"), .init(view.text(.created), "time"), .init(view.text(.open), "act"),
      ],
      rows: slice.rows.map { link in
        let id = view.context.settings.dialect.shown(link.id)
        return RowTable.Row(
          key: link.id,
          cells: [
            "<a href=\"\(view.page.link("/money/links/\(id)"))\"><bdi>\(link.title)</bdi></a>",
            link.price(view), link.badge(view), "\(link.stock(view))", view.time(link.createdAt),
            "<a href=\"\(view.page.link(link.openPath(id)))\">\(view.text(link.openName))</a>",
          ])
      })
  }
}

/// The page of one payment link, with its latest orders.
struct LinkDetailPage {
  private static let orders = 20

  let view: DashboardContext
  let link: PaymentLink

  var frame: DashboardFrame {
    get throws {
      let id = view.context.settings.dialect.shown(link.id)
      return view.detailFrame(
        .links, title: link.title, path: "/money/links/\(id)", badge: link.badge(view), facts: facts(id),
        actions: """
          <a class="button quiet" href="\(view.page.link(link.openPath(id)))">\(view.text(link.openName))</a>
          """,
        try orders + Timeline(view: view, link: link).html)
    }
  }

  private func facts(_ id: String) -> [(Phrase, HTML)] {
    let ways = link.options.map { "\($0.currency) · \(view.page.chainName($0.chainId))" }.joined(separator: ", ")
    var facts: [(Phrase, HTML)] = [
      (.sum, link.price(view)), (.payWith, "\(ways)"), (.stock, "\(link.stock(view))"),
      (.reserved, "\(link.inventory.reserved)"), (.sold, "\(link.inventory.sold)"), (.linkId, view.value(id)),
    ]
    if let end = link.expiresAt { facts.append((.offerEnds, view.time(end))) }
    return facts
  }

  private var orders: HTML {
    get throws {
      let sales = try view.store.paymentLinkOrders.list(linkId: link.id, limit: Self.orders)
      guard !sales.isEmpty else { return "" }
      let table = RowTable(
        label: view.text(.orders),
        columns: [
          .init(view.text(.reference), "name"), .init(view.text(.sum), "amount"), .init(view.text(.status), "status"),
          .init(view.text(.created), "time"),
        ],
        rows: try sales.map { sale in
          RowTable.Row(
            key: sale.order.id,
            cells: [
              view.orderLink(sale.order.id, sale.order.reference),
              view.amount(sale.order.amountText, sale.order.currency),
              try OrderStatusWords(sale.order, view).badge(view), view.time(sale.order.createdAt),
            ])
        })
      return "<section><h2>\(view.text(.orders))</h2>\(table.html)</section>"
    }
  }
}

extension PaymentLink {
  fileprivate func badge(_ view: DashboardContext) -> HTML {
    if isArchived { return view.badge(.bad, .archived) }
    guard status == .published else { return view.badge(.plain, .draft) }
    if let expiresAt, expiresAt <= view.now { return view.badge(.bad, .statusExpired) }
    return inventory.available == 0 ? view.badge(.bad, .soldOut) : view.badge(.good, .published)
  }

  fileprivate func price(_ view: DashboardContext) -> HTML {
    guard amountType == .fixed, let currency = options.first?.currency else { return "\(view.text(.payerChooses))" }
    return view.amount(amountText, currency)
  }

  /// What can still be bought, of how much.
  fileprivate func stock(_ view: DashboardContext) -> String {
    guard let total = inventory.total, let available = inventory.available else { return view.text(.unlimited) }
    return view.text(.stockOf, ["available": "\(available)", "total": "\(total)"])
  }

  /// Payers see a link only while it is published; its owner sees a preview before.
  fileprivate func openPath(_ id: String) -> String {
    status == .published && !isArchived ? "/checkout/\(slug)" : "/money/links/\(id)/preview"
  }

  fileprivate var openName: Phrase { status == .published && !isArchived ? .openCheckout : .openPreview }
}
