import JSON

/// A range that may be open at either end. Both ends belong to it.
struct Bounds<Bound: SchemaBound>: Sendable {
  var least: Bound?
  var most: Bound?

  /// Whether nothing can lie inside.
  var isEmpty: Bool {
    guard let least, let most else { return false }
    return most.isBelow(least)
  }
}

/// What `minimum`, `maxLength` and their kin count in.
protocol SchemaBound: Sendable {
  func isBelow(_ other: Self) -> Bool
}

extension Int: SchemaBound {
  func isBelow(_ other: Int) -> Bool { self < other }
}

extension JSONNumber: SchemaBound {
  func isBelow(_ other: JSONNumber) -> Bool { compare(other) < 0 }
}
