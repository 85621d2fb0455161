import JSON
import Testing

/// RFC 8259, section 6.
struct JSONNumberTests {
  @Test(arguments: [
    "0", "-0", "0.0", "-0.0", "1", "-1", "10", "1.0", "1.50", "1E+2", "1e2", "1e-2", "1E0", "0e0", "0E+00", "1e007",
    "0.000000000000000000000000000001", "123456789012345678901234567890", "1e400", "-1e400", "1e-400",
    "9007199254740993", "3.141592653589793238462643383279", "1e99999999999999999999",
  ])
  func literalsAreKept(_ literal: String) throws {
    #expect(try JSONParser.parse(" \(literal)\n").description == literal)
    #expect(try JSONParser.parse("[\(literal) ]").array?.first?.number?.literal == literal)
    #expect(JSONNumber(literal)?.literal == literal)
  }

  @Test(
    arguments: [
      ("01", .invalidNumber, 1), ("-01", .invalidNumber, 2), ("00", .invalidNumber, 1), ("0.", .unexpectedEnd, 2),
      ("1.e5", .invalidNumber, 2), ("1.2.3", .invalidNumber, 3), ("1e5.", .invalidNumber, 3), ("-", .unexpectedEnd, 1),
      ("--1", .invalidNumber, 1), ("-a", .invalidNumber, 1), ("1e", .unexpectedEnd, 2), ("1e+", .unexpectedEnd, 3),
      ("1e+-2", .invalidNumber, 3), ("1ee2", .invalidNumber, 2), ("1.5ex", .invalidNumber, 4),
      ("+1", .unexpectedByte, 0), (".5", .unexpectedByte, 0), ("-.5", .invalidNumber, 1), ("0x10", .trailingBytes, 1),
      ("1_000", .trailingBytes, 1),
      ("1,5", .trailingBytes, 1), ("1e2e3", .trailingBytes, 3), ("1-2", .trailingBytes, 1), ("0b1", .trailingBytes, 1),
      ("Infinity", .unexpectedByte, 0), ("-Infinity", .invalidNumber, 1), ("NaN", .unexpectedByte, 0),
      ("nan", .invalidLiteral, 0), ("１", .unexpectedByte, 0), ("1１", .trailingBytes, 1), ("٣", .unexpectedByte, 0),
    ] as [(String, JSONError.Code, Int)])
  func otherFormsAreRefused(_ text: String, _ code: JSONError.Code, _ offset: Int) {
    #expect(throws: JSONError(code, at: offset)) { try JSONParser.parse(text) }
    #expect(JSONNumber(text) == nil)
  }

  @Test(arguments: ["", " 1", "1 ", "1\n", "\t1", "\"1\"", "true", "[1]", "1 2", "\u{FEFF}1"])
  func textAroundANumberIsNotPartOfIt(_ text: String) {
    #expect(JSONNumber(text) == nil)
  }

  @Test(arguments: [("1", "1.0"), ("1e2", "1E2"), ("1e2", "1e+2"), ("0", "-0"), ("10", "1e1"), ("1", "2")])
  func equalityIsOfTheLiteral(_ left: String, _ right: String) throws {
    let (left, right) = (try number(left), try number(right))
    #expect(left != right)
    #expect(left == left)
  }

  @Test(
    arguments: [
      ("0", "-0", 0), ("0", "0e999", 0), ("-0.00", "0E-5", 0), ("1", "1.0", 0), ("100", "1e2", 0), ("0.01", "1E-2", 0),
      ("12.50", "125e-1", 0), ("-7", "-70e-1", 0), ("1e0010", "10000000000", 0), ("0.0012", "1.2e-3", 0),
      ("10e-1", "0.1e1", 0), ("123456789012345678901234567890", "1.2345678901234567890123456789e29", 0),
      ("1", "2", -1), ("2", "10", -1), ("9", "10", -1), ("0.9", "0.10", 1), ("0.1", "0.12", -1), ("-1", "0", -1),
      ("0", "0.1", -1), ("-1", "1", -1), ("-2", "-1", -1), ("-0.1", "-0.12", 1), ("-10", "-9", -1), ("-0", "1e-9", -1),
      ("9007199254740992", "9007199254740993", -1), ("0.1", "0.1000000000000000055511151231257827", -1),
      ("1e400", "1e401", -1), ("-1e400", "-1e401", 1), ("1e-400", "0", 1), ("1e-401", "1e-400", -1),
      ("999e-3", "1", -1), ("1e99999999999999999999", "1e400", 1), ("1e-99999999999999999999", "1e-400", -1),
      ("-1e99999999999999999999", "1", -1),
    ] as [(String, String, Int)])
  func comparesByValueExactly(_ left: String, _ right: String, _ order: Int) throws {
    let (left, right) = (try number(left), try number(right))
    #expect(left.compare(right).signum() == order)
    #expect(right.compare(left).signum() == -order)
    #expect(left.compare(left) == 0)
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("0.000", 0), ("0e99999999999999999999", 0), ("7", 7), ("7.0", 7), ("70e-1", 7),
      ("-0.7e1", -7), ("1E3", 1000), ("1200.00", 1200), ("9223372036854775807", .max), ("9223372036854775808", nil),
      ("-9223372036854775808", .min), ("-9223372036854775809", nil), ("9.223372036854775807e18", .max),
      ("92233720368547758070e-1", .max), ("1e18", 1_000_000_000_000_000_000), ("1e19", nil), ("1e400", nil),
      ("1e99999999999999999999", nil), ("7.5", nil), ("1e-1", nil), ("0.1e-99999999999999999999", nil),
    ] as [(String, Int?)])
  func integersAreReadFromAnyForm(_ literal: String, _ integer: Int?) throws {
    #expect(try number(literal).integer == integer)
  }

  @Test(arguments: [
    ("0", true), ("-0.0", true), ("0e-5", true), ("1.0", true), ("1.5", false), ("15e-1", false), ("1.5e1", true),
    ("150e-1", true), ("1e400", true), ("1e-400", false), ("1.25e1", false), ("1e99999999999999999999", true),
    ("1e-99999999999999999999", false), ("9007199254740992.5", false),
  ])
  func integralityIsOfTheValue(_ literal: String, _ isIntegral: Bool) throws {
    #expect(try number(literal).isIntegral == isIntegral)
  }

  @Test func integersOfEveryWidthAreWrittenInDigits() {
    #expect(JSONNumber(Int.min).literal == "-9223372036854775808")
    #expect(JSONNumber(UInt64.max).literal == "18446744073709551615")
    #expect(JSONNumber(Int8(-0)).literal == "0")
  }

  private func number(_ literal: String) throws -> JSONNumber {
    try #require(JSONNumber(literal))
  }
}
