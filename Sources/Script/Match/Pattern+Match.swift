package import JSON

extension Pattern {
  /// Compares a value with the pattern.
  ///
  /// - Parameters:
  ///   - value: nil for a member that is not there.
  ///   - captures: what `${name}` stands for.
  /// - Returns: the first difference in the order of the pattern, or nil if there is none.
  package func mismatch(with value: JSONValue?, _ captures: Captures = [:]) -> Mismatch? {
    var matching = Matching(captures: captures)
    return matching.isFitting(self, value) ? nil : matching.mismatch
  }
}

/// One comparison of a value with a pattern.
struct Matching {
  let captures: Captures
  /// The way to the value that is compared.
  private var path: [ValuePath.Component] = []
  private(set) var mismatch: Mismatch?

  init(captures: Captures) {
    self.captures = captures
  }

  /// Returns whether the value fits. If not, `mismatch` says where.
  mutating func isFitting(_ pattern: Pattern, _ value: JSONValue?) -> Bool {
    guard let value else { return isFittingAbsence(pattern) }
    switch pattern {
    case .value(let expected): return isFitting(expected, value, pattern)
    case .template(let text): return isFittingTemplate(text, value, pattern)
    case .object(let members): return isFitting(members, value, pattern)
    case .array(let patterns): return isFitting(patterns, value, pattern)
    case .any: return true
    case .type(let type): return type.includes(value) || fail(.otherType, pattern, value)
    case .regex(let text): return isFittingRegex(text, value, pattern)
    case .decimal(let text): return isFittingDecimal(text, value, pattern)
    case .absent: return fail(.presentMember, pattern, value)
    case .unordered(let patterns): return isFittingUnordered(patterns, value, pattern)
    case .length(let bounds): return isFittingLength(bounds, value, pattern)
    case .contains(let inner): return isContaining(inner, value, pattern)
    case .not(let inner):
      return !fits(inner, value) || fail(.fitsExcluded, pattern, value)
    case .sample(let inner, _): return isFitting(inner, value)
    }
  }

  private mutating func isFittingAbsence(_ pattern: Pattern) -> Bool {
    switch pattern {
    case .absent: true
    case .not(let inner): !fits(inner, nil) || fail(.missingMember, pattern, nil)
    case .sample(let inner, _): isFittingAbsence(inner)
    default: fail(.missingMember, pattern, nil)
    }
  }

  /// Notes the difference, and returns false.
  private mutating func fail(_ reason: Mismatch.Reason, _ pattern: Pattern?, _ value: JSONValue?) -> Bool {
    mismatch = Mismatch(path: ValuePath(path), reason: reason, expected: pattern, actual: value)
    return false
  }

  /// Whether the value fits, without a note of the difference.
  private func fits(_ pattern: Pattern, _ value: JSONValue?) -> Bool {
    var other = Matching(captures: captures)
    return other.isFitting(pattern, value)
  }

  // MARK: Values

  private mutating func isFitting(_ expected: JSONValue, _ value: JSONValue, _ pattern: Pattern) -> Bool {
    switch expected {
    case .array, .object: return isFitting(Pattern(expected), value)
    default:
      guard expected.typeName == value.typeName else { return fail(.otherType, pattern, value) }
      return expected.isSameValue(as: value) || fail(.otherValue, pattern, value)
    }
  }

  private mutating func isFittingTemplate(_ text: String, _ value: JSONValue, _ pattern: Pattern) -> Bool {
    do {
      let expected = try Template(text).value(captures)
      guard expected.typeName == value.typeName else { return fail(.otherType, Pattern(expected), value) }
      return expected.isSameValue(as: value) || fail(.otherValue, Pattern(expected), value)
    } catch {
      return fail(.missingCapture(error.name), pattern, value)
    }
  }

  private mutating func isFittingDecimal(_ text: String, _ value: JSONValue, _ pattern: Pattern) -> Bool {
    let number: JSONNumber?
    switch value {
    case .number(let literal): number = literal
    case .string(let digits): number = JSONNumber(decimal: digits)
    default: return fail(.otherType, pattern, value)
    }
    do {
      let expected = try Template(text).text(captures)
      guard let number, JSONNumber(decimal: expected)?.compare(number) == 0 else {
        return fail(.otherValue, .decimal(expected), value)
      }
      return true
    } catch {
      return fail(.missingCapture(error.name), pattern, value)
    }
  }

