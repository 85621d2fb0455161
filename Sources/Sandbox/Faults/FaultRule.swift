import Digest

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
