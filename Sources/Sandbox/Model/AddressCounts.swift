/// How many addresses of one protocol are in which state. Each is in exactly one.
package struct AddressCounts: Sendable, Equatable {
  private var counts: [AddressState: Int] = [:]

  package init() {}

  package var total: Int { counts.values.reduce(0, +) }

  package subscript(state: AddressState) -> Int { counts[state] ?? 0 }

  package mutating func add(_ count: Int, _ state: AddressState) {
    counts[state, default: 0] += count
  }
}
