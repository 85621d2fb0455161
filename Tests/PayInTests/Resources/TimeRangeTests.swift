import JSON
import Testing

@testable import PayIn

@Suite struct TimeRangeTests {
  /// Seconds by Python: `calendar.timegm`.
  @Test(arguments: [
    ("2026-11-23", "2026-11-29", 1_795_392_000_000, 1_795_996_799_999),
    ("2026-11-23T08:00:00+08:00", "2026-11-23T00:00:00.9Z", 1_795_392_000_000, 1_795_392_000_900),
    ("2026-11-23T00:00:00.5Z", "2026-11-23T00:00:00Z", 1_795_392_000_500, 1_795_392_000_999),
    ("2024-02-29", "2024-02-29", 1_709_164_800_000, 1_709_251_199_999),
  ])
  func dateIsAWholeDayInUTC(_ from: String, _ to: String, _ first: Int64, _ last: Int64) throws {
    let range = try #require(try TimeRange(from: from, to: to))
    #expect((range.first, range.last) == (first, last))
  }

  @Test func openEndsAreOpen() throws {
    #expect(try TimeRange(from: nil, to: nil) == nil)
    let range = try #require(try TimeRange(from: "2026-11-23", to: nil))
    #expect((range.first, range.last) == (1_795_392_000_000, nil))
    #expect(range.condition("a", "b").parameters.map(\.value) == ["2026-11-22T23:59:59.999Z", nil])
  }

  @Test(arguments: ["this week", "2026-11", "2026-02-30", "2026-11-23T08:00:00", "20261123", "1795392000", ""])
  func otherTextIsNoTime(_ text: String) {
    #expect(throws: TimeRange.ValidationError.notATime("from")) { try TimeRange(from: text, to: nil) }
    #expect(throws: TimeRange.ValidationError.notATime("to")) { try TimeRange(from: nil, to: text) }
  }

  @Test func rangeThatEndsBeforeItBeginsIsRefused() {
    #expect(throws: TimeRange.ValidationError.reversed) { try TimeRange(from: "2026-11-24", to: "2026-11-23") }
    #expect(throws: TimeRange.ValidationError.reversed) {
      try TimeRange(from: "2026-11-24T00:00:00.9Z", to: "2026-11-24T00:00:00.1Z")
    }
  }

  /// A year of four digits cannot name the millisecond before year 0 or after 9999.
  @Test(
    arguments: [
      ("0000-01-01", "9999-12-31", [nil, nil]),
      ("0000-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", [nil, nil]),
      (
        "0000-01-01T00:00:00.001Z", "9999-12-31T23:59:59.998Z",
        ["0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"]
      ),
      ("9999-12-31T23:59:59.5-01:00", nil, ["9999-12-31T23:59:59.999Z", nil]),
      (nil, "0000-01-01T00:00:00+01:00", [nil, "0000-01-01T00:00:00.000Z"]),
    ] as [(String?, String?, [String?])])
  func endThatCannotBeWrittenIsOpen(_ from: String?, _ to: String?, _ sent: [String?]) throws {
    let range = try #require(try TimeRange(from: from, to: to))
    #expect(range.condition("a", "b").parameters.map(\.value) == sent)
  }

  @Test(
    arguments: [
      ("2026-11-23T00:00:01.427Z", "2026-11-23T00:00:01.427Z", true), ("2026-11-23T00:00:01.999Z", nil, false),
      (nil, "2026-11-23T00:00:01.426Z", false), (nil, "2026-11-23T00:00:01Z", true),
    ] as [(String?, String?, Bool)])
  func fractionOfASecondCounts(_ from: String?, _ to: String?, _ isFound: Bool) throws {
    let order: JSONValue = ["orderId": "o", "createdAt": "2026-11-23T00:00:01.427Z"]
    let row = try #require(APIResource(order, schema: .order))
    #expect(try #require(try TimeRange(from: from, to: to)).contains(row) == isFound)
  }
}
