import Formats
import SandboxAPI

/// Requests that read, by name.
struct Operation {
  let name: String
  let target: String
  var accept = "application/json"

  /// The reads of a dialect in a file with that many orders.
  static func reads(_ dialect: Dialect, orders: Int) -> [Operation] {
    let isDocumented = dialect == .documented
    let chain = isDocumented ? "chainId" : "chain"
    let token = isDocumented ? "currency" : "token"
    let middle = orders / 2 / 3 * 3
    let last = orders * 9 / 10 / 20 - 1
    let exact = PercentEncoding.encode(RoomFile.reference(middle))
    let from = "2020-01-01T00:00:00Z"
    func shown(_ id: String) -> String { isDocumented ? id : dialect.shown(id) }
    func api(_ name: String, _ path: String) -> Operation { Operation(name: name, target: "/api/v1\(path)") }
    var reads = [
      api("order by id", "/orders/\(shown(RoomFile.id(middle)))"),
      api("orders, page 1", "/orders"), api("orders, page 1 of 100", "/orders?limit=100"),
      api("orders, page 50", "/orders?page=\(min(50, last))"), api("orders, middle page", "/orders?page=\(last / 2)"),
      api("orders, last page", "/orders?page=\(last)"), api("orders past the end", "/orders?page=1000000"),
      api("orders by status, many", "/orders?status=completed"), api("orders by status, old", "/orders?status=expired"),
      api("orders by status, last page", "/orders?status=completed&page=\(orders * 6 / 10 / 20)"),
      api("orders by currency, rare", "/orders?\(token)=PYUSD"),
      api("orders by currency, half", "/orders?\(token)=USDT"),
      api("orders by chain", "/orders?\(chain)=polygon-amoy"),
      api("orders by all three", "/orders?\(chain)=polygon-amoy&\(token)=USDC&status=completed"),
      api("orders of no currency", "/orders?\(token)=NONE"),
      api("search, exact", "/orders?orderReference=\(exact)"),
      api("search, 8 characters, 1 hit", "/orders?orderReference=6-\(exact.suffix(6))"),
      api("search, 8 characters, none", "/orders?orderReference=zzzzzzzz"),
      api("search, 3 characters", "/orders?orderReference=ord"),
      api("search, 2 characters", "/orders?orderReference=99"),
      api("search, Chinese", "/orders?orderReference=\(PercentEncoding.encode("订单"))"),
      api("search, 1 character", "/orders?orderReference=0"),
      api("search and status", "/orders?orderReference=in&status=expired"),
      api("statistics", "/orders/stats"), api("statistics of a chain", "/orders/stats?\(chain)=polygon-amoy"),
      api("statistics since a time", "/orders/stats?createdAfter=\(from)"),
      api("deposits, page 1", "/deposits"), api("deposits by reference", "/deposits?depositReference=user-1"),
      api("deposit reference, many deposits", "/deposits/\(isDocumented ? "references/" : "")user-1?protocol=tron"),
      api("deposit references", "/deposits/references"), api("deposit statistics", "/deposits/stats"),
      api("transfers, page 1", "/transfers"), api("transfers by chain", "/transfers?\(chain)=tron-nile"),
      api("transfers, unconfirmed", "/transfers?isConfirmed=false"),
      api("transfers by amount", "/transfers?sortBy=amount"),
      api("transfers of orders", "/transfers?businessType=order"),
      api("transfers, last page", "/transfers?page=\(orders * 16 / 10 / 20)"),
      api("transfers of an order", "/transfers/by-reference?orderId=\(shown(RoomFile.id(middle + 6)))"),
      api("payment links", "/payment-links"), api("payment link", "/payment-links/\(shown(RoomFile.linkId(1)))"),
      api("payment link statistics", "/payment-links/stats"),
      api("orders of a link", "/payment-links/\(shown(RoomFile.linkId(1)))/orders"),
      Operation(name: "order status", target: "/api/order-status/\(shown(RoomFile.id(middle)))"),
      api("deliveries, page 1", "/notifications/logs"), api("deliveries, failed", "/notifications/logs?status=failed"),
      api("deliveries of an order", "/notifications/logs?business_id=\(shown(RoomFile.id(middle)))"),
      api("deliveries of a type", "/notifications/logs?event_type=order.expired"),
      api("delivery statistics", "/notifications/statistics"),
      api("pool summary", "/address-pool/summary"), api("pool addresses", "/address-pool/addresses"),
      Operation(name: "sandbox state", target: "/_sandbox/state"),
      Operation(name: "webhook controls", target: "/_sandbox/webhooks"),
    ]
    let pages = [
      "/pay/order/\(shown(RoomFile.id(middle)))", "/checkout/slug-1", "/", "/money",
      "/money?before=\(orders / 2)", "/money?after=\(orders / 2)", "/money/orders/\(RoomFile.id(middle))",
      "/money/deposits", "/money/links", "/money/links/\(RoomFile.linkId(1))", "/money/pool", "/money/pool/tron",
      "/money/webhooks", "/controls",
    ]
    reads += pages.map { Operation(name: "page: \($0)", target: $0, accept: "text/html") }
    if !isDocumented {
      let range = "createdAfter=\(from)&createdBefore=2100-01-01T00:00:00Z"
      reads += [
        api("orders in a range", "/orders?\(range)"), api("orders by amount", "/orders?sortBy=amount"),
        api("orders, oldest first", "/orders?sortOrder=asc"),
        api("search by pattern", "/orders?orderReference=in%25e_2026"),
      ]
    }
    return reads
  }
}
