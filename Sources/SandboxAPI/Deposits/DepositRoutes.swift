import HTTP
import JSON
import SandboxModel

/// Deposits in the documented form.
enum DepositRoutes {
  static let all = [
    Route(.post, "/api/v1/deposits/bind", .write, bind),
    Route(.post, "/api/v1/deposits/unbind", .write, unbind),
    Route(.get, "/api/v1/deposits/references", .read, references),
    Route(.get, "/api/v1/deposits/references/:depositReference", .read, reference),
    Route(.get, "/api/v1/deposits/stats", .read, statistics),
    Route(.get, "/api/v1/deposits", .read, list),
  ]

  @Sendable private static func bind(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request)
    try fields.require("depositReference", "protocol")
    let reference = try fields.text("depositReference")
    let addressProtocol = try fields.depositProtocol("protocol")
    let metadata = try fields.optionalObjectText("metadata")
    let bound = try context.store.binding.bind(
      reference, addressProtocol, metadata: metadata, tenant: try context.tenantId(), now: context.now)
    guard let (binding, isNew) = bound else { throw APIError.insufficientAddresses(addressProtocol) }
    let view = try binding.view()
    return isNew
      ? Reply.success(view, status: 201, message: "Deposit address bound successfully") : Reply.success(view)
  }

  /// Unbinds addresses. Succeeds even if none was bound; the reply lists those that were.
  @Sendable private static func unbind(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request)
    try fields.require("depositReference")
    let reference = try fields.text("depositReference")
    let only = fields["protocol"] == nil ? nil : try fields.depositProtocol("protocol")
    let ended = try context.store.binding.unbind(
      reference, only: only, tenant: try context.tenantId(), now: context.now)
    return Reply.success(
      ["depositReference": .string(reference), "unboundAddresses": .array(ended.map { .string($0.address) })],
      message: "Deposit address unbound successfully")
  }

  /// Shows a depositor. With addresses of both protocols, the query's `protocol` chooses one, or else evm.
  @Sendable private static func reference(_ context: RequestContext) throws -> HTTPResponse {
    let tenant = try context.tenantId()
    let wanted = try context.request.query.choice("protocol", AddressProtocol.self)
    let bindings = try context.store.bindings.find(reference: context.parameters[0], tenant: tenant)
    guard let binding = bindings.first(where: { wanted == nil || $0.addressProtocol == wanted }) else {
      throw APIError.notFound("Deposit reference")
    }
    let totals = try context.store.transfers.totals(reference: binding.reference, tenant: tenant)
    return Reply.success(binding.view(totals: totals, all: bindings))
  }

  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    var criteria = TransferCriteria(tenant: try context.tenantId())
    criteria.businessType = .deposit
    criteria.onlyCounting = true
    criteria.depositReference = query["depositReference"]
    criteria.chainId = query["chainId"]
    criteria.currency = query["currency"]
    criteria.isConfirmed = try query.choice("status", DepositStatus.self)?.isConfirmed
    let page = try query.page()
    let (transfers, total) = try context.store.transfers.list(criteria, page)
    return Reply.success([
      "deposits": .array(transfers.map { .object($0.depositView) }),
      "pagination": .object(page.view(total: total)),
    ])
  }

  /// Lists references, the one bound last first.
  @Sendable private static func references(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    let tenant = try context.tenantId()
    var filter = Filter("tenant = ?", .text(tenant))
    filter.require("reference", contains: query["search"], by: .substring)
    let page = try query.page()
    let (names, total) = try context.store.bindings.references(filter, page)
    return Reply.success([
      "references": .array(try names.map { .object(try context.summary(of: $0, tenant)) }),
      "pagination": .object(page.view(total: total)),
    ])
  }

  /// Counts addresses and references that are bound now, and all deposits ever.
  @Sendable private static func statistics(_ context: RequestContext) throws -> HTTPResponse {
    let tenant = try context.tenantId()
    let filter = Filter("tenant = ?", .text(tenant))
    let one = ListPage(number: 1, limit: 1)
    let totals = try context.store.transfers.totals(tenant: tenant)
    return Reply.success([
      "boundAddressCount": .number(JSONNumber(try context.store.bindings.list(filter, one).total)),
      "activeReferences": .number(JSONNumber(try context.store.bindings.references(filter, one).total)),
      "totalDeposits": .number(JSONNumber(totals.confirmedCount)),
      "pendingDeposits": .number(JSONNumber(totals.pendingCount)), "totalVolume": .object(totals.view),
    ])
  }
}

extension Fields {
  func depositProtocol(_ name: String) throws(APIError) -> AddressProtocol {
    let choices = AddressProtocol.forDeposits
    guard let choice = AddressProtocol(rawValue: try text(name)), choices.contains(choice) else {
      throw .invalid(name, "must be one of \(choices.map(\.rawValue).joined(separator: ", "))")
    }
    return choice
  }
}
