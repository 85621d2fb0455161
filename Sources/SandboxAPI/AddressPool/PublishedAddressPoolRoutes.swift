import HTTP
import JSON

/// The pool. Whatever is wrong with a change of an address is a failure of the service.
enum OpenAddressPoolRoutes {
  static let all = [
    Route(.get, "/api/v1/address-pool/availability", .read, availability),
    Route(.get, "/api/v1/address-pool/summary", .read, summary),
    Route(.get, "/api/v1/address-pool/addresses", .read, list),
    Route(.post, "/api/v1/address-pool/addresses", .write, add),
    Route(.patch, "/api/v1/address-pool/addresses/:address/archive", .write, archive),
    Route(.patch, "/api/v1/address-pool/addresses/:address/unarchive", .write, unarchive),
  ]

  /// A protocol that there is not has no addresses.
  @Sendable private static func availability(_ call: Call) throws -> HTTPResponse {
    let name = call.request.query["protocol"] ?? AddressProtocol.evm.rawValue
    guard let family = AddressProtocol(rawValue: name) else {
      return OpenReply.success([
        "protocol": .string(name), "total": 0, "available": 0, "allocated": 0, "bound": 0, "coolingDown": 0,
        "archived": 0,
      ])
    }
    return OpenReply.success(try call.availabilityView(of: family))
  }

  @Sendable private static func summary(_ call: Call) throws -> HTTPResponse {
    OpenReply.success(try call.poolSummaryView())
  }

  /// The total stands beside the rows, and pages are called otherwise than in other lists.
  @Sendable private static func list(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    var filter = Filter("TRUE")
    filter.require("addresses.protocol", equals: query["protocol"])
    let page = Page(
      number: try number(query, "page", default: 1), limit: try number(query, "pageSize", default: Page.defaultLimit))
    let addresses = try call.pool.list(filter, page, tenant: try call.tenantId(), now: call.now)
    return OpenReply.success([
      "addresses": .array(addresses.map { .object($0.openView(call.settings.dialect)) }),
      "total": .number(JSONNumber(try call.pool.count(filter))),
    ])
  }

  /// What is no number is the default, and so is zero.
  private static func number(_ query: Query, _ name: String, default fallback: Int) throws(OpenError) -> Int {
    guard let number = query[name].flatMap({ Int($0) }), number != 0 else { return fallback }
    guard Page.numbers ~= number else {
      throw .plain(500, "Failed to list addresses", "\(name == "page" ? "OFFSET" : "LIMIT") must not be negative")
    }
    return number
  }

  /// Says how many were given; those that the pool had are skipped without a word.
  @Sendable private static func add(_ call: Call) throws -> HTTPResponse {
    let fields = try Fields(call.request)
    guard fields["addresses"]?.array?.allSatisfy({ $0["derivationIndex"] != nil }) ?? true else {
      throw invalid("Each address entry must include: address, protocol, derivationIndex")
    }
    let given: AddressImport
    do throws(APIError) {
      given = try AddressImport(fields)
    } catch {
      throw invalid(error.message)
    }
    _ = try given.add(to: call.pool, at: call.now)
    let message = "Successfully added \(given.addresses.count) addresses to pool"
    return Reply.bare(["success": true, "message": .string(message)], status: 201)
  }

  private static func invalid(_ message: String) -> OpenError {
    .plain(400, "Validation failed", message)
  }

  @Sendable private static func archive(_ call: Call) throws -> HTTPResponse {
    try change(call, .archive, failure: "Failed to archive address", done: "archived")
  }

  @Sendable private static func unarchive(_ call: Call) throws -> HTTPResponse {
    try change(call, .unarchive, failure: "Failed to unarchive address", done: "restored")
  }

  private static func change(
    _ call: Call, _ change: AddressState.Change, failure: String, done: String
  ) throws -> HTTPResponse {
    let address = call.pooledAddress
    guard let state = try call.pool.state(of: address, now: call.now) else {
      throw OpenError.plain(500, failure, "Address \(address) not found in pool")
    }
    guard let next = state.after(change), next != state else {
      throw OpenError.plain(500, failure, "Address \(address): current state is \(state.rawValue)")
    }
    try call.pool.apply(change, to: address, at: call.now)
    return Reply.bare(["success": true, "message": .string("Address \(address) has been \(done)")])
  }
}
