import HTTP
import JSON

enum OrderStatisticsRoutes {
  static let all = [Route(.get, "/api/v1/orders/stats", .read, statistics)]

  @Sendable private static func statistics(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    var filter = Filter("tenant = ?", .text(try call.tenantId()))
    filter.require("chain_id", equals: query["chainId"])
    filter.require("currency", equals: query["currency"])
    CreationSpan(after: try query.time("createdAfter"), before: try query.time("createdBefore")).restrict(&filter)
    return Reply.success(try call.orders.statistics(filter).view)
  }
}
