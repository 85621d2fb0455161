import JSON

extension Pattern {
  /// The pattern with what came in the places that differ. What fitted stays as it is, and members that were not named
  /// stay unnamed.
  func updated(with value: JSONValue, _ captures: Captures) -> Pattern {
    guard mismatch(with: value, captures) != nil else { return self }
    if case .length = self, let length = value.length { return .length(length...length) }
    switch (self, value) {
    case (.object(let members), .object(let object)): return .object(Self.updated(members, object, captures))
    case (.array(let patterns), .array(let elements)):
      return .array(
        elements.enumerated().map { index, element in
          index < patterns.count ? patterns[index].updated(with: element, captures) : .lasting(element)
        })
    case (.unordered(let patterns), .array(let elements)):
      return .unordered(Self.updated(patterns, elements, captures))
    case (.value(let own), _) where own.object != nil || own.array != nil:
      return Pattern(own).updated(with: value, captures)
    case (.sample(let inner, _), _): return inner.updated(with: value, captures)
    default: return .lasting(value)
    }
  }

  /// The pattern of a value that holds in the next run too: a time or a port of this run is matched by its form.
  private static func lasting(_ value: JSONValue) -> Pattern {
    AnswerPattern(captures: CaptureFinder([]), line: 0).pattern(of: value)
  }

  /// A member that is missing is no longer expected.
  private static func updated(_ members: [Member], _ object: JSONObject, _ captures: Captures) -> [Member] {
    members.compactMap { member in
      guard let value = object[member.name] else {
        return member.pattern.mismatch(with: nil, captures) == nil ? member : nil
      }
      return Member(name: member.name, pattern: member.pattern.updated(with: value, captures))
    }
  }

  /// Each element takes the first pattern that fits it and is free. The others take the patterns that are left, changed.
  private static func updated(_ patterns: [Pattern], _ elements: [JSONValue], _ captures: Captures) -> [Pattern] {
    var free = patterns
    let fitting = elements.map { element in
      free.firstIndex { $0.mismatch(with: element, captures) == nil }.map { free.remove(at: $0) }
    }
    return zip(elements, fitting).map { element, pattern in
      pattern ?? (free.isEmpty ? .lasting(element) : free.removeFirst().updated(with: element, captures))
    }
  }
}
