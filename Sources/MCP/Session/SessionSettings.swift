/// The bounds of one session.
package struct SessionSettings: Sendable {
  /// The number of calls that run at once; further ones wait in the order they came. At least 1.
  package var maximumInFlight: Int
  /// The time that the server waits at the end of input while nothing moves.
  package var drainTimeout: Duration
  /// The number of tools on one page of `tools/list`.
  package var listPageSize: Int
  package var now: ProgressReporter.Now
  /// The time that an answer to a question is waited for. Most clients give a call up after 60 s: before that the model
  /// should be told that there was no answer, and a write that an answer allows should have had its time.
  package var questionTimeout: Duration
  /// Seals the states that clients of a stateless revision carry from a question to its answer.
  package var sealer: StateSealer
  package var tasks: TaskSettings

  package init(
    maximumInFlight: Int = 256, drainTimeout: Duration = .seconds(2), listPageSize: Int = .max,
    now: @escaping ProgressReporter.Now = { .now }, questionTimeout: Duration = .seconds(45),
    sealer: StateSealer = StateSealer(), tasks: TaskSettings = TaskSettings()
  ) {
    self.maximumInFlight = maximumInFlight
    self.drainTimeout = drainTimeout
    self.listPageSize = listPageSize
    self.now = now
    self.questionTimeout = questionTimeout
    self.sealer = sealer
    self.tasks = tasks
  }
}
