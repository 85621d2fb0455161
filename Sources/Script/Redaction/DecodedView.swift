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
    let plain = [self] + unescaped + [withoutEscapes].compactMap(\.self)
    guard depth > 0 else { return plain }
    return plain
      + plain.suffix(1).flatMap { $0.base64Views + $0.hexadecimalViews }.flatMap { $0.decoded(depth: depth - 1) }
  }

  private func derived(_ bytes: [UInt8], _ form: Form, _ ranges: [Range<Int>]) -> DecodedView {
    let own = ranges.map { range(of: $0) }
    return DecodedView(bytes, self.form == .text ? form : self.form, own.map(\.lowerBound), own.map(\.upperBound))
  }

  // MARK: Escapes

  /// JSON texts inside each other that are read one by one.
  private static let levels = 4

  /// The bytes with the escapes of JSON taken off once, twice and so on. Only here a backslash that is a part of a secret
  /// stays one.
  private var unescaped: [DecodedView] {
    var views: [DecodedView] = []
    while views.count < Self.levels, let next = (views.last ?? self).withoutOneLevel { views.append(next) }
    return views
  }

  private var withoutOneLevel: DecodedView? {
    guard bytes.contains(Self.backslash) else { return nil }
    return decoding { index, result in
      guard bytes[index] == Self.backslash else { return Self.append(bytes[index], to: &result) }
      guard index + 1 < bytes.count, bytes[index + 1] != Self.backslash else {
        return Self.append(Self.backslash, to: &result) + (index + 1 < bytes.count ? 1 : 0)
      }
      return escape(at: index + 1, to: &result, readsBytes: false).map { $0 + 1 }
        ?? Self.append(bytes[index], to: &result)
    }
  }

  /// The bytes with the escapes of JSON and percent-encoding taken off, however often they were put on. Nil if there are
  /// none.
  private var withoutEscapes: DecodedView? {
    guard bytes.contains(where: { $0 == Self.backslash || $0 == UInt8(ascii: "%") }) else { return nil }
    return decoding { index, result in
      switch bytes[index] {
      case Self.backslash:
        let slashes = bytes[index...].prefix { $0 == Self.backslash }.count
        if let length = escape(at: index + slashes, to: &result, readsBytes: true) { return slashes + length }
      case UInt8(ascii: "%"):
        var start = index + 1
        while bytes[start...].starts(with: "25".utf8), hexadecimal(at: start + 2, digits: 2) != nil { start += 2 }
        if let value = hexadecimal(at: start, digits: 2) {
          return Self.append(UInt8(value), to: &result) + start + 1 - index
        }
      default: break
      }
      return Self.append(bytes[index], to: &result)
    }
  }

  private static let backslash = UInt8(ascii: "\\")

  /// - Parameter decode: appends what begins at an index, and returns the length of it in this view.
  /// - Returns: nil if everything stands for itself.
  private func decoding(_ decode: (Int, inout [UInt8]) -> Int) -> DecodedView? {
    var (result, ranges, index): ([UInt8], [Range<Int>], Int) = ([], [], 0)
    while index < bytes.count {
      let length = decode(index, &result)
      while ranges.count < result.count { ranges.append(index..<index + length) }
      index += length
    }
    return ranges.count == bytes.count ? nil : derived(result, .text, ranges)
  }

  private static func append(_ byte: UInt8, to result: inout [UInt8]) -> Int {
    result.append(byte)
    return 1
  }

  /// Appends what an escape stands for, whose letter after the backslashes is at `index`.
  ///
  /// - Parameter readsBytes: whether `\xE9` is a byte, as in Python's `bytes`, or else a character.
  /// - Returns: the length of it without the first backslashes; nil if it is none.
  private func escape(at index: Int, to result: inout [UInt8], readsBytes: Bool) -> Int? {
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "u"):
      guard let (scalar, length) = scalar(at: index) else { return nil }
      result += UTF8.encode(scalar).map(Array.init) ?? []
      return length
    case UInt8(ascii: "x"):
      guard let value = hexadecimal(at: index + 1, digits: 2) else { return nil }
      let character = readsBytes ? nil : Unicode.Scalar(value).flatMap { UTF8.encode($0) }
      result += character.map(Array.init) ?? [UInt8(value)]
      return 3
    case UInt8(ascii: "n"): return Self.append(0x0A, to: &result)
    case UInt8(ascii: "r"): return Self.append(0x0D, to: &result)
    case UInt8(ascii: "t"): return Self.append(0x09, to: &result)
    case UInt8(ascii: "b"): return Self.append(0x08, to: &result)
    case UInt8(ascii: "f"): return Self.append(0x0C, to: &result)
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "/"): return Self.append(bytes[index], to: &result)
    default: return nil
    }
  }

  /// The character of `uXXXX` at `index`, or of two that are a surrogate pair, and the length of it.
  private func scalar(at index: Int) -> (Unicode.Scalar, length: Int)? {
    guard let value = hexadecimal(at: index + 1, digits: 4) else { return nil }
    guard 0xD800...0xDBFF ~= value else { return Unicode.Scalar(value).map { ($0, 5) } }
    let slashes = bytes[(index + 5)...].prefix { $0 == Self.backslash }.count
    let second = index + 5 + slashes
    guard slashes > 0, second < bytes.count, bytes[second] == UInt8(ascii: "u"),
      let low = hexadecimal(at: second + 1, digits: 4), 0xDC00...0xDFFF ~= low
    else { return nil }
    return Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)).map { ($0, slashes + 10) }
  }

  private func hexadecimal(at index: Int, digits: Int) -> UInt32? {
    guard index + digits <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index..<index + digits] {
      guard let digit = Hexadecimal.value(byte) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
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
