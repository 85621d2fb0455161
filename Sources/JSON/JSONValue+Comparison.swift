extension JSONValue {
  /// Returns whether both are equal as JSON Schema has it (core, section 4.2.2), and as a database that takes JSON
  /// apart keeps it: numbers by value, strings and names by bytes, members in any order.
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

extension JSONValue {
  /// The first member name that some object in this value has twice, or nil.
  ///
  /// A reader may take either of two members, so messages with duplicates are refused before they are passed on.
  package var firstDuplicateName: String? {
    switch self {
    case .null, .bool, .number, .string:
      return nil
    case .array(let elements):
      for element in elements {
        if let name = element.firstDuplicateName { return name }
      }
      return nil
    case .object(let object):
      if let name = object.firstDuplicateName { return name }
      for member in object.members {
        if let name = member.value.firstDuplicateName { return name }
      }
      return nil
    }
  }
}

extension JSONObject {
  /// The first name of this object itself that occurs twice, or nil.
  package var firstDuplicateName: String? {
    members.count <= 16 ? duplicateByComparing : duplicateByHashing
  }

  private var duplicateByComparing: String? {
    members.withUnsafeBufferPointer { members in
      for index in members.indices.dropFirst() {
        for earlier in 0..<index where members[earlier].name.hasSameBytes(as: members[index].name) {
          return members[index].name
        }
      }
      return nil
    }
  }

  /// Takes time linear in the number of members, so that a large hostile object costs no more than parsing it did.
  private var duplicateByHashing: String? {
    var seen = Set<[UInt8]>(minimumCapacity: members.count)
    return members.first { !seen.insert(Array($0.name.utf8)).inserted }?.name
  }
}
