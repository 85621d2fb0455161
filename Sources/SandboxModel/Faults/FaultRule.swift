import Digest
import HTTP
import JSON

/// A fault that was asked for, and what became of it so far.
struct FaultRule: Sendable, Equatable {
  let sequence: Int64
  let id: String
  /// As it was written.
  let route: String
  let kind: FaultKind
  /// Of kind `status` only.
  let status: Int?
  /// Before the answer leaves, whatever it is.
  let delayMilliseconds: Int
  let retryAfterSeconds: Int?
  /// In millionths.
  let probability: Int
  let seed: UInt64
  /// Requests that it was for and that no earlier rule had hit.
  var draws: Int64 = 0
  var hits = 0
  /// How often it still hits; nil is until it is removed.
  var remaining: Int?

  static let certain = 1_000_000

  func concerns(method: String, path: [String]) -> Bool {
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
enum FaultKind: String, Sendable, CaseIterable {
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
struct RoutePattern: Sendable, Equatable {
  private let method: String?
  /// Nil if any path will do. A segment that starts with a colon stands for any value.
  private let path: [String]?

  /// Nil if it is none of these.
  init?(_ text: String) {
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
  func concerns(_ route: Route) -> Bool {
    guard method == nil || method == route.method.rawValue else { return false }
    guard let path else { return true }
    return path.count == route.template.count
      && zip(path, route.template).allSatisfy { $0 == $1 || $0.hasPrefix(":") || $1.hasPrefix(":") }
  }
}
