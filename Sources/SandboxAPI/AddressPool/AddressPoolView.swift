import JSON
import SandboxModel

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
