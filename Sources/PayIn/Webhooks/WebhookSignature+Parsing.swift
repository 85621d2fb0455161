import Formats

extension WebhookSignature {
  /// Reads the value of the header in either scheme. Digits may be upper case; spaces around parts are let pass, and
  /// parts of other names, which later versions may add.
  package init(_ header: String) throws(Malformation) {
    guard header.contains("=") else {
      try self.init(scheme: .hex, stamp: nil, codes: [Self.code(header.trimmed)])
      return
    }
    let parts = header.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1).map(\.trimmed) }
    let values = { (name: String) in parts.filter { $0.count == 2 && $0[0] == name }.map { $0[1] } }
    let stamp = try Self.stamp(values("t"))
    self.init(scheme: .timestamped, stamp: stamp, codes: try Self.codes(values("v1")))
  }

  private static func stamp(_ values: [Substring]) throws(Malformation) -> Stamp {
    guard let text = values.first else { throw .noTimestamp }
    guard values.count == 1 else { throw .severalTimestamps }
    guard let stamp = Stamp(text) else { throw .badTimestamp }
    return stamp
  }

  /// Those that are well formed; the fault of the first if none is.
  private static func codes(_ values: [Substring]) throws(Malformation) -> [[UInt8]] {
    guard let first = values.first else { throw .noCode }
    let codes = values.compactMap { try? code($0) }
    return codes.isEmpty ? [try code(first)] : codes
  }

  private static func code(_ text: Substring) throws(Malformation) -> [UInt8] {
    guard text.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { throw .notHexadecimal }
    guard let bytes = Hexadecimal.decode(text), bytes.count == AuthenticationCode.byteCount else { throw .wrongLength }
    return bytes
  }
}

extension WebhookSignature.Stamp {
  /// As seconds the year 5138, as milliseconds the year 1973.
  private static let leastMilliseconds = 100_000_000_000

  /// Nil if the text is not plain digits, or more than a time in milliseconds has.
  init?(_ text: Substring) {
    guard 1...14 ~= text.utf8.count, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let value = Int(text)
    else { return nil }
    self.text = String(text)
    isInMilliseconds = value >= Self.leastMilliseconds
    seconds = isInMilliseconds ? value / 1000 : value
  }
}

extension StringProtocol where SubSequence == Substring {
  fileprivate var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
  }
}
