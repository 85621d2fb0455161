/// What the sandbox holds, newest first, of all tenants.
struct Dashboard {
  struct OrderRow {
    let details: OrderDetails
    /// For the form that pays it.
    let token: String
  }

  static let rows = 20

  let now: Timestamp
  let orders: [OrderRow]
  let deposits: [Transfer]
  let links: [PaymentLink]
  let pool: [PoolCounters]

  init(_ call: Call) throws {
    let newest = Page(number: 1, limit: Self.rows)
    now = call.now
    orders = try call.orders.list(Filter("sequence > 0"), newest).orders.map { order in
      OrderRow(details: try call.orderDetails(order), token: OrderPageRoutes.token(for: order, call))
    }
    deposits = try call.transfers.list(Filter("deposit_reference IS NOT NULL"), newest).transfers
    links = try call.paymentLinks.list(Filter("sequence > 0"), newest).links
    pool = try AddressProtocol.allCases.map { try PoolCounters($0, in: call.database, now: call.now) }
  }
}
