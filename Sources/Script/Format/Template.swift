/// Text in which `${name}` stands for a captured value, and `$${` for the two characters themselves.
package struct Template: Sendable {
  enum Part: Equatable {
    case text(String)
    case capture(String)
  }

  let parts: [Part]

  /// A `${` without a name and a closing bracket is text.
  package init(_ source: String) {
    self.init(utf8: Array(source.utf8)[...])
  }

  init(utf8 bytes: ArraySlice<UInt8>) {
    var (parts, text): ([Part], [UInt8]) = ([], [])
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let rest = bytes[index...]
      if bytes[index] != UInt8(ascii: "$") {
        text.append(bytes[index])
        index += 1
      } else if rest.starts(with: "$${".utf8) {
        text += "${".utf8
        index += 3
      } else if rest.starts(with: "${".utf8), let name = Self.name(in: rest) {
        if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
        parts.append(.capture(name))
        (text, index) = ([], index + name.utf8.count + 3)
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
    self.parts = parts
  }

  /// The text, if no value stands in it.
  var plainText: String? {
    switch parts.count {
    case 0: ""
    case 1: if case .text(let text) = parts[0] { text } else { nil }
    default: nil
    }
  }

  /// The name, if the whole text is one `${name}`.
  var onlyCapture: String? {
    if parts.count == 1, case .capture(let name) = parts[0] { name } else { nil }
  }

  /// The name in `${name}` at the start of the bytes, or nil.
  static func name(in bytes: ArraySlice<UInt8>) -> String? {
    let inside = bytes.dropFirst(2).prefix { $0 != UInt8(ascii: "}") }
    guard isName(inside), inside.endIndex < bytes.endIndex else { return nil }
    return String(decoding: inside, as: UTF8.self)
  }

  /// Whether the bytes are a letter or `_`, then letters, digits, `_` and `-`.
  static func isName(_ bytes: some Collection<UInt8>) -> Bool {
    guard let first = bytes.first, first.isASCIILetter || first == UInt8(ascii: "_") else { return false }
    return bytes.allSatisfy(\.isNameByte)
  }

  /// The source of a template that is this text.
  package static func escaping(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: "$")) else { return text }
    var result: [UInt8] = []
    for index in bytes.indices {
      if bytes[index...].starts(with: "${".utf8) { result.append(UInt8(ascii: "$")) }
      result.append(bytes[index])
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension UInt8 {
  var isASCIILetter: Bool { 0x61...0x7A ~= self | 0x20 }
  var isASCIIDigit: Bool { 0x30...0x39 ~= self }
  var startsNumber: Bool { isASCIIDigit || self == UInt8(ascii: "-") }
  /// A byte that a name of a capture, a member or a variable may have after its first.
  var isNameByte: Bool { isASCIILetter || isASCIIDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") }
}
