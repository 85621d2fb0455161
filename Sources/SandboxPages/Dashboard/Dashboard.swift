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
  let pool: [(addressProtocol: AddressProtocol, counts: AddressCounts)]
  let deliveries: [Delivery]
  let faults: [FaultRule]

  init(_ call: Call) throws {
    let newest = Page(number: 1, limit: Self.rows)
    now = call.now
    orders = try call.orders.list(Filter("sequence > 0"), newest).orders.map { order in
      OrderRow(details: try call.orderDetails(order), token: OrderPageRoutes.token(for: order, call))
    }
    deposits = try call.transfers.list(Filter("deposit_reference IS NOT NULL"), newest).transfers
    links = try call.paymentLinks.list(Filter("sequence > 0"), newest).links
    pool = try AddressProtocol.allCases.map { ($0, try call.pool.counts($0, now: call.now)) }
    deliveries = try call.deliveries.list(Filter("d.sequence > 0"), newest).deliveries
    faults = try FaultRepository(database: call.database).all()
  }
}
