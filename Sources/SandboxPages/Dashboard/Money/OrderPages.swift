import SandboxAPI
import SandboxModel

/// The list of orders of all keys.
struct OrderListPage {
  let view: DashboardContext
  private let slice: ListSlice<Order>

  init(view: DashboardContext) throws {
    self.view = view
    slice = try view.store.orders.slice(view.cursor, limit: DashboardContext.listRows)
  }

  var frame: DashboardFrame {
    get throws {
      try view.listFrame(.orders, slice.rows.isEmpty ? empty : form + table.html + view.paging(slice, "/money"))
    }
  }

  private var form: HTML {
    view.form("/money", "<input type=\"hidden\" name=\"from\" value=\"list\">", id: "pay")
  }

  private var empty: HTML {
    EmptyState(
      sentence: .noOrders, button: ("/samples/order", .makeSampleOrder), command: view.examples.order
    ).html(view)
  }

  private var table: RowTable {
    get throws {
      RowTable(
        label: view.text(.orders),
        columns: [
          .init(view.text(.reference), "name"), .init(view.text(.sum), "amount"),
          .init(view.text(.status), "status"), .init(view.text(.chain), "chain"),
          .init(view.text(.created), "time"), .init(view.text(.pay), "act"),
        ],
        rows: try slice.rows.map(row))
    }
  }

  private func row(_ order: Order) throws -> RowTable.Row {
    let status = try OrderStatusWords(order, view)
    let id = view.context.settings.dialect.shown(order.id)
    let label = view.text(.payOrder, ["reference": order.reference])
    // One form for all rows: each would else hold a proof of its own.
    let pay: HTML = """
      <button form="pay" formaction="\(view.page.link("/money/orders/\(id)/pay"))" class="quiet" aria-label="\(label)">\
      \(view.text(.pay))</button>
      """
    return RowTable.Row(
      key: order.id,
      cells: [
        view.orderLink(order.id, order.reference), view.amount(order.amountText, order.currency), status.badge(view),
        view.chain(order.chainId), view.time(order.createdAt), status.isPayable ? pay : "",
      ])
  }
}

/// The page of one order.
struct OrderDetailPage {
  let view: DashboardContext
  let order: Order
  private let id: String

  init(view: DashboardContext, order: Order) {
    self.view = view
    self.order = order
    id = view.context.settings.dialect.shown(order.id)
  }

  var frame: DashboardFrame {
    get throws {
      let status = try OrderStatusWords(order, view)
      return view.detailFrame(
        .orders, title: order.reference, path: "/money/orders/\(id)", badge: status.badge(view),
        facts: facts(status), actions: actions(status),
        try Timeline(view: view, order: order).html)
    }
  }

  private func facts(_ status: OrderStatusWords) -> [(Phrase, HTML)] {
    [
      (.sum, "\(order.amountText) \(order.currency)"), (.received, "\(status.received.description) \(order.currency)"),
      (.chain, view.chain(order.chainId)), (.address, view.value(order.address)), (.orderId, view.value(id)),
      (.created, view.time(order.createdAt)), (.payUntil, view.time(order.windowEndsAt)),
      (.graceUntil, view.time(order.graceEndsAt)),
    ]
  }

  private func actions(_ status: OrderStatusWords) -> HTML {
    let payment = "\(status.missing) \(order.currency)"
    let pay: HTML =
      status.isPayable
      ? view.button("/money/orders/\(id)/pay", view.text(.payExact, ["payment": payment]), kind: "") : .nothing
    // The link comes first, because the button goes away once the order is paid.
    return """
      <a class="button quiet" href="\(view.page.link("/pay/order/\(id)"))">\(view.text(.openPaymentPage))</a>\(pay)
      """
  }
}
