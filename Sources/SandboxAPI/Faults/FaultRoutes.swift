import HTTP
import JSON
import SandboxModel

/// Injected faults. The controls and the pages never fail.
enum FaultRoutes {
  static let all = [
    Route(.get, "/_sandbox/faults", .control, list),
    Route(.post, "/_sandbox/faults", .control, add),
    Route(.delete, "/_sandbox/faults", .control, removeAll),
    Route(.delete, "/_sandbox/faults/:id", .control, remove),
  ]

  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    Reply.success(["faults": .array(try context.store.faults.all().map { .object($0.view) })])
  }

  @Sendable private static func add(_ context: RequestContext) throws -> HTTPResponse {
    let draft = try FaultDraft(
      try Fields(context.request, only: FaultDraft.members), routes: context.settings.dialect.routes)
    let rule = draft.rule(sequence: try context.store.faults.nextSequence(), context.store.identifiers)
    try context.store.faults.insert(rule)
    return Reply.success(rule.view, status: 201)
  }

  @Sendable private static func removeAll(_ context: RequestContext) throws -> HTTPResponse {
    Reply.success(["removed": .number(JSONNumber(try context.store.faults.remove()))])
  }

  @Sendable private static func remove(_ context: RequestContext) throws -> HTTPResponse {
    guard try context.store.faults.remove(id: context.parameters[0]) == 1 else { throw APIError.notFound("Fault") }
    return Reply.success(["removed": 1])
  }
}

extension FaultRule {
  var view: JSONObject {
    var view: JSONObject = ["id": .string(id), "route": .string(route), "kind": .string(kind.rawValue)]
    view.appendIfPresent("status", status)
    if delayMilliseconds > 0 { view.append("delayMilliseconds", .number(JSONNumber(delayMilliseconds))) }
    view.appendIfPresent("retryAfterSeconds", retryAfterSeconds)
    if probability < Self.certain {
      let share = TokenAmount(millionths: UInt128(probability)).description
      if let number = try? JSONParser.parse(Array(share.utf8)) { view.append("probability", number) }
    }
    view.append("hits", .number(JSONNumber(hits)))
    view.appendIfPresent("remaining", remaining)
    return view
  }
}

/// A validated request for a fault.
package struct FaultDraft: Sendable {
  /// All but the first two may be absent.
  static let members = [
    "route", "kind", "count", "probability", "seed", "status", "delayMilliseconds", "retryAfterSeconds",
  ]
  package static let statuses = 300...599
  package static let counts = 1...1_000_000
  /// The delays in milliseconds, at most ten minutes.
  package static let delays = 1...600_000
  static let pauses = 0...86_400

  private static let kindsWithStatus =
    FaultKind.allCases.filter(\.takesStatus).map(\.rawValue).joined(separator: " and ")

  private let route: String
  private let kind: FaultKind
  private let status: Int?
  private let delayMilliseconds: Int?
  private let retryAfterSeconds: Int?
  private let probability: Int?
  private let seed: Int?
  private let count: Int?

  init(_ fields: Fields, routes: [Route]) throws(APIError) {
    try fields.require("route", "kind")
    route = try fields.faultRoute("route", among: routes)
    guard let kind = try fields.optionalChoice("kind", FaultKind.self) else { throw .missing(["kind"]) }
    self.kind = kind
    status = try fields.optionalInteger("status", in: Self.statuses)
    delayMilliseconds = try fields.optionalInteger("delayMilliseconds", in: Self.delays)
    retryAfterSeconds = try fields.optionalInteger("retryAfterSeconds", in: Self.pauses)
    probability = try fields.optionalProbability("probability")
    seed = try fields.optionalInteger("seed")
    count = try fields.optionalInteger("count", in: Self.counts)
    if kind.needsStatus && status == nil { throw .missing(["status"]) }
    if kind.needsDelay && delayMilliseconds == nil { throw .missing(["delayMilliseconds"]) }
    if !kind.takesStatus && status != nil {
      throw .invalid("status", "goes with the kinds \(Self.kindsWithStatus) only")
    }
  }

  /// Makes the rule. Without a count it hits once, or until it is removed if only its probability is given.
  func rule(sequence: Int64, _ identifiers: Identifiers) -> FaultRule {
    FaultRule(
      sequence: sequence, id: identifiers.id("flt", sequence), route: route, kind: kind, status: status,
      delayMilliseconds: delayMilliseconds ?? 0, retryAfterSeconds: retryAfterSeconds ?? (status == 429 ? 1 : nil),
      probability: probability ?? FaultRule.certain,
      seed: seed.map { UInt64(bitPattern: Int64($0)) } ?? identifiers.seed &+ UInt64(bitPattern: sequence),
      remaining: count ?? (probability == nil ? 1 : nil))
  }
}

extension Fields {
  /// Reads the pattern of at least one route that can fail. `/api/v1` may be left out.
  fileprivate func faultRoute(_ name: String, among routes: [Route]) throws(APIError) -> String {
    let text = try text(name)
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let longer = parts.joined(separator: "/api/v1/")
    for candidate in [text, longer] {
      guard let pattern = RoutePattern(candidate) else { continue }
      if routes.contains(where: { $0.canFail && pattern.concerns(method: $0.method.rawValue, template: $0.template) }) {
        return candidate
      }
    }
    throw .invalid(name, "must be *, or name a route of the API, such as POST /api/v1/orders")
  }

  /// Reads a probability up to 1 as millionths.
  fileprivate func optionalProbability(_ name: String) throws(APIError) -> Int? {
    guard let value = self[name] else { return nil }
    guard let literal = value.number?.literal, let share = try? TokenAmount(literal), share > .zero,
      share.millionths <= UInt128(FaultRule.certain)
    else { throw .invalid(name, "must be above 0 and at most 1, such as 0.25, with at most 6 digits after the point") }
    return Int(share.millionths)
  }
}
