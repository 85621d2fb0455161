import HTTP
import JSON

/// Deposit addresses. What the documentation calls a list of deposits is a list of addresses here.
enum OpenDepositRoutes {
  static let all = [
    Route(.post, "/api/v1/deposits/bind", .write, bind),
    Route(.post, "/api/v1/deposits/unbind", .write, unbind),
    Route(.get, "/api/v1/deposits", .read, list),
    // A depositor of one of these two names can never be read.
    Route(.get, "/api/v1/deposits/references", .read, references),
    Route(.get, "/api/v1/deposits/stats", .read, stats),
    Route(.get, "/api/v1/deposits/:depositReference", .read, get),
  ]

  /// 201 also if nothing new was bound. Metadata is taken and forgotten.
  @Sendable private static func bind(_ call: Call) throws -> HTTPResponse {
    let fields = try Fields(call.request)
    let missing = fields.missing("depositReference", "protocol")
    guard missing.isEmpty, let reference = fields.string("depositReference") else {
      throw OpenError.rich(
        400, "DEPOSIT_VALIDATION_FAILED", "Missing required fields: \(missing.joined(separator: ", "))")
    }
    let family = try addressProtocol(fields.string("protocol"))
    let bound = try call.binding.bind(reference, family, metadata: nil, tenant: try call.tenantId(), now: call.now)
    guard let bound else {
      throw OpenError.rich(500, "DEPOSIT_BIND_FAILED", "No available \(family.rawValue) addresses in pool")
    }
    return OpenReply.success(call.openReceipt(of: bound.binding), status: 201)
  }

  /// By reference, whether or not it is bound; or by an address, which must be.
  @Sendable private static func unbind(_ call: Call) throws -> HTTPResponse {
    let fields = try Fields(call.request)
    let tenant = try call.tenantId()
    if let reference = fields.string("depositReference") {
      let only = fields["protocol"] == nil ? nil : try addressProtocol(fields.string("protocol"))
      _ = try call.binding.unbind(reference, only: only, tenant: tenant, now: call.now)
    } else if let address = fields.string("address"), fields["protocol"] != nil {
      var filter = Filter("tenant = ?", .text(tenant))
      filter.require("address", equals: address)
      guard let binding = try call.bindings.list(filter, Page(number: 1, limit: 1)).bindings.first else {
        throw OpenError.rich(500, "DEPOSIT_UNBIND_FAILED", "Deposit address not found")
      }
      _ = try call.binding.unbind(binding.reference, only: binding.addressProtocol, tenant: tenant, now: call.now)
    } else {
      throw OpenError.rich(
        400, "DEPOSIT_UNBIND_INVALID_PAYLOAD", "Give depositReference, or address and protocol")
    }
    return Reply.bare(["success": true, "message": "Deposit address unbound successfully"])
  }

  @Sendable private static func get(_ call: Call) throws -> HTTPResponse {
    let family = call.request.query["protocol"] ?? AddressProtocol.evm.rawValue
    let bindings = try call.bindings.find(reference: call.parameters[0], tenant: try call.tenantId())
    guard let binding = bindings.first(where: { $0.addressProtocol.rawValue == family }) else {
      throw OpenError.rich(404, "DEPOSIT_ADDRESS_NOT_FOUND", "Deposit address not found")
    }
    return OpenReply.success(call.openRow(of: binding))
  }

  @Sendable private static func list(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    var filter = Filter("tenant = ?", .text(try call.tenantId()))
    filter.require("protocol", equals: query["protocol"])
    filter.require("reference", equals: query["depositReference"])
    let page = try page(query)
    let (bindings, total) = try call.bindings.list(filter, page)
    return OpenReply.list(bindings.map(call.openRow), page, total: total)
  }

  @Sendable private static func references(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    let tenant = try call.tenantId()
    var filter = Filter("tenant = ?", .text(tenant))
    filter.require("reference", contains: query["search"], by: .likePattern)
    let page = try page(query)
    let (names, total) = try call.bindings.references(filter, page)
    return OpenReply.list(try names.map { try call.openSummary(of: $0, tenant) }, page, total: total)
  }

  /// The sums are placeholders in the service's code, too.
  @Sendable private static func stats(_ call: Call) throws -> HTTPResponse {
    let filter = Filter("tenant = ?", .text(try call.tenantId()))
    let one = Page(number: 1, limit: 1)
    return OpenReply.success([
      "boundAddressCount": .number(JSONNumber(try call.bindings.list(filter, one).total)),
      "activeReferences": .number(JSONNumber(try call.bindings.references(filter, one).total)),
      "totalDeposits": 0, "totalVolume": [:],
    ])
  }

  private static func addressProtocol(_ text: String?) throws(OpenError) -> AddressProtocol {
    guard let family = text.flatMap(AddressProtocol.init), AddressProtocol.forDeposits.contains(family) else {
      throw .rich(400, "DEPOSIT_PROTOCOL_UNSUPPORTED", "Protocol must be evm or tron")
    }
    return family
  }

  private static func page(_ query: Query) throws(OpenError) -> Page {
    try query.page { .rich(400, "DEPOSIT_VALIDATION_FAILED", "\($0) is out of range") }
  }
}
