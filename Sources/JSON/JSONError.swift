/// Says why some bytes are not JSON, and where.
package struct JSONError: Error, Equatable, Sendable {
  package enum Code: String, Sendable {
    case unexpectedEnd
    case unexpectedByte
    case trailingBytes
    case invalidNumber
    case invalidLiteral
    case invalidEscape
    case loneSurrogate
    case controlCharacter
    case invalidUTF8
    case tooDeep
    case tooManyValues
  }

  package let code: Code
  /// The number of bytes before the first wrong one, or before the word, the escape or the UTF-8 sequence that is
  /// wrong; the length of the input for `unexpectedEnd`.
  package let offset: Int

  package init(_ code: Code, at offset: Int) {
    self.code = code
    self.offset = offset
  }
}

extension JSONError: CustomStringConvertible {
  package var description: String {
    "\(text) at byte \(offset)"
  }

  private var text: String {
    switch code {
    case .unexpectedEnd: "the text ends too early"
    case .unexpectedByte: "unexpected byte"
    case .trailingBytes: "more text after the value"
    case .invalidNumber: "not a JSON number"
    case .invalidLiteral: "not true, false or null"
    case .invalidEscape: "unknown escape in a string"
    case .loneSurrogate: "half of a surrogate pair in a string"
    case .controlCharacter: "control character in a string"
    case .invalidUTF8: "not UTF-8"
    case .tooDeep: "nested deeper than \(JSONParser.defaultMaximumDepth) levels"
    case .tooManyValues: "more values than are read"
    }
  }
}
