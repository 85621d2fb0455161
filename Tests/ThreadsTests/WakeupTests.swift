import Testing

@testable import Threads

@Suite(.timeLimit(.minutes(1)))
struct WakeupTests {
  @Test func aRaiseBeforeTheWaitIsNotLost() {
    let wakeup = Wakeup()
    wakeup.raise()
    wakeup.raise()
    wakeup.wait()
    let start = ContinuousClock.now
    wakeup.wait(for: .milliseconds(20))
    #expect(start.duration(to: .now) >= .milliseconds(20))
  }

  @Test func everyRaiseWakes() throws {
    let (there, back) = (Wakeup(), Wakeup())
    try POSIXThread.start("test") {
      for _ in 1...10_000 {
        there.wait()
        back.raise()
      }
    }
    for _ in 1...10_000 {
      there.raise()
      back.wait()
    }
  }
}
