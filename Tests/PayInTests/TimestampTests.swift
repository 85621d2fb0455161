import Testing

@testable import PayIn

@Suite struct TimestampTests {
  /// Seconds by `date -u -d … +%s`.
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2025-01-28T10:30:00Z", 1_738_060_200),
    ("2024-02-29T23:59:59.123456Z", 1_709_251_199),
    ("2000-03-01t00:00:00z", 951_868_800), ("2025-01-28T18:30:00+08:00", 1_738_060_200),
    ("2025-01-28T05:00:00-05:30", 1_738_060_200), ("2025-01-28 10:30:00Z", 1_738_060_200),
  ])
  func momentIsCountedFromTheEpoch(_ text: String, _ seconds: Int) {
    #expect(Timestamp(text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "2025-01-28", "2025-01-28T10:30:00", "2025-13-01T00:00:00Z", "2025-01-28T24:00:00Z", "1738060200",
    "２０２５-01-28T10:30:00Z",
  ])
  func otherTextIsNoMoment(_ text: String) {
    #expect(Timestamp(text) == nil)
  }
}
