import Testing

@testable import PayIn

struct PollCeilingTests {
  @Test(arguments: [(0, 4), (64, 4), (160, 10), (4800, 300), (86_400, 300)])
  func pauseGrowsWithTheTimeWithoutAChange(unchanged: Int, pause: Int) {
    #expect(PollCeiling.growing.pause(unchangedFor: .seconds(unchanged)) == .seconds(pause))
    #expect(PollCeiling.fixed(.seconds(15)).pause(unchangedFor: .seconds(unchanged)) == .seconds(15))
  }

  /// The times of the polls of a wait without a change.
  private func times(_ ceiling: PollCeiling, until end: Duration) -> [Duration] {
    var (schedule, time, times) = (PollSchedule(), Duration.zero, [Duration]())
    while time < end {
      times.append(time)
      time += schedule.next(ceiling: ceiling.pause(unchangedFor: time))
    }
    return times
  }

  /// The number was calculated in Python.
  @Test func dayOfWaitingTakesFewPolls() {
    let growing = times(.growing, until: .seconds(86_400))
    #expect(growing.count == 366)
    #expect(zip(growing, times(.fixed(.seconds(4)), until: .seconds(86_400))).allSatisfy { $0 >= $1 })
  }

  @Test func mostDemandingListenerDecides() {
    var subscribers = WatchSubscribers()
    _ = subscribers.join("a", ceiling: .growing)
    #expect(subscribers.ceiling(for: "a", unchangedFor: .seconds(1600)) == .seconds(100))
    let shorter = subscribers.join("a", ceiling: .fixed(.seconds(15)))
    #expect(subscribers.ceiling(for: "a", unchangedFor: .seconds(1600)) == .seconds(15))
    #expect(subscribers.ceiling(for: "a", unchangedFor: .seconds(80)) == .seconds(5))
    _ = subscribers.leave(shorter)
    #expect(subscribers.ceiling(for: "a", unchangedFor: .seconds(1600)) == .seconds(100))
  }
}
