import HTTP
import JSON
import SandboxModel

/// The address pool in the documented form.
enum AddressPoolRoutes {
  static let all = [
    Route(.get, "/api/v1/address-pool/availability", .read, availability),
    Route(.get, "/api/v1/address-pool/summary", .read, summary),
    Route(.get, "/api/v1/address-pool/addresses", .read, list),
    Route(.post, "/api/v1/address-pool/addresses", .write, add),
    Route(.patch, "/api/v1/address-pool/addresses/:address/archive", .write, archive),
    Route(.patch, "/api/v1/address-pool/addresses/:address/unarchive", .write, unarchive),
  ]

  @Sendable private static func availability(_ context: RequestContext) throws -> HTTPResponse {
    let family = try context.request.query.choice("protocol", AddressProtocol.self) ?? .evm
    return Reply.success(try context.availabilityView(of: family))
  }

  @Sendable private static func summary(_ context: RequestContext) throws -> HTTPResponse {
    Reply.success(try context.poolSummaryView())
  }

  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    var filter = Filter("TRUE")
    filter.require("addresses.protocol", equals: try query.choice("protocol", AddressProtocol.self)?.rawValue)
    let page = try query.page()
    let addresses = try context.store.pool.list(filter, page, tenant: try context.tenantId(), now: context.now)
    return Reply.success([
      "addresses": .array(addresses.map { .object($0.view) }),
      "pagination": .object(page.view(total: try context.store.pool.count(filter))),
    ])
  }

  /// Answers 201 if any of the addresses is new.
  @Sendable private static func add(_ context: RequestContext) throws -> HTTPResponse {
    let given = try AddressImport(try Fields(context.request))
    let count = try given.add(to: context.store.pool, at: context.now)
    return Reply.success(
      [
        "imported": .number(JSONNumber(count)), "skipped": .number(JSONNumber(given.addresses.count - count)),
      ], status: count > 0 ? 201 : 200, message: "\(count) addresses added to the pool")
  }

  @Sendable private static func archive(_ context: RequestContext) throws -> HTTPResponse {
    try change(context, .archive, message: "Address archived successfully")
  }

  @Sendable private static func unarchive(_ context: RequestContext) throws -> HTTPResponse {
    try change(context, .unarchive, message: "Address restored successfully")
  }

  private static func change(_ context: RequestContext, _ change: AddressState.Change, message: String) throws
    -> HTTPResponse
  {
    let address = context.pooledAddress
    guard let state = try context.store.pool.state(of: address, now: context.now) else {
      throw APIError.notFound("Address")
    }
    guard let next = state.after(change) else {
      throw APIError.conflict("The address is \(state.rawValue) and cannot be archived")
    }
    if next != state { try context.store.pool.apply(change, to: address, at: context.now) }
    return Reply.success(["address": .string(address), "status": .string(next.rawValue)], message: message)
  }
}

extension RequestContext {
  /// The address in the path, in the form in which the pool stores it.
  var pooledAddress: String {
    AddressFormat.normalised(parameters[0], .evm) ?? parameters[0]
  }
}

/// A validated request to add addresses to the pool: all of them or none.
struct AddressImport {
  static let maximumCount = 1000

  let addresses: [(address: String, addressProtocol: AddressProtocol)]

  init(_ fields: Fields) throws(APIError) {
    guard let items = fields["addresses"]?.array, 1...Self.maximumCount ~= items.count else {
      throw .invalid("addresses", "must be a list of 1 to \(Self.maximumCount) {address, protocol}")
    }
    var addresses: [(String, AddressProtocol)] = []
    for (index, item) in items.enumerated() { addresses.append(try Self.address(item, "addresses[\(index)]")) }
    self.addresses = addresses
  }

  /// Reads one address. A derivation path and a master key may be given; the sandbox ignores them.
  private static func address(_ item: JSONValue, _ place: String) throws(APIError) -> (String, AddressProtocol) {
    guard let family = item["protocol"]?.string.flatMap(AddressProtocol.init) else {
      let choices = AddressProtocol.allCases.map(\.rawValue).joined(separator: ", ")
      throw .invalid("\(place).protocol", "must be one of \(choices)")
    }
    guard let address = item["address"]?.string.flatMap({ AddressFormat.normalised($0, family) }) else {
      throw .invalid("\(place).address", "must be an address of protocol \(family.rawValue)")
    }
    return (address, family)
  }

  /// Adds the addresses.
  /// - Returns: the number of addresses that the pool did not have before.
  func add(to pool: AddressPool, at time: Timestamp) throws -> Int {
    try addresses.count { try pool.add($0.address, $0.addressProtocol, at: time) }
  }
}

extension RequestContext {
  func availabilityView(of addressProtocol: AddressProtocol) throws -> JSONObject {
    let counts = try store.pool.counts(addressProtocol, now: now)
    func number(_ count: Int) -> JSONValue { .number(JSONNumber(count)) }
    return [
      "protocol": .string(addressProtocol.rawValue), "total": number(counts.total),
      "available": number(counts[.available]), "allocated": number(counts[.allocated]),
      "bound": number(counts[.bound]), "coolingDown": number(counts[.coolingDown]),
      "archived": number(counts[.archived]),
    ]
  }

  func poolSummaryView() throws -> JSONObject {
    let families = try AddressProtocol.allCases.map { try availabilityView(of: $0) }
    func sum(_ name: String) -> Int { families.reduce(0) { $0 + ($1[name]?.number?.integer ?? 0) } }
    let (total, available) = (sum("total"), sum("available"))
    return [
      "protocols": .array(families.map(JSONValue.object)), "totalAddresses": .number(JSONNumber(total)),
      "totalAvailable": .number(JSONNumber(available)), "hasAddresses": .bool(total > 0),
      "hasAvailableAddresses": .bool(available > 0),
    ]
  }
}

extension PoolAddress {
  var view: JSONObject {
    var view: JSONObject = [
      "address": .string(address), "protocol": .string(addressProtocol.rawValue), "status": .string(state.rawValue),
    ]
    view.appendIfPresent("type", use?.kind.rawValue)
    view.appendIfPresent("externalId", use?.externalId)
    view.appendIfPresent("allocatedAt", use?.since)
    view.appendIfPresent("recycledAt", use == nil ? recycledAt : nil)
    view.appendIfPresent("cooldownUntil", coolingUntil)
    view.appendIfPresent("createdAt", createdAt)
    return view
  }

  /// The published form, a row. It has no state for cooling down, and calls available addresses `idle`.
  func publishedView(_ dialect: Dialect) -> JSONObject {
    let isIdle = state == .available || state == .coolingDown
    var view: JSONObject = [
      "address": .string(address), "protocol": .string(addressProtocol.rawValue),
      "status": .string(isIdle ? "idle" : state.rawValue),
    ]
    let id = use?.kind == .order ? use?.externalId.map(dialect.shown) : use?.externalId
    view.append("type", column: use?.kind.rawValue)
    view.append("externalId", column: id)
    view.append("allocatedAt", column: use?.since)
    view.append("recycledAt", column: use == nil ? recycledAt : nil)
    view.append("cooldownUntil", column: coolingUntil)
    view.append("createdAt", column: createdAt)
    return view
  }
}
