import JSON
import PayIn

/// Cuts texts of results that are only read, such as a title or a description. Values that are compared, sent or paid to
/// are never cut.
enum ProseLimit {
  /// The largest number of Unicode scalars of a text: as many as a tool accepts for a description.
  static let scalars = 5000

  /// - Returns: the object, and the names of the fields in it that were cut.
  static func shortened(_ object: JSONObject) -> (object: JSONObject, cut: [String]) {
    guard object.members.contains(where: { mayBeLong($0.value) }) else { return (object, []) }
    var cut: [String] = []
    let members = object.members.map { member in
      JSONObject.Member(name: member.name, value: shortened(member.value, named: member.name, &cut))
    }
    return cut.isEmpty ? (object, []) : (JSONObject(members), cut)
  }

  /// Whether some text is as long as one that is cut. Looking costs far less than building the object anew.
  private static func mayBeLong(_ value: JSONValue) -> Bool {
    switch value {
    case .string(let text): text.utf8.count > scalars
    case .array(let elements): elements.contains(where: mayBeLong)
    case .object(let object): object.members.contains { mayBeLong($0.value) }
    case .null, .bool, .number: false
    }
  }

  private static func shortened(_ value: JSONValue, named name: String, _ cut: inout [String]) -> JSONValue {
    switch value {
    case .string(let text):
      guard APIResource.proseNames.contains(name), text.utf8.count > scalars, text.unicodeScalars.count > scalars else {
        return value
      }
      if !cut.contains(name) { cut.append(name) }
      return .string(String(text.unicodeScalars.prefix(scalars - 1)) + "…")
    case .array(let elements): return .array(elements.map { shortened($0, named: name, &cut) })
    case .object(let object):
      let (object, inner) = shortened(object)
      cut += inner.filter { !cut.contains($0) }
      return .object(object)
    default: return value
    }
  }

  static func warnings(_ cut: [String]) -> [Warning] {
    cut.isEmpty ? [] : [Warning(.textCut, fields: cut)]
  }
}
