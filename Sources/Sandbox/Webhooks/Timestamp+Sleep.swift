import Threads

extension Timestamp {
  /// By the machine's clock, which the sandbox's runs as fast as. Ends early if the task is cancelled.
  @Sendable package static func sleep(from now: Timestamp, to due: Timestamp) async {
    await Task.pause(for: .milliseconds(max(due.milliseconds - now.milliseconds, 1)))
  }
}
