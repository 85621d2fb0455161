import JSON
import JSONRPC

/// Answers `completion/complete` (specification, server utilities: completion).
struct Completer {
  /// The greatest number of values in one answer, as the specification has it.
  private static let maximumCount = 100

  private let features: ServerFeatures
  private var limiter: TokenBucket

  /// A person types slower than 100 requests in a second; a program that asks faster is slowed down.
  init(_ features: ServerFeatures, now: ContinuousClock.Instant) {
    self.features = features
    limiter = TokenBucket(capacity: 100, perSecond: 100, now: now)
  }

  /// Returns the result. Throws for a subject or an argument that does not exist.
  mutating func complete(_ request: CompletionRequest, now: ContinuousClock.Instant) throws(RPCError) -> JSONObject {
    guard let arguments = arguments(of: request.subject) else { throw .invalidParams("\"ref\" names nothing here") }
    guard arguments.contains(where: { $0.hasSameBytes(as: request.argument) }) else {
      throw .invalidParams("there is no argument \"\(request.argument.visibleExcerpt())\"")
    }
    guard limiter.take(now: now) else { return Self.withheld }
    let candidates = features.completions?[request.subject, request.argument]?(request.context) ?? []
    let prefix = request.value.lowercased()
    return Self.result(candidates.filter { $0.lowercased().hasPrefix(prefix) })
  }

  private func arguments(of subject: CompletionCatalogue.Subject) -> [String]? {
    switch subject {
    case .prompt(let name):
      features.prompt(named: name)?.arguments.map(\.name)
    case .resource(let template):
      features.resources?.templates.first { $0.uriTemplate.hasSameBytes(as: template) }
        .map { ResourceURI.variables(of: $0.uriTemplate) }
    }
  }

  private static func result(_ matches: [String]) -> JSONObject {
    [
      "completion": [
        "values": .array(matches.prefix(maximumCount).map(JSONValue.string)),
        "total": .number(JSONNumber(matches.count)), "hasMore": .bool(matches.count > maximumCount),
      ]
    ]
  }

  /// The result without suggestions, which does not say that there are none: an error would be shown to a person who
  /// only types.
  private static let withheld: JSONObject = ["completion": ["values": [], "hasMore": true]]
}

/// Limits a rate: lets a burst through and then a steady rate.
struct TokenBucket {
  private let capacity: Double
  private let perSecond: Double
  private var tokens: Double
  private var updatedAt: ContinuousClock.Instant

  /// The bucket is full at first.
  init(capacity: Int, perSecond: Int, now: ContinuousClock.Instant) {
    self.capacity = Double(capacity)
    self.perSecond = Double(perSecond)
    tokens = Double(capacity)
    updatedAt = now
  }

  /// Takes a token. Returns whether there was one.
  mutating func take(now: ContinuousClock.Instant) -> Bool {
    let elapsed = max(0, (now - updatedAt) / .seconds(1))
    updatedAt = max(now, updatedAt)
    tokens = min(capacity, tokens + elapsed * perSecond)
    guard tokens >= 1 else { return false }
    tokens -= 1
    return true
  }
}
