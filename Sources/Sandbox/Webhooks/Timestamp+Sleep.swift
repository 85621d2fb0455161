extension Timestamp {
  /// By the machine's clock, which the sandbox's runs as fast as. Ends early if the task is cancelled.
  @Sendable package static func sleep(from now: Timestamp, to due: Timestamp) async {
    // The only error is that of a cancelled task.
    try? await Task.sleep(for: .milliseconds(max(due.milliseconds - now.milliseconds, 1)))
  }
}
