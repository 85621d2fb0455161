import HTTP
import JSON
import SandboxModel

/// Deposits in the published form. The documented list of deposits is a list of addresses here.
enum PublishedDepositRoutes {
  static let all = [
    Route(.post, "/api/v1/deposits/bind", .write, bind),
    Route(.post, "/api/v1/deposits/unbind", .write, unbind),
    Route(.get, "/api/v1/deposits", .read, list),
    // These two paths hide depositors of the same names.
    Route(.get, "/api/v1/deposits/references", .read, references),
    Route(.get, "/api/v1/deposits/stats", .read, stats),
    Route(.get, "/api/v1/deposits/:depositReference", .read, get),
  ]

  /// Binds an address. Answers 201 even if it was bound before. Metadata is accepted and not stored.
  @Sendable private static func bind(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request)
    let missing = fields.missing("depositReference", "protocol")
    guard missing.isEmpty, let reference = fields.string("depositReference") else {
      throw PublishedError.rich(
        400, "DEPOSIT_VALIDATION_FAILED", "Missing required fields: \(missing.joined(separator: ", "))")
    }
    let family = try addressProtocol(fields.string("protocol"))
    let bound = try context.store.binding.bind(
      reference, family, metadata: nil, tenant: try context.tenantId(), now: context.now)
    guard let bound else {
      throw PublishedError.rich(500, "DEPOSIT_BIND_FAILED", "No available \(family.rawValue) addresses in pool")
    }
    return PublishedReply.success(context.publishedCreation(of: bound.binding), status: 201)
  }

  /// Unbinds by reference, which need not be bound, or by an address, which must be.
  @Sendable private static func unbind(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request)
    let tenant = try context.tenantId()
    if let reference = fields.string("depositReference") {
      let only = fields["protocol"] == nil ? nil : try addressProtocol(fields.string("protocol"))
      _ = try context.store.binding.unbind(reference, only: only, tenant: tenant, now: context.now)
    } else if let address = fields.string("address"), fields["protocol"] != nil {
      var filter = Filter("tenant = ?", .text(tenant))
      filter.require("address", equals: address)
      guard let binding = try context.store.bindings.list(filter, ListPage(number: 1, limit: 1)).bindings.first else {
        throw PublishedError.rich(500, "DEPOSIT_UNBIND_FAILED", "Deposit address not found")
      }
      _ = try context.store.binding.unbind(
        binding.reference, only: binding.addressProtocol, tenant: tenant, now: context.now)
    } else {
      throw PublishedError.rich(
        400, "DEPOSIT_UNBIND_INVALID_PAYLOAD", "Give depositReference, or address and protocol")
    }
    return Reply.bare(["success": true, "message": "Deposit address unbound successfully"])
  }

  @Sendable private static func get(_ context: RequestContext) throws -> HTTPResponse {
    let family = context.request.query["protocol"] ?? AddressProtocol.evm.rawValue
    let bindings = try context.store.bindings.find(reference: context.parameters[0], tenant: try context.tenantId())
    guard let binding = bindings.first(where: { $0.addressProtocol.rawValue == family }) else {
      throw PublishedError.rich(404, "DEPOSIT_ADDRESS_NOT_FOUND", "Deposit address not found")
    }
    return PublishedReply.success(context.publishedRow(of: binding))
  }

  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    var filter = Filter("tenant = ?", .text(try context.tenantId()))
    filter.require("protocol", equals: query["protocol"])
    filter.require("reference", equals: query["depositReference"])
    let page = try page(query)
    let (bindings, total) = try context.store.bindings.list(filter, page)
    return PublishedReply.list(bindings.map(context.publishedRow), page, total: total)
  }

  @Sendable private static func references(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    let tenant = try context.tenantId()
    var filter = Filter("tenant = ?", .text(tenant))
    filter.require("reference", contains: query["search"], by: .likePattern)
    let page = try page(query)
    let (names, total) = try context.store.bindings.references(filter, page)
    return PublishedReply.list(try names.map { try context.publishedSummary(of: $0, tenant) }, page, total: total)
  }

  /// Shows statistics. The sums are placeholders in the service's code as well.
  @Sendable private static func stats(_ context: RequestContext) throws -> HTTPResponse {
    let filter = Filter("tenant = ?", .text(try context.tenantId()))
    let one = ListPage(number: 1, limit: 1)
    return PublishedReply.success([
      "boundAddressCount": .number(JSONNumber(try context.store.bindings.list(filter, one).total)),
      "activeReferences": .number(JSONNumber(try context.store.bindings.references(filter, one).total)),
      "totalDeposits": 0, "totalVolume": [:],
    ])
  }

  private static func addressProtocol(_ text: String?) throws(PublishedError) -> AddressProtocol {
    guard let family = text.flatMap(AddressProtocol.init), AddressProtocol.forDeposits.contains(family) else {
      throw .rich(400, "DEPOSIT_PROTOCOL_UNSUPPORTED", "Protocol must be evm or tron")
    }
    return family
  }

  private static func page(_ query: Query) throws(PublishedError) -> ListPage {
    try query.page { .rich(400, "DEPOSIT_VALIDATION_FAILED", "\($0) is out of range") }
  }
}
