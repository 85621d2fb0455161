import Formats
import Testing

struct RFC3339Tests {
  /// Seconds by `date -u -d … +%s`.
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2025-01-28T10:30:00Z", 1_738_060_200),
    ("2024-02-29T23:59:59.123456Z", 1_709_251_199),
    ("2000-03-01t00:00:00z", 951_868_800), ("2025-01-28T18:30:00+08:00", 1_738_060_200),
    ("2025-01-28T05:00:00-05:30", 1_738_060_200), ("2025-01-28 10:30:00Z", 1_738_060_200),
    ("1969-12-31T23:59:59.5Z", -1), ("2016-12-31T23:59:60Z", 1_483_228_800),
    ("2017-01-01T07:59:60+08:00", 1_483_228_800),
  ])
  func momentIsCountedFromTheEpoch(_ text: String, _ seconds: Int) {
    #expect(RFC3339.seconds(text, allowsSpace: true) == seconds)
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00.5Z", 500), ("1970-01-01T00:00:00.001999Z", 1), ("1970-01-01T00:00:00.12Z", 120),
    ("1969-12-31T23:59:59.999Z", -1),
  ])
  func digitsPastTheMillisecondsAreDropped(_ text: String, _ milliseconds: Int64) {
    #expect(RFC3339.milliseconds(text) == milliseconds)
  }

  @Test(arguments: [
    "", "2025-01-28", "2025-01-28T10:30:00", "2025-13-01T00:00:00Z", "2025-01-28T24:00:00Z", "1738060200",
    "２０２５-01-28T10:30:00Z", "2025-02-29T00:00:00Z", "2025-01-28T10:30:60Z", "2025-01-28T10:30:00.Z",
    "2025-01-28T10:30:00+24:00", "2025-01-28T10:30:00Z ", "2025-01-28T10:60:00Z",
  ])
  func otherTextIsNoMoment(_ text: String) {
    #expect(RFC3339.seconds(text, allowsSpace: true) == nil)
  }

  @Test func spaceForTheLetterIsRefusedUnlessAllowed() {
    #expect(RFC3339.seconds("2025-01-28 10:30:00Z") == nil)
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (1_738_060_200_007, "2025-01-28T10:30:00.007Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (951_782_400_000, "2000-02-29T00:00:00.000Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
  ])
  func momentIsWrittenInUTC(_ milliseconds: Int64, _ text: String) {
    #expect(RFC3339.text(milliseconds: milliseconds) == text)
    #expect(RFC3339.milliseconds(text) == milliseconds)
    #expect(RFC3339.text(seconds: Int(milliseconds / 1000)) == text.prefix(19) + "Z" || milliseconds < 0)
  }

  /// The first and the last moment by Python: the days of `date.min` and `date.max`, and 366 days of the leap year 0.
  @Test(arguments: [
    (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"), (-62_167_219_200_001, "0000-01-01T00:00:00.000Z"),
    (.min, "0000-01-01T00:00:00.000Z"), (253_402_300_800_000, "9999-12-31T23:59:59.999Z"),
    (.max, "9999-12-31T23:59:59.999Z"),
  ])
  func momentWithoutAYearOfFourDigitsIsWrittenAsTheNearest(_ milliseconds: Int64, _ text: String) {
    #expect(RFC3339.text(milliseconds: milliseconds) == text)
    #expect(RFC3339.text(seconds: Int(milliseconds)) == text.prefix(19) + "Z")
  }

  @Test func everyDayOfFourCenturiesIsWrittenAndReadAlike() {
    for days in stride(from: Int64(-80_000), to: 70_000, by: 1) {
      let day = GregorianDay(daysSinceEpoch: days)
      #expect(day.daysSinceEpoch == days)
      #expect(GregorianDay(year: day.year, month: day.month, day: day.day) == day)
    }
  }
}
