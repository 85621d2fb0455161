/// A value in a text of JSON: where it stands, and its parts.
struct JSONNode {
  /// A member of an object or an element of an array.
  struct Child {
    /// The name of a member; empty for an element.
    let name: String
    /// The range of the name, the colon and the value.
    let range: Range<Int>
    let value: JSONNode
  }

  enum Kind {
    case scalar
    case array
    case object
  }

  let kind: Kind
  let range: Range<Int>
  let children: [Child]

  /// The member of that name, or nil.
  ///
  /// Throws if there are two.
  func member(_ name: String, in bytes: [UInt8]) throws(SettingsError) -> Child? {
    let members = children.filter { $0.name == name }
    if members.count > 1 { throw .duplicateName(name, TextPosition(of: members[1].range.lowerBound, in: bytes)) }
    return members.first
  }
}
