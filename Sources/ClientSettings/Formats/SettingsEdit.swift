package import JSON

/// What is to stand in a client's settings.
package struct SettingsEdit: Sendable {
  /// The names that lead to the object with the servers.
  package let container: [String]
  /// The name of the server.
  package let name: String
  /// The members that the entry must have. An entry that stands there keeps all others.
  package let entry: JSONObject
  /// An element of the array `inputs` at the root, with which VS Code asks for a secret; nil if there is none.
  package let input: JSONObject?

  package init(container: [String], name: String, entry: JSONObject, input: JSONObject? = nil) {
    (self.container, self.name, self.entry, self.input) = (container, name, entry, input)
  }

  package var path: [String] { container + [name] }
}

extension JSONValue {
  /// The value to which the names lead, or nil.
  package func value(at path: some Collection<String>) -> JSONValue? {
    path.reduce(self as JSONValue?) { $0?[$1] }
  }

  /// Whether this has everything that the other has. Objects may have more members.
  func contains(_ other: JSONValue) -> Bool {
    guard let object = other.object, self.object != nil else { return isSameValue(as: other) }
    return object.members.allSatisfy { self[$0.name]?.contains($0.value) ?? false }
  }

  /// The value with everything that the other has. Members of objects stay; other values are replaced.
  func merging(_ other: JSONValue) -> JSONValue {
    guard var object, let new = other.object else { return other }
    for member in new.members {
      object[member.name] = object[member.name].map { $0.merging(member.value) } ?? member.value
    }
    return .object(object)
  }

  /// The value without the one to which the names lead. Objects on the way that have become empty are left out as well.
  func removing(_ path: ArraySlice<String>) -> JSONValue {
    guard let name = path.first, var object, let member = object[name] else { return self }
    let rest = path.count == 1 ? nil : member.removing(path.dropFirst()).object
    // A bare nil would be JSON's null.
    object[name] = rest?.isEmpty == false ? rest.map(JSONValue.object) : JSONValue?.none
    return .object(object)
  }
}
