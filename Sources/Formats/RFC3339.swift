/// Reads and writes dates with time and offset as RFC 3339, section 5.6, has them: `2026-01-31T09:30:00.5+08:00`.
///
/// Written by hand because Foundation's formatter would be the only use of Foundation for many targets.
package enum RFC3339 {
  /// Returns the milliseconds since 1970-01-01T00:00:00Z, negative before it, or nil if the text is no such date.
  /// Digits past the milliseconds are dropped.
  ///
  /// The calendar must have the day. Second 60 is allowed only where leap seconds are: at the end of a UTC day. It counts
  /// as the first second of the next day.
  /// - Parameter allowsSpace: takes a space for the `T`, which the RFC leaves to agreement.
  package static func milliseconds(_ text: String, allowsSpace: Bool = false) -> Int64? {
    var reader = Reader(rest: text.utf8[...])
    guard let days = reader.days(), reader.skip("T") || reader.skip("t") || (allowsSpace && reader.skip(" ")),
      let hour = reader.number(2), hour < 24, reader.skip(":"),
      let minute = reader.number(2), minute < 60, reader.skip(":"),
      let second = reader.number(2), second <= 60, let fraction = reader.fraction(),
      let offset = reader.offsetMinutes(), reader.rest.isEmpty
    else { return nil }
    let minutes = days * 1440 + hour * 60 + minute - offset
    guard second < 60 || GregorianDay.floored(minutes, by: 1440).remainder == 1439 else { return nil }
    return (minutes * 60 + second) * 1000 + fraction
  }

  /// The whole seconds since 1970-01-01T00:00:00Z, or nil if the text is no such date.
  package static func seconds(_ text: String, allowsSpace: Bool = false) -> Int? {
    milliseconds(text, allowsSpace: allowsSpace).map { Int(GregorianDay.floored($0, by: 1000).quotient) }
  }

  /// The milliseconds of the years 0 to 9999, which are all that a year of four digits can name.
  package static let writable: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

  /// `2026-01-31T09:30:00Z`. A time outside `writable` is written as the nearest one in it.
  package static func text(seconds: Int) -> String {
    let least = writable.lowerBound / 1000
    var bytes = withoutFraction(min(max(Int64(seconds), least), writable.upperBound / 1000))
    bytes.append(UInt8(ascii: "Z"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `2026-01-31T09:30:00.000Z`. A time outside `writable` is written as the nearest one in it.
  package static func text(milliseconds: Int64) -> String {
    let written = min(max(milliseconds, writable.lowerBound), writable.upperBound)
    let (seconds, fraction) = GregorianDay.floored(written, by: 1000)
    var bytes = withoutFraction(seconds)
    bytes.append(UInt8(ascii: "."))
    append(fraction, first: 100, to: &bytes)
    bytes.append(UInt8(ascii: "Z"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Bytes instead of strings that are joined: those were a tenth of the cost of a reply with several times.
  private static func withoutFraction(_ seconds: Int64) -> [UInt8] {
    let (days, time) = GregorianDay.floored(seconds, by: 86_400)
    let date = GregorianDay(daysSinceEpoch: days)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24)
    append(date.year, first: 1000, to: &bytes)
    append(date.month, first: 10, after: "-", to: &bytes)
    append(date.day, first: 10, after: "-", to: &bytes)
    append(time / 3600, first: 10, after: "T", to: &bytes)
    append(time / 60 % 60, first: 10, after: ":", to: &bytes)
    append(time % 60, first: 10, after: ":", to: &bytes)
    return bytes
  }

  /// Appends the digits of `number` from that of the value `first` on.
  private static func append(_ number: Int64, first: Int64, after mark: Unicode.Scalar? = nil, to bytes: inout [UInt8])
  {
    if let mark { bytes.append(UInt8(ascii: mark)) }
    var place = first
    while place > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / place % 10))
      place /= 10
    }
  }

  /// Takes the fields of a date one after the other. A field that is not there takes nothing.
  private struct Reader {
    private(set) var rest: Substring.UTF8View

    init(rest: Substring.UTF8View) {
      self.rest = rest
    }

    mutating func days() -> Int64? {
      guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2) else { return nil }
      return GregorianDay(year: year, month: month, day: day)?.daysSinceEpoch
    }

    mutating func number(_ width: Int) -> Int64? {
      let digits = rest.prefix(width)
      guard digits.count == width, digits.allSatisfy(Self.isDigit) else { return nil }
      rest.removeFirst(width)
      return Self.number(digits)
    }

    /// The fraction in milliseconds; 0 without a point.
    mutating func fraction() -> Int64? {
      guard skip(".") else { return 0 }
      let digits = rest.prefix(while: Self.isDigit)
      guard !digits.isEmpty else { return nil }
      rest.removeFirst(digits.count)
      return Self.number((Array(digits.prefix(3)) + Array("00".utf8)).prefix(3))
    }

    /// The offset in minutes east of UTC.
    mutating func offsetMinutes() -> Int64? {
      if skip("Z") || skip("z") { return 0 }
      let isWest = skip("-")
      guard isWest || skip("+"), let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60
      else { return nil }
      return (hour * 60 + minute) * (isWest ? -1 : 1)
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
      byte &- UInt8(ascii: "0") < 10
    }

    private static func number(_ digits: some Sequence<UInt8>) -> Int64 {
      digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }
  }
}
