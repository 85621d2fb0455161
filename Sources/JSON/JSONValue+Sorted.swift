extension JSONValue {
  /// The same value with the members of every object sorted by their names' UTF-16 code units, as RFC 8785 sorts them.
  /// Numbers keep their literals.
  package var sortedMembers: JSONValue {
    switch self {
    case .array(let elements): .array(elements.map(\.sortedMembers))
    case .object(let object):
      .object(
        JSONObject(
          object.members.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
            .map { JSONObject.Member(name: $0.name, value: $0.value.sortedMembers) }))
    default: self
    }
  }
}
