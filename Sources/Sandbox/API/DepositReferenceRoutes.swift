import HTTP
import JSON

/// Depositors in all.
enum DepositReferenceRoutes {
  static let all = [
    Route(.get, "/api/v1/deposits/references", .read, list),
    Route(.get, "/api/v1/deposits/stats", .read, statistics),
  ]

  /// The one bound last first.
  @Sendable private static func list(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    let tenant = try call.tenantId()
    var filter = Filter("tenant = ?", .text(tenant))
    filter.require("reference", contains: query["search"], by: .substring)
    let page = try query.page()
    let (names, total) = try call.bindings.references(filter, page)
    return Reply.success([
      "references": .array(try names.map { .object(try call.summary(of: $0, tenant)) }),
      "pagination": .object(page.view(total: total)),
    ])
  }

  /// Addresses and references are those bound now; deposits are all that ever came.
  @Sendable private static func statistics(_ call: Call) throws -> HTTPResponse {
    let tenant = try call.tenantId()
    let filter = Filter("tenant = ?", .text(tenant))
    let one = Page(number: 1, limit: 1)
    let totals = try call.transfers.totals(tenant: tenant)
    return Reply.success([
      "boundAddressCount": .number(JSONNumber(try call.bindings.list(filter, one).total)),
      "activeReferences": .number(JSONNumber(try call.bindings.references(filter, one).total)),
      "totalDeposits": .number(JSONNumber(totals.confirmedCount)),
      "pendingDeposits": .number(JSONNumber(totals.pendingCount)), "totalVolume": .object(totals.view),
    ])
  }
}

extension Call {
  fileprivate func summary(of reference: String, _ tenant: String) throws -> JSONObject {
    let bindings = try bindings.find(reference: reference, tenant: tenant)
    let totals = try transfers.totals(reference: reference, tenant: tenant)
    var row: JSONObject = [
      "depositReference": .string(reference),
      "protocols": .array(bindings.map { .string($0.addressProtocol.rawValue) }),
      "addressCount": .number(JSONNumber(bindings.count)),
      "totalDeposits": .number(JSONNumber(totals.confirmedCount)),
      "pendingDeposits": .number(JSONNumber(totals.pendingCount)),
    ]
    row.appendIfPresent("totalAmount", totals.singleAmount?.description)
    row.append("totals", .object(totals.view))
    row.appendIfPresent("lastDepositAt", totals.lastDetectedAt)
    return row
  }
}
