import JSON

extension JSONNumber {
  /// Reads a decimal number as people and APIs write it: with a plus sign, leading zeros, or without digits on one side
  /// of the point. Nil if it is none.
  init?(decimal text: String) {
    var rest = Array(text.utf8)[...]
    var literal: [UInt8] = []
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      if sign == UInt8(ascii: "-") { literal.append(sign) }
      rest = rest.dropFirst()
    }
    let whole = rest.prefix(while: \.isASCIIDigit)
    rest = rest[whole.endIndex...]
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix(while: \.isASCIIDigit)
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    let significant = whole.drop { $0 == UInt8(ascii: "0") }
    literal += significant.isEmpty ? [UInt8(ascii: "0")] : Array(significant)
    if !fraction.isEmpty { literal += [UInt8(ascii: ".")] + fraction }
    // What is left is an exponent, or the text is no number: JSON's grammar tells.
    self.init(String(decoding: literal + rest, as: UTF8.self))
  }
}
