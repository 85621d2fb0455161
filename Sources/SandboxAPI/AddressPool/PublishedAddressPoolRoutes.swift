import HTTP
import JSON
import SandboxModel

/// The address pool in the published form. Every failure of a change is a failure of the service (500).
enum PublishedAddressPoolRoutes {
  static let all = [
    Route(.get, "/api/v1/address-pool/availability", .read, availability),
    Route(.get, "/api/v1/address-pool/summary", .read, summary),
    Route(.get, "/api/v1/address-pool/addresses", .read, list),
    Route(.post, "/api/v1/address-pool/addresses", .write, add),
    Route(.patch, "/api/v1/address-pool/addresses/:address/archive", .write, archive),
    Route(.patch, "/api/v1/address-pool/addresses/:address/unarchive", .write, unarchive),
  ]

  /// Shows one protocol. An unknown protocol has no addresses.
  @Sendable private static func availability(_ context: RequestContext) throws -> HTTPResponse {
    let name = context.request.query["protocol"] ?? AddressProtocol.evm.rawValue
    guard let family = AddressProtocol(rawValue: name) else {
      return PublishedReply.success([
        "protocol": .string(name), "total": 0, "available": 0, "allocated": 0, "bound": 0, "coolingDown": 0,
        "archived": 0,
      ])
    }
    return PublishedReply.success(try context.availabilityView(of: family))
  }

  @Sendable private static func summary(_ context: RequestContext) throws -> HTTPResponse {
    PublishedReply.success(try context.poolSummaryView())
  }

  /// Lists addresses. The total stands beside the rows, and the page size has another name than in other lists.
  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    var filter = Filter("TRUE")
    filter.require("addresses.protocol", equals: query["protocol"])
    let page = ListPage(
      number: try number(query, "page", default: 1),
      limit: try number(query, "pageSize", default: ListPage.defaultLimit))
    let addresses = try context.store.pool.list(filter, page, tenant: try context.tenantId(), now: context.now)
    return PublishedReply.success([
      "addresses": .array(addresses.map { .object($0.publishedView(context.settings.dialect)) }),
      "total": .number(JSONNumber(try context.store.pool.count(filter))),
    ])
  }

  /// Reads a number; the default if it is zero or not a number.
  private static func number(_ query: Query, _ name: String, default fallback: Int) throws(PublishedError) -> Int {
    guard let number = query[name].flatMap({ Int($0) }), number != 0 else { return fallback }
    guard ListPage.numbers ~= number else {
      throw .plain(500, "Failed to list addresses", "\(name == "page" ? "OFFSET" : "LIMIT") must not be negative")
    }
    return number
  }

  /// Adds addresses. The reply counts those given, including those that the pool had already.
  @Sendable private static func add(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request)
    guard fields["addresses"]?.array?.allSatisfy({ $0["derivationIndex"] != nil }) ?? true else {
      throw invalid("Each address entry must include: address, protocol, derivationIndex")
    }
    let given: AddressImport
    do throws(APIError) {
      given = try AddressImport(fields)
    } catch {
      throw invalid(error.message)
    }
    _ = try given.add(to: context.store.pool, at: context.now)
    let message = "Successfully added \(given.addresses.count) addresses to pool"
    return Reply.bare(["success": true, "message": .string(message)], status: 201)
  }

  private static func invalid(_ message: String) -> PublishedError {
    .plain(400, "Validation failed", message)
  }

  @Sendable private static func archive(_ context: RequestContext) throws -> HTTPResponse {
    try change(context, .archive, failure: "Failed to archive address", done: "archived")
  }

  @Sendable private static func unarchive(_ context: RequestContext) throws -> HTTPResponse {
    try change(context, .unarchive, failure: "Failed to unarchive address", done: "restored")
  }

  private static func change(
    _ context: RequestContext, _ change: AddressState.Change, failure: String, done: String
  ) throws -> HTTPResponse {
    let address = context.pooledAddress
    guard let state = try context.store.pool.state(of: address, now: context.now) else {
      throw PublishedError.plain(500, failure, "Address \(address) not found in pool")
    }
    guard let next = state.after(change), next != state else {
      throw PublishedError.plain(500, failure, "Address \(address): current state is \(state.rawValue)")
    }
    try context.store.pool.apply(change, to: address, at: context.now)
    return Reply.bare(["success": true, "message": .string("Address \(address) has been \(done)")])
  }
}
