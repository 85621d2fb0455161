import Formats

/// Bytes that a text stands for in some encoding, each with the part of the text that it came from.
struct DecodedView {
  /// What may stand in the place of a part of the text, so that the rest still decodes.
  enum Form: Equatable {
    case text
    case base64
    case hexadecimal
  }

  let bytes: [UInt8]
  let form: Form
  /// The range in the text of each byte; nil if the bytes are the text itself.
  private let places: (starts: [Int], ends: [Int])?

  init(_ text: [UInt8]) {
    (bytes, form, places) = (text, .text, nil)
  }

  private init(_ bytes: [UInt8], _ form: Form, _ starts: [Int], _ ends: [Int]) {
    (self.bytes, self.form, places) = (bytes, form, (starts, ends))
  }

  func range(of range: Range<Int>) -> Range<Int> {
    guard let places, let last = range.last else { return range }
    return places.starts[range.lowerBound]..<places.ends[last]
  }

  /// This view and all that can be decoded from it: escapes, then base64 and hexadecimal at each alignment, and both again
  /// inside of those.
  ///
  /// - Parameter depth: encodings inside each other that are taken off.
  func decoded(depth: Int = 2) -> [DecodedView] {
    let plain = withoutEscapes.map { [self, $0] } ?? [self]
    guard depth > 0 else { return plain }
    return plain
      + plain.suffix(1).flatMap { $0.base64Views + $0.hexadecimalViews }.flatMap { $0.decoded(depth: depth - 1) }
  }

  private func derived(_ bytes: [UInt8], _ form: Form, _ ranges: [Range<Int>]) -> DecodedView {
    let own = ranges.map { range(of: $0) }
    return DecodedView(bytes, self.form == .text ? form : self.form, own.map(\.lowerBound), own.map(\.upperBound))
  }

  // MARK: Escapes

  /// The bytes with the escapes of JSON and percent-encoding taken off, however often they were put on. Nil if there are
  /// none.
  private var withoutEscapes: DecodedView? {
    guard bytes.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "%") }) else { return nil }
    var (result, ranges, index): ([UInt8], [Range<Int>], Int) = ([], [], 0)
    while index < bytes.count {
      let (byte, length) = unit(at: index)
      result.append(byte)
      ranges.append(index..<index + length)
      index += length
    }
    return ranges.count == bytes.count ? nil : derived(result, .text, ranges)
  }

  private func unit(at index: Int) -> (UInt8, length: Int) {
    switch bytes[index] {
    case UInt8(ascii: "\\"):
      let slashes = bytes[index...].prefix { $0 == UInt8(ascii: "\\") }.count
      return escape(after: index + slashes).map { ($0, slashes + $1) } ?? (bytes[index], 1)
    case UInt8(ascii: "%"):
      var start = index + 1
      while bytes[start...].starts(with: "25".utf8), hexadecimal(at: start + 2, digits: 2) != nil { start += 2 }
      return hexadecimal(at: start, digits: 2).map { ($0, start + 2 - index) } ?? (bytes[index], 1)
    default: return (bytes[index], 1)
    }
  }

  /// The byte that an escape without its backslashes stands for, and the length of it.
  private func escape(after index: Int) -> (UInt8, Int)? {
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "u"): return hexadecimal(at: index + 1, digits: 4).map { ($0, 5) }
    case UInt8(ascii: "x"): return hexadecimal(at: index + 1, digits: 2).map { ($0, 3) }
    case UInt8(ascii: "n"), UInt8(ascii: "r"): return (0x0A, 1)
    case UInt8(ascii: "/"): return (bytes[index], 1)
    default: return nil
    }
  }

  private func hexadecimal(at index: Int, digits: Int) -> UInt8? {
    guard index + digits <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[index..<index + digits] {
      guard let digit = Hexadecimal.value(byte) else { return nil }
      value = value << 4 | Int(digit)
    }
    return UInt8(exactly: value)
  }

  // MARK: Base64 and hexadecimal

  /// Shorter runs hold no secret that is looked for.
  private static let shortestRun = 10

  private var base64Views: [DecodedView] {
    runs { Self.base64Value($0) != nil }.flatMap { run in
      (0..<4).compactMap { offset in
        let digits = run.dropFirst(offset)
        guard digits.count >= Self.shortestRun else { return nil }
        return base64(Array(digits))
      }
    }
  }

  private func base64(_ digits: [Int]) -> DecodedView {
    var (result, ranges): ([UInt8], [Range<Int>]) = ([], [])
    let values = digits.map { UInt32(Self.base64Value(bytes[$0]) ?? 0) }
    for byte in 0..<digits.count * 6 / 8 {
      let (first, shift) = (byte * 8 / 6, byte * 8 % 6)
      let last = (byte * 8 + 7) / 6
      let pair = values[first] << 6 | (last > first ? values[last] : 0)
      result.append(UInt8(truncatingIfNeeded: pair >> UInt32(4 - shift)))
      ranges.append(digits[first]..<digits[last] + 1)
    }
    return derived(result, .base64, ranges)
  }

  private var hexadecimalViews: [DecodedView] {
    runs({ Hexadecimal.isDigit($0) }, separators: ": -").flatMap { run in
      (0..<2).compactMap { offset in
        let digits = Array(run.dropFirst(offset))
        guard digits.count >= Self.shortestRun else { return nil }
        let pairs = stride(from: 0, to: digits.count - 1, by: 2).map { (digits[$0], digits[$0 + 1]) }
        let values = pairs.map { (Hexadecimal.value(bytes[$0]) ?? 0) << 4 | (Hexadecimal.value(bytes[$1]) ?? 0) }
        return derived(values, .hexadecimal, pairs.map { $0..<$1 + 1 })
      }
    }
  }

  /// The places of the digits in each run of them. Line ends and separators may stand between.
  private func runs(_ isDigit: (UInt8) -> Bool, separators: String = "") -> [[Int]] {
    let between = Array(separators.utf8) + [0x0A, 0x0D]
    var (result, run): ([[Int]], [Int]) = ([], [])
    for (index, byte) in bytes.enumerated() {
      if isDigit(byte) {
        run.append(index)
      } else if !between.contains(byte) {
        if run.count >= Self.shortestRun { result.append(run) }
        run.removeAll(keepingCapacity: true)
      }
    }
    if run.count >= Self.shortestRun { result.append(run) }
    return result
  }

  /// The value of a digit in either alphabet of RFC 4648, sections 4 and 5.
  private static func base64Value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
