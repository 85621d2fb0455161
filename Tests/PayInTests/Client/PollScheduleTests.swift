import Testing

@testable import PayIn

@Suite struct PollScheduleTests {
  private func delays(_ count: Int, ceiling: Duration, secondsLeft: Int? = nil) -> [Duration] {
    var schedule = PollSchedule()
    return (0..<count).map { _ in schedule.next(ceiling: ceiling, secondsLeft: secondsLeft) }
  }

  @Test func pollsBecomeRarerUpToTheCeiling() {
    #expect(
      delays(6, ceiling: .seconds(4)) == [
        .milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .seconds(4), .seconds(4),
      ])
    #expect(delays(7, ceiling: .seconds(15)).last == .seconds(15))
  }

  @Test func changeMakesThemFrequentAgain() {
    var schedule = PollSchedule()
    for _ in 1...5 { _ = schedule.next(ceiling: .seconds(4)) }
    schedule.restart()
    #expect(schedule.next(ceiling: .seconds(4)) == .milliseconds(500))
  }

  @Test(arguments: [(600, Duration.seconds(4)), (3, .seconds(3)), (1, .seconds(1)), (0, .seconds(1))])
  func noPollComesLongAfterTheEnd(secondsLeft: Int, last: Duration) {
    #expect(delays(5, ceiling: .seconds(4), secondsLeft: secondsLeft).last == last)
  }

  @Test func apiThatAsksForTimeGetsIt() {
    var schedule = PollSchedule()
    #expect(schedule.next(ceiling: .seconds(4), secondsLeft: 1, least: .seconds(30)) == .seconds(30))
  }
}
