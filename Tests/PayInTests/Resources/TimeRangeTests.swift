import Testing

@testable import PayIn

@Suite struct TimeRangeTests {
  /// Seconds by Python: `calendar.timegm`.
  @Test(arguments: [
    ("2026-11-23", "2026-11-29", 1_795_392_000, 1_795_996_799),
    ("2026-11-23T08:00:00+08:00", "2026-11-23T00:00:00.9Z", 1_795_392_000, 1_795_392_000),
    ("2024-02-29", "2024-02-29", 1_709_164_800, 1_709_251_199),
  ])
  func dateIsAWholeDayInUTC(_ from: String, _ to: String, _ first: Int, _ last: Int) throws {
    let range = try #require(try TimeRange(from: from, to: to))
    #expect((range.first, range.last) == (first, last))
  }

  @Test func openEndsAreOpen() throws {
    #expect(try TimeRange(from: nil, to: nil) == nil)
    let range = try #require(try TimeRange(from: "2026-11-23", to: nil))
    #expect((range.first, range.last) == (1_795_392_000, nil))
    #expect(range.condition("a", "b").parameters.map(\.value) == ["2026-11-22T23:59:59.999Z", nil])
  }

  @Test(arguments: ["this week", "2026-11", "2026-02-30", "2026-11-23T08:00:00", "20261123", "1795392000", ""])
  func otherTextIsNoTime(_ text: String) {
    #expect(throws: TimeRange.ValidationError.notATime("from")) { try TimeRange(from: text, to: nil) }
    #expect(throws: TimeRange.ValidationError.notATime("to")) { try TimeRange(from: nil, to: text) }
  }

  @Test func rangeThatEndsBeforeItBeginsIsRefused() {
    #expect(throws: TimeRange.ValidationError.reversed) { try TimeRange(from: "2026-11-24", to: "2026-11-23") }
  }
}
