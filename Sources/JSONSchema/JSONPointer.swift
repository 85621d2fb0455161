import JSON

/// The path from the root of a value to one of its parts (RFC 6901).
package struct JSONPointer: Sendable {
  package enum Token: Sendable {
    case name(String)
    case index(Int)
  }

  package private(set) var tokens: [Token]

  package init(_ tokens: [Token] = []) {
    self.tokens = tokens
  }

  package mutating func append(_ token: Token) {
    tokens.append(token)
  }

  package mutating func removeLast() {
    tokens.removeLast()
  }

  package func appending(_ token: Token) -> JSONPointer {
    JSONPointer(tokens + [token])
  }

  package func appending(_ name: String) -> JSONPointer {
    appending(.name(name))
  }
}

extension JSONPointer: CustomStringConvertible {
  /// The pointer as text: empty for the root, `/items/0/a~1b` for others.
  package var description: String {
    var text = ""
    for token in tokens {
      text += "/"
      switch token {
      case .index(let index): text += String(index)
      case .name(let name): text += Self.escape(name)
      }
    }
    return text
  }

  private static func escape(_ name: String) -> String {
    var escaped = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "~": escaped += "~0"
      case "/": escaped += "~1"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension JSONPointer: Equatable {
  package static func == (left: JSONPointer, right: JSONPointer) -> Bool {
    left.description.hasSameBytes(as: right.description)
  }
}

extension JSONPointer {
  /// The name of the place in a sentence: a plain name at the top, a pointer further down; nil for the whole value.
  package var displayName: String? {
    if case .name(let name)? = tokens.first, tokens.count == 1 { return "`\(name)`" }
    return tokens.isEmpty ? nil : "`\(self)`"
  }

  /// The pointer with every name cut to the length that may be repeated of a caller's text.
  var shortened: JSONPointer {
    JSONPointer(
      tokens.map { token in
        if case .name(let name) = token { .name(Excerpt.name(name)) } else { token }
      })
  }
}
