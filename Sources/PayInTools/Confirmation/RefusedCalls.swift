import MCP

/// The calls that a person has said no to. Bounded: of too many the oldest is forgotten, and a person is asked again.
struct RefusedCalls {
  private let limit: Int
  private var order: [Fingerprint] = []
  private var calls: Set<Fingerprint> = []

  init(limit: Int) {
    self.limit = limit
  }

  func contains(_ call: Fingerprint) -> Bool {
    calls.contains(call)
  }

  mutating func insert(_ call: Fingerprint) {
    guard calls.insert(call).inserted else { return }
    order.append(call)
    if order.count > limit { calls.remove(order.removeFirst()) }
  }
}
