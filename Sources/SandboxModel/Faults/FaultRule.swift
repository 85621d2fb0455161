import Digest
import JSON

/// A fault that was asked for, and what became of it so far.
package struct FaultRule: Sendable, Equatable {
  package let sequence: Int64
  package let id: String
  /// As it was written.
  package let route: String
  package let kind: FaultKind
  /// Of kind `status` only.
  package let status: Int?
  /// Before the answer leaves, whatever it is.
  package let delayMilliseconds: Int
  package let retryAfterSeconds: Int?
  /// In millionths.
  package let probability: Int
  package let seed: UInt64
  /// Requests that it was for and that no earlier rule had hit.
  var draws: Int64 = 0
  package var hits = 0
  /// How often it still hits; nil is until it is removed.
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

  /// Whether it hits this time. The same seed gives the same series.
  mutating func draw() -> Bool {
    defer { draws += 1 }
    guard number(draws) < probability else { return false }
    hits += 1
    remaining = remaining.map { $0 - 1 }
    return true
  }

  /// Less than a million.
  private func number(_ draw: Int64) -> Int {
    let digest = SHA256.hash("\(seed)/fault/\(draw)".utf8)
    return Int(digest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) } % UInt32(Self.certain))
  }
}

/// What goes wrong with a request. Until the answer leaves, its effect is there or not, as said here.
package enum FaultKind: String, Sendable, CaseIterable {
  /// Nothing is done; the answer is an error.
  case status
  /// Done at once; the answer comes later.
  case delay
  /// Nothing is done and nothing comes.
  case hang
  /// Nothing is done; the connection is reset.
  case resetBefore = "reset_before"
  /// Done; the connection is reset.
  case resetAfter = "reset_after"
  /// Done; the connection closes within the answer's body.
  case truncatedBody = "truncated_body"
  /// Done; the answer is a page.
  case notJSON = "not_json"
  /// Done; the answer has no body.
  case emptyBody = "empty_body"
  /// Nothing is done; 200 says `success: false`.
  case successFalse = "success_false"
}

/// All faults that were asked for, the oldest first.
struct FaultPlan: Sendable {
  private(set) var rules: [FaultRule]

  /// The first rule that is for the request and hits. Those before it drew as well; those after it did not.
  mutating func choose(method: String, path: [String]) -> FaultRule? {
    for index in rules.indices where rules[index].concerns(method: method, path: path) {
      if rules[index].draw() { return rules[index] }
    }
    return nil
  }
}

/// Which requests a fault is for: `POST /api/v1/orders`, `/api/v1/orders/:orderId` with any method, `GET *` or `*`.
package struct RoutePattern: Sendable, Equatable {
  private let method: String?
  /// Nil if any path will do. A segment that starts with a colon stands for any value.
  private let path: [String]?

  /// Nil if it is none of these.
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

  /// Whether a request for the route can match.
  package func concerns(method: String, template: [Substring]) -> Bool {
    guard self.method == nil || self.method == method else { return false }
    guard let path else { return true }
    return path.count == template.count
      && zip(path, template).allSatisfy { $0 == $1 || $0.hasPrefix(":") || $1.hasPrefix(":") }
  }
}
