import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct RetryScheduleTests {
  /// 31 seconds in all.
  @Test func waitsDoubleFromOneSecond() {
    let schedule = RetrySchedule(maximumRetries: 5)
    #expect((1...7).map { schedule.seconds(afterAttempt: $0) } == [1, 2, 4, 8, 16, nil, nil])
  }

  @Test(arguments: [0, 1, 10])
  func retriesAreCounted(_ maximum: Int) {
    let schedule = RetrySchedule(maximumRetries: maximum)
    #expect((1...20).count { schedule.seconds(afterAttempt: $0) != nil } == maximum)
  }
}
