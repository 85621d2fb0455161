/// A moment as the API writes it: RFC 3339, in UTC or with an offset. Fractions of a second are dropped.
struct Timestamp: Equatable {
  /// Since 1970-01-01T00:00:00Z.
  let seconds: Int

  /// Nil if the text is not of that form.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    // 2025-01-28T10:30:00, then a fraction, then the offset.
    guard bytes.count >= 20, let date = Self.numbers(bytes[..<10], UInt8(ascii: "-"), [4, 2, 2]),
      "Tt ".utf8.contains(bytes[10]), let time = Self.numbers(bytes[11..<19], UInt8(ascii: ":"), [2, 2, 2]),
      let offset = Self.offset(Self.withoutFraction(bytes[19...])),
      1...12 ~= date[1], 1...31 ~= date[2], time[0] < 24, time[1] < 60, time[2] <= 60
    else { return nil }
    let minutes = (Self.days(date[0], date[1], date[2]) * 24 + time[0]) * 60 + time[1] - offset
    seconds = minutes * 60 + time[2]
  }

  /// Digits in groups of these widths.
  private static func numbers(_ bytes: ArraySlice<UInt8>, _ separator: UInt8, _ widths: [Int]) -> [Int]? {
    let parts = bytes.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.map(\.count) == widths, parts.joined().allSatisfy(isDigit) else { return nil }
    return parts.map { $0.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
  }

  private static func withoutFraction(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.first == UInt8(ascii: "."), bytes.dropFirst().first.map(isDigit) == true else { return bytes }
    return bytes.dropFirst().drop(while: isDigit)
  }

  /// In minutes.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    if bytes.elementsEqual("Z".utf8) || bytes.elementsEqual("z".utf8) { return 0 }
    guard let sign = bytes.first, "+-".utf8.contains(sign) else { return nil }
    guard let parts = numbers(bytes.dropFirst(), UInt8(ascii: ":"), [2, 2]) else { return nil }
    return (sign == UInt8(ascii: "-") ? -1 : 1) * (parts[0] * 60 + parts[1])
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }

  /// The moment as the API writes it, in UTC: `2026-01-31T09:30:00Z`.
  ///
  /// - Parameter seconds: since 1970-01-01T00:00:00Z; not negative.
  static func text(_ seconds: Int) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400)
    // Years are counted from March, so that the leap day comes last.
    let day = days + 719_468
    let (era, dayOfEra) = (day / 146_097, day % 146_097)
    let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let date = [era * 400 + year + (month > 9 ? 1 : 0), (month + 2) % 12 + 1, dayOfYear - (153 * month + 2) / 5 + 1]
    let time = [rest / 3600, rest / 60 % 60, rest % 60]
    func joined(_ parts: [Int], _ separator: String) -> String {
      parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: separator)
    }
    return "\(joined(date, "-"))T\(joined(time, ":"))Z"
  }

  /// Days since 1970-01-01 in the Gregorian calendar, by counting years from March so that the leap day comes last.
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let marchMonth = (month + 9) % 12
    return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + (marchMonth * 153 + 2) / 5 + day
      - 719_469
  }
}
