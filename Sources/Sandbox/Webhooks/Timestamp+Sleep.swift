extension Timestamp {
  /// By the machine's clock, which the sandbox's runs as fast as. Ends early if the task is cancelled.
  @Sendable package static func sleep(from now: Timestamp, to due: Timestamp) async {
    // Early is as good as cancelled: nobody looks at the result of a cancelled sleep.
    try? await Task.sleep(for: .milliseconds(max(due.milliseconds - now.milliseconds, 1)))
  }
}
