/// Markup that is safe to send.
///
/// Markup itself is only what stands in the source as a literal. Values get in by interpolation, which escapes them for
/// text and for attributes in double quotes; other places (scripts, styles, names) must not have any.
///
///     let row: HTML = "<td title=\"\(reference)\">\(reference)</td>"
struct HTML: Sendable, Equatable {
  private(set) var text: String

  fileprivate init(markup: String) {
    text = markup
  }

  static let nothing: HTML = ""

  static func + (left: HTML, right: HTML) -> HTML {
    HTML(markup: left.text + right.text)
  }
}

// Literals are static strings, so that no string made at run time can pass for one.
extension HTML: ExpressibleByStringInterpolation {
  init(stringLiteral value: StaticString) {
    text = "\(value)"
  }

  init(stringInterpolation: Interpolation) {
    text = stringInterpolation.text
  }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity)
    }

    mutating func appendLiteral(_ literal: StaticString) {
      text += "\(literal)"
    }

    mutating func appendInterpolation(_ value: String) {
      text += HTML.escaped(value)
    }

    mutating func appendInterpolation(_ value: some BinaryInteger) {
      text += String(value)
    }

    mutating func appendInterpolation(_ html: HTML) {
      text += html.text
    }

    mutating func appendInterpolation(_ html: HTML?) {
      text += html?.text ?? ""
    }

    mutating func appendInterpolation(_ list: [HTML]) {
      for html in list { text += html.text }
    }
  }
}

extension HTML {
  /// Controls that no page can show, and those that reorder what stands around them, are left out.
  private static func escaped(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars where !isDropped(scalar) {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0x00...0x1F, 0x7F...0x9F: true
    // Embeddings, overrides and isolates of the bidirectional algorithm (UAX 9).
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
