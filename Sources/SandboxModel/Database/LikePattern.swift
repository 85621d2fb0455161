import CSQLite

/// PostgreSQL's `ILIKE '%' || search || '%'`. The service's published code searches this way and does not escape the
/// search text.
///
/// `%` stands for any run of characters, `_` for one code point, and a backslash takes the character after it literally
/// (PostgreSQL 15, section 9.7.1). A search text that holds a backslash therefore does not find itself: `a\b` finds
/// `ab`. A text that ends in an escape takes the last `%` of the pattern literally, so PostgreSQL's error about a
/// pattern that ends in an escape cannot occur.
struct LikePattern: Sendable {
  private enum Element: Equatable {
    case anyRun
    case anyOne
    case literal(Unicode.Scalar)
  }

  private let elements: [Element]

  init(searching search: String) {
    var elements: [Element] = [.anyRun]
    var isEscaped = false
    for scalar in search.unicodeScalars.map(Self.lowercased) + ["%"] {
      switch scalar {
      case _ where isEscaped: elements.append(.literal(scalar))
      case "\\": break
      case "%": elements.append(.anyRun)
      case "_": elements.append(.anyOne)
      default: elements.append(.literal(scalar))
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    self.elements = elements
  }

  /// Whether the pattern asks for nothing but that its only literal, if it has one, is somewhere in the text.
  var isPlain: Bool {
    elements.last == .anyRun && !elements.contains(.anyOne) && literals.count <= 1
  }

  /// The texts between wildcards, with every code point in lower case.
  var literals: [String] {
    elements.split { $0 == .anyRun || $0 == .anyOne }.map { run in
      var text = String.UnicodeScalarView()
      for case .literal(let scalar) in run { text.append(scalar) }
      return String(text)
    }
  }

  /// The text with every code point in lower case, as it is compared.
  static func folded(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { folded.append(lowercased(scalar)) }
    return String(folded)
  }

  /// Compares code points in lower case. The time is at most the product of both lengths.
  func matches(_ text: String) -> Bool {
    let text = text.unicodeScalars.map(Self.lowercased)
    var (position, element) = (0, 0)
    /// The position of the last run and the element after it: a run takes one more character after each failure.
    var retry: (position: Int, element: Int)?
    while position < text.count {
      if elements[safe: element] == .anyRun {
        element += 1
        retry = (position, element)
      } else if elements[safe: element] == .anyOne || elements[safe: element] == .literal(text[position]) {
        position += 1
        element += 1
      } else if let (start, next) = retry {
        (position, element) = (start + 1, next)
        retry = (start + 1, next)
      } else {
        return false
      }
    }
    return elements[element...].allSatisfy { $0 == .anyRun }
  }

  /// The simple lower case mapping of Unicode, which PostgreSQL takes from the C library. It maps one code point to
  /// one: the first code point of the full mapping, which has more only for U+0130.
  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard !scalar.isASCII else {
      return "A"..."Z" ~= scalar ? Unicode.Scalar(UInt8(ascii: scalar) | 0x20) : scalar
    }
    return scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
  }
}

extension Array {
  /// The element at the index, or nil past the end.
  fileprivate subscript(safe index: Int) -> Element? {
    index < count ? self[index] : nil
  }
}

/// Functions of this program that SQL statements can call.
enum DatabaseFunctions {
  /// Registers `matches_like(text, search)`, which is 1 or 0 by `LikePattern`, and null if either argument is null.
  static func register(on handle: OpaquePointer) throws(DatabaseError) {
    let code = sqlite3_create_function_v2(
      handle, "matches_like", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
      { context, _, values in
        guard let value = sqlText(values?[0]), let search = sqlText(values?[1]) else {
          return sqlite3_result_null(context)
        }
        sqlite3_result_int(context, LikePattern(searching: search).matches(value) ? 1 : 0)
      }, nil, nil, nil)
    guard code == SQLITE_OK else { throw .last(on: handle, code: code) }
  }
}

/// A parameter's text; nil if it is null. A free function, because a C function cannot capture a type.
private func sqlText(_ value: OpaquePointer?) -> String? {
  guard let bytes = sqlite3_value_text(value) else { return nil }
  return String(decoding: UnsafeBufferPointer(start: bytes, count: Int(sqlite3_value_bytes(value))), as: UTF8.self)
}
