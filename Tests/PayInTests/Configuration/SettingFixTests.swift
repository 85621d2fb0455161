import Testing

@testable import PayIn

/// What a person is told to do about a setting that cannot be used.
@Suite struct SettingFixTests {
  @Test(arguments: [
    ("PAYIN_READ_ONLY", "yes please"), ("PAYIN_CONFIRM", "never"), ("PAYIN_MAX_AMOUNT", "-1"),
    ("PAYIN_MAX_ORDERS_PER_HOUR", "many"), ("PAYIN_JOURNAL", "payin.journal"),
  ])
  func nobodyIsToldToRemoveASafeguard(_ name: String, _ value: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try Configuration.load(environment: [name: value]) }
    let fix = try #require(error?.errors.first).fix
    #expect(fix.rendered(in: .english) == "Correct it; without it the server is less strict.")
    #expect(fix.rendered(in: .chinese) == "请更正；若移除，服务器的限制会更宽松。")
  }
}
