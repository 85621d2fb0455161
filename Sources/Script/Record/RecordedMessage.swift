import JSON

/// One message of a recorded session, as far as a recording needs to know it.
enum RecordedMessage {
  case request(id: JSONValue, method: String, parameters: JSONValue?)
  case notification(method: String, parameters: JSONValue?)
  /// The members `result` or `error`.
  case answer(id: JSONValue, JSONObject.Member)
  case other

  init(_ value: JSONValue) {
    guard case .object(let object) = value else {
      self = .other
      return
    }
    let id = object["id"].flatMap { $0.isNull ? nil : $0 }
    if let method = object["method"]?.string {
      let parameters = object["params"]
      self =
        id.map { .request(id: $0, method: method, parameters: parameters) }
        ?? .notification(method: method, parameters: parameters)
    } else if let id, let content = object.members.first(where: { $0.name == "result" || $0.name == "error" }) {
      self = .answer(id: id, content)
    } else {
      self = .other
    }
  }

  /// The messages in a line: several in an array. Nil if the line is not JSON.
  static func messages(in line: [UInt8]) -> [RecordedMessage]? {
    guard let value = try? JSONParser.parse(line, loneSurrogates: .replace) else { return nil }
    guard case .array(let elements) = value, !elements.isEmpty else { return [RecordedMessage(value)] }
    return elements.map { RecordedMessage($0) }
  }
}

extension JSONValue {
  /// Calls `visit` with each text in the value, the way to it and the name of the nearest member around it.
  func forEachText(
    from path: [ValuePath.Component] = [], member: String? = nil,
    _ visit: (String, [ValuePath.Component], _ member: String?) -> Void
  ) {
    switch self {
    case .string(let text): visit(text, path, member)
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        element.forEachText(from: path + [.element(index)], member: member, visit)
      }
    case .object(let object):
      for member in object.members {
        member.value.forEachText(from: path + [.member(member.name)], member: member.name, visit)
      }
    case .null, .bool, .number: break
    }
  }
}
