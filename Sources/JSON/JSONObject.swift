/// A JSON object: its members in the order written, duplicates included. Names are compared by their bytes.
package struct JSONObject: Sendable {
  package struct Member: Sendable, Equatable {
    package var name: String
    package var value: JSONValue

    package init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }

    package static func == (left: Member, right: Member) -> Bool {
      left.name.hasSameBytes(as: right.name) && left.value == right.value
    }
  }

  package private(set) var members: [Member]

  package init(_ members: [Member] = []) {
    self.members = members
  }

  package var isEmpty: Bool { members.isEmpty }
  package var count: Int { members.count }

  /// The first member of that name. Setting replaces it in place or appends it; setting nil removes every one.
  package subscript(name: String) -> JSONValue? {
    get { index(of: name).map { members[$0].value } }
    set {
      switch (index(of: name), newValue) {
      case (let index?, let newValue?): members[index].value = newValue
      case (nil, let newValue?): members.append(Member(name: name, value: newValue))
      case (_?, nil): members.removeAll { $0.name.hasSameBytes(as: name) }
      case (nil, nil): break
      }
    }
  }

  /// Looks for the name as the same value in memory, as nearly all names that occur are, before it compares bytes.
  /// Objects are small, and a hash of each name would cost more.
  private func index(of name: String) -> Int? {
    let length = name.utf8.count
    return members.withUnsafeBufferPointer { members in
      for index in members.indices where members[index].name.isSameValue(as: name) { return index }
      for index in members.indices where members[index].name.utf8.count == length {
        if members[index].name.hasSameBytes(as: name) { return index }
      }
      return nil
    }
  }

  package mutating func reserveCapacity(_ count: Int) {
    members.reserveCapacity(count)
  }

  /// Adds a member at the end without looking for one of the same name.
  package mutating func append(_ name: String, _ value: JSONValue) {
    members.append(Member(name: name, value: value))
  }
}

extension JSONObject: Equatable {
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members == right.members
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map { Member(name: $0, value: $1) })
  }
}