  private mutating func isFittingRegex(_ text: String, _ value: JSONValue, _ pattern: Pattern) -> Bool {
    guard case .string(let string) = value else { return fail(.otherType, pattern, value) }
    return RegexCache.isMatching(text, string) || fail(.otherValue, pattern, value)
  }

  private mutating func isFittingLength(_ bounds: ClosedRange<Int>, _ value: JSONValue, _ pattern: Pattern) -> Bool {
    guard let length = value.length else { return fail(.otherType, pattern, value) }
    return bounds.contains(length) || fail(.wrongLength(length), pattern, value)
  }

  // MARK: Arrays and objects

  private mutating func isFitting(_ members: [Pattern.Member], _ value: JSONValue, _ pattern: Pattern) -> Bool {
    guard case .object(let object) = value else { return fail(.otherType, pattern, value) }
    for member in members {
      path.append(.member(member.name))
      guard isFitting(member.pattern, object[member.name]) else { return false }
      path.removeLast()
    }
    return true
  }

  private mutating func isFitting(_ patterns: [Pattern], _ value: JSONValue, _ pattern: Pattern) -> Bool {
    guard case .array(let elements) = value else { return fail(.otherType, pattern, value) }
    for (index, pattern) in patterns.enumerated() {
      path.append(.element(index))
      guard index < elements.count else { return fail(.missingElement, pattern, nil) }
      guard isFitting(pattern, elements[index]) else { return false }
      path.removeLast()
    }
    guard elements.count > patterns.count else { return true }
    path.append(.element(patterns.count))
    return fail(.unexpectedElement, nil, elements[patterns.count])
  }

  private mutating func isContaining(_ inner: Pattern, _ value: JSONValue, _ pattern: Pattern) -> Bool {
    switch value {
    case .array(let elements):
      return elements.contains { fits(inner, $0) } || fail(.noFittingElement, pattern, value)
    case .string(let text):
      let part: String
      switch inner {
      case .value(.string(let string)): part = string
      case .template(let template):
        do {
          part = try Template(template).text(captures)
        } catch {
          return fail(.missingCapture(error.name), pattern, value)
        }
      default: return fail(.otherType, pattern, value)
      }
      return text.containsBytes(of: part) || fail(.notContained, .contains(.value(.string(part))), value)
    default: return fail(.otherType, pattern, value)
    }
  }

  private mutating func isFittingUnordered(_ patterns: [Pattern], _ value: JSONValue, _ pattern: Pattern) -> Bool {
    guard case .array(let elements) = value else { return fail(.otherType, pattern, value) }
    let candidates = patterns.map { pattern in elements.indices.filter { fits(pattern, elements[$0]) } }
    if let index = candidates.firstIndex(of: []) {
      return fail(.noFittingElement, patterns[index], value)
    }
    guard patterns.count == elements.count else { return fail(.wrongLength(elements.count), pattern, value) }
    return BipartiteMatching.isPerfect(candidates, count: elements.count) || fail(.noAssignment, pattern, value)
  }
}

extension Pattern.TypeName {
  /// Whether the value is of the type. 1.0 is an integer.
  fileprivate func includes(_ value: JSONValue) -> Bool {
    switch self {
    case .integer: value.number?.isIntegral ?? false
    default: value.typeName == rawValue
    }
  }
}

extension String {
  fileprivate func containsBytes(of part: String) -> Bool {
    let (bytes, part) = (Array(utf8), Array(part.utf8))
    guard part.count <= bytes.count, let first = part.first else { return part.isEmpty }
    return (0...bytes.count - part.count).contains { bytes[$0] == first && bytes[$0...].starts(with: part) }
  }
}

extension JSONValue {
  /// The number of a text's characters (Unicode scalars), or of elements or members; nil for other values.
  var length: Int? {
    switch self {
    case .string(let text): text.unicodeScalars.count
    case .array(let elements): elements.count
    case .object(let object): object.count
    default: nil
    }
  }
}
