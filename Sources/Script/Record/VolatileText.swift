import Formats

/// The parts of a text that differ in every session: times, ids, hashes, addresses, ports, durations, paths.
struct VolatileText {
  struct Part: Equatable {
    /// Offsets into the UTF-8 of the text.
    let range: Range<Int>
    /// A regular expression for what may stand there.
    let pattern: String
    let kind: Kind
  }

  enum Kind {
    case time, id, port, duration, number, redacted
  }

  let bytes: [UInt8]
  private(set) var parts: [Part] = []

  /// - Parameters:
  ///   - known: words that are volatile although they do not look so, such as a short slug.
  ///   - folders: absolute paths of folders; a path in one of them is volatile.
  init(_ text: String, known: Set<String> = [], folders: [String] = []) {
    bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      if let part = path(at: index, folders) {
        parts.append(part)
        index = part.range.upperBound
        continue
      }
      guard startsWord(at: index) else {
        index += 1
        continue
      }
      if let part = part(at: index, known) {
        parts.append(part)
        index = part.range.upperBound
      } else {
        index = wordEnd(from: index)
      }
    }
    parts = withLongDigits(parts)
  }

  func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The text by which the part is recognised elsewhere; nil for a duration or a number. A port's includes the address
  /// before it, because the number alone is ambiguous.
  func identity(of part: Part) -> String? {
    switch part.kind {
    case .duration, .number: nil
    case .time, .id, .redacted: text(in: part.range)
    case .port:
      String(
        decoding: bytes[..<part.range.lowerBound].suffix(while: \.isAddressByte) + bytes[part.range], as: UTF8.self)
    }
  }

  /// The words that contain the part, the longest first: for the digits of `evt_ord_0123456789abcdef` the whole word,
  /// `ord_0123456789abcdef`, the digits.
  func words(around part: Part) -> [Range<Int>] {
    var (starts, start, end) = ([part.range.lowerBound], part.range.lowerBound, part.range.upperBound)
    while end < bytes.count, bytes[end].isNameByte { end += 1 }
    while start > 0, bytes[start - 1].isNameByte {
      start -= 1
      if start == 0 || !bytes[start - 1].isLetterOrDigit { starts.insert(start, at: 0) }
    }
    return starts.map { $0..<end } + (end > part.range.upperBound ? [part.range] : [])
  }

  // MARK: Words

  /// A word is a run of letters and digits. An underscore and a hyphen end it.
  private func startsWord(at index: Int) -> Bool {
    bytes[index].isLetterOrDigit && (index == 0 || !bytes[index - 1].isLetterOrDigit)
  }

  private func wordEnd(from index: Int) -> Int {
    bytes[index...].firstIndex { !$0.isLetterOrDigit } ?? bytes.count
  }

  private func part(at index: Int, _ known: Set<String>) -> Part? {
    if let part = storage(at: index) ?? time(at: index) ?? uuid(at: index) ?? redacted(at: index) ?? port(at: index)
      ?? duration(at: index)
    {
      return part
    }
    let range = index..<wordEnd(from: index)
    if known.contains(String(decoding: bytes[range], as: UTF8.self)) {
      return Part(range: range, pattern: "[A-Za-z0-9]{\(range.count)}", kind: .id)
    }
    return number(at: index) ?? word(range)
  }

  private func word(_ range: Range<Int>) -> Part? {
    let isPrefixed = bytes[range].starts(with: "0x".utf8)
    let digits = isPrefixed ? range.lowerBound + 2..<range.upperBound : range
    guard let pattern = RandomWord(bytes[digits]).pattern(isPrefixed: isPrefixed) else { return nil }
    return Part(range: digits, pattern: pattern, kind: .id)
  }

  // MARK: Forms

  /// Whether the bytes fit a form: `0` is a digit, `x` a hexadecimal digit, everything else itself.
  private func fits(_ form: StaticString, at index: Int) -> Int? {
    let count = form.utf8CodeUnitCount
    guard index + count <= bytes.count else { return nil }
    for offset in 0..<count {
      let (wanted, byte) = (form.utf8Start[offset], bytes[index + offset])
      switch wanted {
      case UInt8(ascii: "0"): guard byte.isASCIIDigit else { return nil }
      case UInt8(ascii: "x"): guard Hexadecimal.isDigit(byte) else { return nil }
      default: guard byte == wanted else { return nil }
      }
    }
    return index + count
  }

  /// A time of RFC 3339.
  private func time(at start: Int) -> Part? {
    guard var end = fits("0000-00-00T00:00:00", at: start) ?? fits("0000-00-00 00:00:00", at: start) else { return nil }
    let separator = String(decoding: bytes[start + 10...start + 10], as: UTF8.self)
    var pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}\(separator)[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?"
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), bytes[end + 1].isASCIIDigit {
      end = bytes[(end + 1)...].firstIndex { !$0.isASCIIDigit } ?? bytes.count
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: "Z") {
      (end, pattern) = (end + 1, pattern + "Z")
    } else if let zone = fits("+00:00", at: end) ?? fits("-00:00", at: end) {
      (end, pattern) = (zone, pattern + "[+-][0-9]{2}:[0-9]{2}")
    }
    return Part(range: start..<end, pattern: pattern, kind: .time)
  }

  private func uuid(at start: Int) -> Part? {
    guard let end = fits("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", at: start),
      end == bytes.count || !bytes[end].isLetterOrDigit
    else { return nil }
    return Part(
      range: start..<end, pattern: "[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}", kind: .id)
  }

  /// What `Redaction` has put in the place of a secret.
  private func redacted(at start: Int) -> Part? {
    var end = wordEnd(from: start)
    guard bytes[end...].starts(with: "_redacted".utf8) else { return nil }
    let prefix = String(decoding: bytes[start..<end], as: UTF8.self)
    end += "_redacted".utf8.count
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "_"), bytes[end + 1].isASCIIDigit {
      end = bytes[(end + 1)...].firstIndex { !$0.isASCIIDigit } ?? bytes.count
    }
    return Part(range: start..<end, pattern: Self.pattern(ofPlaceholder: prefix), kind: .redacted)
  }

  private static func pattern(ofPlaceholder prefix: String) -> String {
    switch prefix {
    case "token": "[!-~]+"
    case "phrase": "[^\"]+"
    default: "\(prefix)_[A-Za-z0-9_-]+"
    }
  }

  /// The port of this machine's address.
  private func port(at start: Int) -> Part? {
    guard bytes[start].isASCIIDigit, start > 0, bytes[start - 1] == UInt8(ascii: ":") else { return nil }
    let isLoopback = ["127.0.0.1:", "localhost:", "[::1]:"].contains {
      bytes[..<start].suffix($0.utf8.count).elementsEqual($0.utf8)
    }
    let end = wordEnd(from: start)
    guard isLoopback, bytes[start..<end].allSatisfy(\.isASCIIDigit) else { return nil }
    return Part(range: start..<end, pattern: "[0-9]{1,5}", kind: .port)
  }

  /// A number before a unit of time in prose: `900 s left`.
  private func duration(at start: Int) -> Part? {
    guard bytes[start].isASCIIDigit, start == 0 || bytes[start - 1] == 0x20 || bytes[start - 1] >= 0x80 else {
      return nil
    }
    let end = bytes[start...].firstIndex { !$0.isASCIIDigit } ?? bytes.count
    let rest = bytes[end...].drop { $0 == 0x20 }
    let units = ["s", "ms", "seconds", "milliseconds", "秒", "毫秒"]
    let isDuration = units.contains { unit in
      let after = rest.dropFirst(unit.utf8.count)
      let isWhole = after.first.map { !$0.isLetterOrDigit } ?? true
      return rest.starts(with: unit.utf8) && (isWhole || unit.utf8.first.map { $0 >= 0x80 } == true)
    }
    guard isDuration, end < bytes.count, end - start <= 9 else { return nil }
    return Part(range: start..<end, pattern: "[0-9]+", kind: .duration)
  }

  /// A number that is the value of a member whose name says that it varies, in JSON inside of the text.
  private func number(at start: Int) -> Part? {
    guard bytes[start].isASCIIDigit else { return nil }
    var nameEnd = start
    if nameEnd > 0, bytes[nameEnd - 1] == 0x20 { nameEnd -= 1 }
    guard nameEnd > 2, bytes[nameEnd - 1] == UInt8(ascii: ":"), bytes[nameEnd - 2] == UInt8(ascii: "\"") else {
      return nil
    }
    let name = bytes[..<(nameEnd - 2)].suffix(while: \.isNameByte)
    guard VolatileNumber.isNamed(String(decoding: name, as: UTF8.self)) else { return nil }
    let end = bytes[start...].firstIndex { !$0.isASCIIDigit && $0 != UInt8(ascii: ".") } ?? bytes.count
    return Part(range: start..<end, pattern: "[0-9]+(\\.[0-9]+)?", kind: .number)
  }

  // MARK: Long runs

  /// Takes whole quoted or lone runs of base64 as one part each.
  private func withLongDigits(_ parts: [Part]) -> [Part] {
    var (result, index): ([Part], Int) = ([], 0)
    var rest = parts[...]
    while index < bytes.count {
      let end = bytes[index...].firstIndex { !$0.isBase64Byte } ?? bytes.count
      let isBounded =
        (index == 0 || bytes[index - 1] == 0x22) && (end == bytes.count || "\"\\".utf8.contains(bytes[end]))
      while let part = rest.first, part.range.lowerBound < end {
        rest = rest.dropFirst()
        result.append(part)
      }
      let isOneWord = bytes[index..<end].allSatisfy(\.isLetterOrDigit)
      if isBounded, !isOneWord, end - index >= 24, RandomWord(bytes[index..<end]).isMixed {
        result.removeAll { $0.range.lowerBound >= index }
        result.append(Part(range: index..<end, pattern: "[A-Za-z0-9+/=_-]+", kind: .id))
      }
      index = end + 1
    }
    return result + rest
  }
}

extension UInt8 {
  fileprivate var isAddressByte: Bool { isNameByte || ".:[]".utf8.contains(self) }
  fileprivate var isBase64Byte: Bool { isNameByte || "+/=".utf8.contains(self) }
}

extension ArraySlice<UInt8> {
  fileprivate func suffix(while fits: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    var start = endIndex
    while start > startIndex, fits(self[start - 1]) { start -= 1 }
    return self[start...]
  }
}
