import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct TokenAmountTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let text: String
    let millionths: UInt128
    let shortest: String
    var testDescription: String { text }
  }

  @Test(arguments: [
    Row(text: "0", millionths: 0, shortest: "0"),
    Row(text: "0.000001", millionths: 1, shortest: "0.000001"),
    Row(text: "10", millionths: 10_000_000, shortest: "10"),
    Row(text: "10.50", millionths: 10_500_000, shortest: "10.5"),
    Row(text: "0010.5", millionths: 10_500_000, shortest: "10.5"),
    Row(text: "49.99", millionths: 49_990_000, shortest: "49.99"),
    Row(text: "1000000", millionths: 1_000_000_000_000, shortest: "1000000"),
    // The largest numeric(20, 6), past both Int64 and UInt64 in millionths.
    Row(
      text: "99999999999999.999999", millionths: 99_999_999_999_999_999_999, shortest: "99999999999999.999999"),
  ])
  func everyDigitIsKept(_ row: Row) throws {
    let amount = try TokenAmount(row.text)
    #expect(amount.millionths == row.millionths)
    #expect(amount.description == row.shortest)
  }

  @Test(arguments: ["", ".", "1.", ".5", "-1", "+1", "1e3", "1,5", "1 ", " 1", "0x10", "1.2.3", "NaN", "١"])
  func otherWritingsAreRefused(_ text: String) {
    #expect(throws: TokenAmount.Problem.notDecimal) { try TokenAmount(text) }
  }

  @Test func theSeventhFractionDigitIsRefusedEvenIfZero() {
    #expect(throws: TokenAmount.Problem.tooManyFractionDigits) { try TokenAmount("1.0000000") }
  }

  @Test func theFifteenthIntegerDigitIsRefused() {
    #expect(throws: TokenAmount.Problem.tooLarge) { try TokenAmount("100000000000000") }
  }

  @Test func sumsAreExact() throws {
    #expect(try (TokenAmount("0.1") + TokenAmount("0.2")) == TokenAmount("0.3"))
  }

  @Test func remainderIsNeverNegative() throws {
    #expect(try TokenAmount("10").remaining(after: TokenAmount("3.5")).description == "6.5")
    #expect(try TokenAmount("10").remaining(after: TokenAmount("10.000001")) == .zero)
  }
}
