/// Reads the fields of an RFC 3339 timestamp one after the other. A field that is not there takes nothing.
struct FixedFieldScanner {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) {
    rest = Array(text.utf8)[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Exactly that many digits.
  mutating func digits(_ count: Int) -> Int64? {
    let field = rest.prefix(count)
    guard field.count == count, field.allSatisfy(Self.isDigit) else { return nil }
    rest = rest.dropFirst(count)
    return Self.number(field)
  }

  /// A point and digits, or nothing, which is zero.
  mutating func milliseconds() -> Int64? {
    guard take(".") else { return 0 }
    let field = rest.prefix(while: Self.isDigit)
    guard !field.isEmpty else { return nil }
    rest = rest.dropFirst(field.count)
    return Self.number((field + Array("00".utf8)).prefix(3))
  }

  /// `Z`, or hours and minutes east of UTC.
  mutating func zoneMinutes() -> Int64? {
    if take("Z") || take("z") { return 0 }
    let isWest = take("-")
    guard isWest || take("+"), let hours = digits(2), take(":"), let minutes = digits(2), hours < 24, minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (isWest ? -1 : 1)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func number(_ field: some Collection<UInt8>) -> Int64 {
    field.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }
}
