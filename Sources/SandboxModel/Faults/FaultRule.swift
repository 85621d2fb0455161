import Digest
import JSON

/// A fault that is injected into requests, with its counters.
package struct FaultRule: Sendable, Equatable {
  package let sequence: Int64
  package let id: String
  /// The pattern of the routes, as it was written.
  package let route: String
  package let kind: FaultKind
  /// The HTTP status of the reply; only of kind `status`.
  package let status: Int?
  /// The delay before any reply is sent.
  package let delayMilliseconds: Int
  package let retryAfterSeconds: Int?
  /// The probability of a hit, in millionths.
  package let probability: Int
  package let seed: UInt64
  /// The number of requests that matched the rule and that no earlier rule had hit.
  var draws: Int64 = 0
  package var hits = 0
  /// The number of hits that are left; nil if the fault hits until it is removed.
  package var remaining: Int?

  package init(
    sequence: Int64, id: String, route: String, kind: FaultKind, status: Int?, delayMilliseconds: Int,
    retryAfterSeconds: Int?, probability: Int, seed: UInt64, draws: Int64 = 0, hits: Int = 0, remaining: Int? = nil
  ) {
    self.sequence = sequence
    self.id = id
    self.route = route
    self.kind = kind
    self.status = status
    self.delayMilliseconds = delayMilliseconds
    self.retryAfterSeconds = retryAfterSeconds
    self.probability = probability
    self.seed = seed
    self.draws = draws
    self.hits = hits
    self.remaining = remaining
  }

  package static let certain = 1_000_000

  package func concerns(method: String, path: [String]) -> Bool {
    remaining != 0 && RoutePattern(route)?.matches(method: method, path: path) == true
  }

  /// Decides whether the fault hits this time. The same seed gives the same series.
  mutating func draw() -> Bool {
    defer { draws += 1 }
    guard number(draws) < probability else { return false }
    hits += 1
    remaining = remaining.map { $0 - 1 }
    return true
  }

  /// A pseudo-random number below one million.
  private func number(_ draw: Int64) -> Int {
    let digest = SHA256.hash("\(seed)/fault/\(draw)".utf8)
    return Int(digest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) } % UInt32(Self.certain))
  }
}

/// All faults, oldest first.
struct FaultPlan: Sendable {
  private(set) var rules: [FaultRule]

  /// The first rule that matches the request and hits. The matching rules before it were drawn as well; those after it
  /// were not.
  mutating func choose(method: String, path: [String]) -> FaultRule? {
    for index in rules.indices where rules[index].concerns(method: method, path: path) {
      if rules[index].draw() { return rules[index] }
    }
    return nil
  }
}

/// The pattern of the requests that a fault concerns: `POST /api/v1/orders`, `/api/v1/orders/:orderId` with any method,
/// `GET *` or `*`.
package struct RoutePattern: Sendable, Equatable {
  private let method: String?
  /// The segments of the path; nil for any path. A segment that starts with a colon stands for any value.
  private let path: [String]?

  /// Returns nil if the text is none of these.
  package init?(_ text: String) {
    let words = text.split(separator: " ")
    guard let last = words.last, words.count <= 2, last == "*" || last.hasPrefix("/") else { return nil }
    method = words.count == 2 ? words[0].uppercased() : nil
    path = last == "*" ? nil : last.split(separator: "/").map(String.init)
  }

  func matches(method: String, path: [String]) -> Bool {
    guard self.method == nil || self.method == method else { return false }
    guard let pattern = self.path else { return true }
    return pattern.count == path.count && zip(pattern, path).allSatisfy { $0.hasSameBytes(as: $1) || $0.hasPrefix(":") }
  }

  /// Whether a request for a route can match.
  package func concerns(method: String, template: [Substring]) -> Bool {
    guard self.method == nil || self.method == method else { return false }
    guard let path else { return true }
    return path.count == template.count
      && zip(path, template).allSatisfy { $0 == $1 || $0.hasPrefix(":") || $1.hasPrefix(":") }
  }
}
