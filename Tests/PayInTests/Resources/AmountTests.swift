import Testing

@testable import PayIn

@Suite struct AmountTests {
  @Test(arguments: ["1", "10.50", "0.000001", "007", "99999999999999.999999", "1.100000"])
  func plainDecimalKeepsItsText(_ text: String) throws {
    #expect(try Amount(text).text == text)
  }

  @Test(arguments: [
    ("", Amount.ValidationError.notPlainDigits), ("-1", .notPlainDigits), ("+1", .notPlainDigits),
    ("1e3", .notPlainDigits),
    ("1,000", .notPlainDigits), (".5", .notPlainDigits), ("5.", .notPlainDigits), (" 1", .notPlainDigits),
    ("1.2.3", .notPlainDigits), ("１", .notPlainDigits), ("NaN", .notPlainDigits), ("1.0000000", .tooManyDecimals),
    ("100000000000000", .tooLarge), ("0", .zero), ("0.000000", .zero),
  ])
  func anythingElseIsRefused(_ text: String, _ error: Amount.ValidationError) {
    #expect(throws: error) { try Amount(text) }
  }

  /// What an API shows may have the decimals of any token.
  @Test(arguments: [
    ("10.5000000000001", true), ("5.00000000", true), ("0", true), ("0.000000000000000001", true),
    ("1.00000000000000000000", true), ("0.0000000000000000001", false), ("100000000000000", false), ("-5", false),
    ("1e2", false), ("1,000", false), ("", false), ("5.", false),
  ])
  func shownAmountIsReadExactly(_ text: String, _ isAmount: Bool) {
    #expect(Amount(shown: text)?.text == (isAmount ? text : nil))
  }

  @Test func zeroIsAnAmountWhereAllowed() throws {
    #expect(try Amount("0.00", allowsZero: true).isZero)
  }

  @Test(arguments: [("10", "10.000000"), ("010", "10"), ("0.5", "0.50"), ("0", "0.0")])
  func equalityIsByValue(_ left: String, _ right: String) throws {
    #expect(try Amount(left, allowsZero: true) == Amount(right, allowsZero: true))
  }

  @Test(arguments: [
    ("9", "10"), ("10.1", "10.11"), ("0.000001", "0.00001"), ("0", "0.000001"),
    ("99999999999999.999998", "99999999999999.999999"),
  ])
  func orderIsByValue(_ small: String, _ large: String) throws {
    let (small, large) = try (Amount(small, allowsZero: true), Amount(large, allowsZero: true))
    #expect(small < large)
    #expect(!(large < small))
    #expect(small != large)
  }
}

@Suite struct AmountDifferenceTests {
  /// The expected values are by Python's `decimal`.
  @Test(arguments: [
    ("10.50", "4", "6.5"), ("0.3", "0.1", "0.2"), ("1", "0.000001", "0.999999"), ("010.000000", "10", "0"),
    ("99999999999999.999999", "0.000009", "99999999999999.99999"), ("100", "0", "100"),
  ])
  func differenceIsExact(from: String, taking: String, rest: String) throws {
    let difference = try Amount(from).minus(Amount(taking, allowsZero: true))
    #expect(difference?.text == rest)
  }

  /// The expected values are by Python's `decimal`.
  @Test(arguments: [
    ("99999999999999.999999999999999999", "0.000000000000000009", "99999999999999.99999999999999999"),
    ("10.5", "10.4999999999999", "0.0000000000001"), ("5.00000000", "5", "0"),
  ])
  func differenceOfShownAmountsIsExact(from: String, taking: String, rest: String) throws {
    let taken = try #require(Amount(shown: taking))
    #expect(Amount(shown: from)?.minus(taken)?.text == rest)
    #expect(Amount(shown: rest)?.plus(taken) == Amount(shown: from))
  }

  @Test func moreCannotBeTakenAway() throws {
    #expect(try Amount("1").minus(Amount("1.000001")) == nil)
  }

  @Test func nothingIsZero() throws {
    #expect(try Amount.nothing == Amount("0.0", allowsZero: true))
  }
}
