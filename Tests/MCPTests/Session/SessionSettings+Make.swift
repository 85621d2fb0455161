import MCP

extension SessionSettings {
  /// Waits far longer at the end of input than a busy machine needs, so that only what a test holds up is given up.
  static func make(
    maximumInFlight: Int = 256, drainTimeout: Duration = .seconds(60), listPageSize: Int = .max,
    now: @escaping ProgressReporter.Now = { .now }, questionTimeout: Duration = .seconds(60),
    sealer: StateSealer = StateSealer()
  ) -> SessionSettings {
    SessionSettings(
      maximumInFlight: maximumInFlight, drainTimeout: drainTimeout, listPageSize: listPageSize, now: now,
      questionTimeout: questionTimeout, sealer: sealer)
  }
}
