import Testing

@testable import Threads

struct TimerListTests {
  private static let start = ContinuousClock.now

  private static func key(_ seconds: Int, _ number: UInt64) -> TimerList<Int>.Key {
    TimerList.Key(instant: start + .seconds(seconds), number: number)
  }

  @Test(arguments: [[1, 2, 3, 4], [4, 3, 2, 1], [2, 4, 1, 3], [1, 1, 1, 1]])
  func timersGoOffInOrder(seconds: [Int]) {
    var timers = TimerList<Int>()
    for (number, seconds) in seconds.enumerated() { timers.add(seconds, Self.key(seconds, UInt64(number))) }
    #expect(timers.earliest == seconds.min().map { Self.start + .seconds($0) })
    #expect(timers.removeDue(at: Self.start + .seconds(2)) == seconds.filter { $0 <= 2 }.sorted())
    #expect(timers.removeDue(at: Self.start + .seconds(9)) == seconds.filter { $0 > 2 }.sorted())
    #expect(timers.earliest == nil)
  }

  @Test func timersOfOneInstantGoOffInTheOrderOfTheirNumbers() {
    var timers = TimerList<Int>()
    for number in [3, 1, 2] { timers.add(number, Self.key(1, UInt64(number))) }
    #expect(timers.removeDue(at: Self.start + .seconds(1)) == [1, 2, 3])
  }

  @Test func aTimerThatIsTakenOutDoesNotGoOff() {
    var timers = TimerList<Int>()
    for number in 1...5 { timers.add(number, Self.key(number % 3, UInt64(number))) }
    #expect(timers.remove(Self.key(1, 4)) == 4)
    #expect(timers.remove(Self.key(1, 4)) == nil)
    #expect(timers.remove(Self.key(0, 4)) == nil)
    #expect(timers.removeDue(at: Self.start + .seconds(9)) == [3, 1, 2, 5])
    #expect(timers.remove(Self.key(0, 3)) == nil)
  }
}
