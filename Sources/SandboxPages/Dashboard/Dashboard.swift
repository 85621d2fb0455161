import SandboxAPI
import SandboxModel

/// The content of the dashboard: the latest rows of all tenants, newest first.
struct Dashboard {
  struct OrderRow {
    let details: OrderDetails
    /// The token of the form that pays the order.
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

  init(_ context: RequestContext) throws {
    let newest = ListPage(number: 1, limit: Self.rows)
    now = context.now
    orders = try context.store.orders.list(Filter("sequence > 0"), newest).orders.map { order in
      OrderRow(details: try context.orderDetails(order), token: OrderPageRoutes.token(for: order, context))
    }
    deposits = try context.store.transfers.list(Filter("deposit_reference IS NOT NULL"), newest).transfers
    links = try context.store.paymentLinks.list(Filter("sequence > 0"), newest).links
    pool = try AddressProtocol.allCases.map { ($0, try context.store.pool.counts($0, now: context.now)) }
    deliveries = try context.store.deliveries.list(Filter("d.sequence > 0"), newest).deliveries
    faults = try context.store.faults.all()
  }
}
