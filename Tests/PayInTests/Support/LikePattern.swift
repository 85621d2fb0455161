/// SQL's `ILIKE` as PostgreSQL documents it: `%` is any text, `_` one character, a backslash takes the next as it is.
struct LikePattern {
  private enum Part: Equatable {
    case any
    case one
    case scalar(Unicode.Scalar)
  }

  private let parts: [Part]

  init(_ pattern: String) {
    var parts: [Part] = []
    var scalars = pattern.lowercased().unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "%": if parts.last != .any { parts.append(.any) }
      case "_": parts.append(.one)
      case "\\": scalars.popFirst().map { parts.append(.scalar($0)) }
      default: parts.append(.scalar(scalar))
      }
    }
    self.parts = parts
  }

  /// - Parameter scalars: in lower case.
  func matches(_ scalars: [Unicode.Scalar]) -> Bool {
    var (part, index): (Int, Int) = (0, 0)
    var lastAny: (part: Int, index: Int)?
    while index < scalars.count {
      if part < parts.count, parts[part] == .any {
        lastAny = (part, index)
        part += 1
      } else if part < parts.count, parts[part] == .one || parts[part] == .scalar(scalars[index]) {
        (part, index) = (part + 1, index + 1)
      } else if let any = lastAny {
        lastAny = (any.part, any.index + 1)
        (part, index) = (any.part + 1, any.index + 1)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { $0 == .any }
  }
}
