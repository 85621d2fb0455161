import JSON

extension Pattern {
  /// The value that came once, or nil for a matcher without a sample.
  ///
  /// - Parameter captures: what was captured before.
  func sample(_ captures: Captures) -> JSONValue? {
    switch self {
    case .value(let value): value
    case .template(let text), .decimal(let text): try? Template(text).value(captures)
    case .sample(_, let value): value
    case .array(let elements), .unordered(let elements): Self.sample(elements, captures)
    case .object(let members): Self.sample(members, captures)
    case .any, .type, .regex, .absent, .length, .contains, .not: nil
    }
  }

  private static func sample(_ elements: [Pattern], _ captures: Captures) -> JSONValue? {
    var values: [JSONValue] = []
    for element in elements {
      guard let value = element.sample(captures) else { return nil }
      values.append(value)
    }
    return .array(values)
  }

  private static func sample(_ members: [Member], _ captures: Captures) -> JSONValue? {
    var object = JSONObject()
    for member in members {
      if case .absent = member.pattern { continue }
      guard let value = member.pattern.sample(captures) else { return nil }
      object.append(member.name, value)
    }
    return .object(object)
  }
}
