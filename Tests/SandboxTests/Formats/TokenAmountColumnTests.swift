import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct TokenAmountColumnTests {
  /// PostgreSQL's `numeric` rounds half away from zero, as its documentation says.
  @Test(arguments: [
    ("10", "10.000000"), ("10.5", "10.500000"), ("0", "0.000000"), ("0.0000004", "0.000000"),
    ("0.0000005", "0.000001"), ("0.000000499999999999", "0.000000"), ("1.9999995", "2.000000"),
    ("49.990000000000000000", "49.990000"), ("99999999999999.999999", "99999999999999.999999"),
  ])
  func isRoundedToSixDigitsAndPadded(_ text: String, _ column: String) throws {
    #expect(try TokenAmount(rounding: text).column == column)
  }

  @Test(arguments: ["", "-1", "1e3", ".5", "1.", "1.0000000000000000000", "1.000000x", "1,5"])
  func otherTextIsNoAmount(_ text: String) {
    #expect(throws: TokenAmount.Problem.notDecimal) { try TokenAmount(rounding: text) }
  }

  @Test(arguments: ["100000000000000", "99999999999999.9999995"])
  func moreThanTwentyDigitsOverflow(_ text: String) {
    #expect(throws: TokenAmount.Problem.tooLarge) { try TokenAmount(rounding: text) }
  }
}
