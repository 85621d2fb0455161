import Testing

@testable import CurlTransport

struct DurationMillisecondsTests {
  @Test(arguments: [
    (Duration.milliseconds(1), 1), (.seconds(30), 30_000), (.microseconds(1500), 2), (.nanoseconds(1), 1),
    (.zero, 1), (.seconds(-5), 1), (.seconds(3_000_000), Int(Int32.max)), (.seconds(Int64.max), Int(Int32.max)),
  ])
  func roundsUpWithinWhatCurlTakes(duration: Duration, milliseconds: Int) {
    #expect(duration.curlMilliseconds == milliseconds)
  }
}
