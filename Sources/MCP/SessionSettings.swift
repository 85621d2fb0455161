/// The bounds of one session.
package struct SessionSettings: Sendable {
  /// Calls that run at once; further ones wait in the order they came. At least 1.
  package var maximumInFlight: Int
  /// How long the server waits at the end of input while nothing moves.
  package var drainTimeout: Duration
  /// Tools on one page of `tools/list`.
  package var listPageSize: Int
  package var now: ProgressReporter.Now

  package init(
    maximumInFlight: Int = 256, drainTimeout: Duration = .seconds(2), listPageSize: Int = .max,
    now: @escaping ProgressReporter.Now = { .now }
  ) {
    self.maximumInFlight = maximumInFlight
    self.drainTimeout = drainTimeout
    self.listPageSize = listPageSize
    self.now = now
  }
}
