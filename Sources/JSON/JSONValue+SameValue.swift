extension JSONValue {
  /// Equality as JSON Schema has it (core, section 4.2.2), and as a database that takes JSON apart keeps it: numbers by value, strings and names by bytes, members in any order.
  package func isSameValue(as other: JSONValue) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)):
      left.compare(right) == 0
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isSameValue(as: $1) }
    case (.object(let left), .object(let right)):
      left.count == right.count && left.contains(right) && right.contains(left)
    default:
      self == other
    }
  }
}

extension JSONObject {
  fileprivate func contains(_ other: JSONObject) -> Bool {
    other.members.allSatisfy { self[$0.name]?.isSameValue(as: $0.value) ?? false }
  }
}
