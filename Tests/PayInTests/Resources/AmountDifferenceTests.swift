import Testing

@testable import PayIn

@Suite struct AmountDifferenceTests {
  /// By Python's `decimal`.
  @Test(arguments: [
    ("10.50", "4", "6.5"), ("0.3", "0.1", "0.2"), ("1", "0.000001", "0.999999"), ("010.000000", "10", "0"),
    ("99999999999999.999999", "0.000009", "99999999999999.99999"), ("100", "0", "100"),
  ])
  func differenceIsExact(from: String, taking: String, rest: String) throws {
    let difference = try Amount(from).minus(Amount(taking, allowsZero: true))
    #expect(difference?.text == rest)
  }

  @Test func moreCannotBeTakenAway() throws {
    #expect(try Amount("1").minus(Amount("1.000001")) == nil)
  }

  @Test func nothingIsZero() throws {
    #expect(try Amount.nothing == Amount("0.0", allowsZero: true))
  }
}
