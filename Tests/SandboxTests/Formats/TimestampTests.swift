import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct TimestampTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let text: String
    let milliseconds: Int64
    var testDescription: String { text }
  }

  /// Seconds from `date -u -d TEXT +%s`.
  @Test(arguments: [
    Row(text: "1970-01-01T00:00:00.000Z", milliseconds: 0),
    Row(text: "1969-12-31T23:59:59.999Z", milliseconds: -1),
    Row(text: "2025-01-28T10:30:00.000Z", milliseconds: 1_738_060_200_000),
    Row(text: "2024-02-29T23:59:59.120Z", milliseconds: 1_709_251_199_120),
    Row(text: "2100-03-01T00:00:00.000Z", milliseconds: 4_107_542_400_000),
    Row(text: "2000-12-31T12:00:00.007Z", milliseconds: 978_264_000_007),
  ])
  func isWrittenAndReadByISO8601(_ row: Row) {
    #expect(Timestamp(milliseconds: row.milliseconds).description == row.text)
    #expect(Timestamp(iso8601: row.text)?.milliseconds == row.milliseconds)
  }

  @Test(arguments: [
    Row(text: "2025-01-28T10:30:00Z", milliseconds: 1_738_060_200_000),
    Row(text: "2025-01-28T18:30:00+08:00", milliseconds: 1_738_060_200_000),
    Row(text: "2025-01-28T05:00:00.5-05:30", milliseconds: 1_738_060_200_500),
    Row(text: "2025-01-28t10:30:00.123456789z", milliseconds: 1_738_060_200_123),
  ])
  func otherZonesAndFractionsAreRead(_ row: Row) {
    #expect(Timestamp(iso8601: row.text)?.milliseconds == row.milliseconds)
  }

  @Test(arguments: [
    "", "2025-01-28", "2025-01-28T10:30:00", "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-00-10T00:00:00Z",
    "2025-01-28T24:00:00Z", "2025-01-28T10:60:00Z", "2025-01-28T10:30:00.Z", "2025-01-28T10:30:00Zx",
    "2025-01-28T10:30:00+0800", "25-01-28T10:30:00Z", "2025-01-28T10:30:00+24:00", "tomorrow",
  ])
  func otherTextsAreRefused(_ text: String) {
    #expect(Timestamp(iso8601: text) == nil)
  }
}
