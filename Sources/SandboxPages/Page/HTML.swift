import SandboxAPI
import SandboxModel

/// Markup that is safe to send.
///
/// Markup itself is only what stands in the source as a literal. Values get in by interpolation, which escapes them for
/// text and for attributes in double quotes; other places (scripts, styles, names) must not have any. A value is shown
/// to people and made harmless for that, unless it is said to be `exact`: then programs read it, as the address of a
/// link or the value that a form sends.
///
///     let row: HTML = "<td title=\"\(reference)\">\(reference)</td>"
///     let link: HTML = "<a href=\"\(exact: url)\">"
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

// Literals are static strings, so that no string made at run time can be taken for markup.
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
      text += HTML.escaped(DisplayedText.sanitize(value))
    }

    /// Appends text of several lines.
    mutating func appendInterpolation(lines value: String) {
      text += HTML.escaped(DisplayedText.sanitizeLines(value))
    }

    mutating func appendInterpolation(exact value: String) {
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
  private static func escaped(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      // Browsers read a bare carriage return as a line feed.
      case "\r": result += "&#13;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
