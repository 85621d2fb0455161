/// Many calls at once, from the start of the first to the end of the last.
struct Measurement: Sendable {
  let seconds: Double
  let load: Load.Summary

  static func take(_ count: Int, _ load: Load, _ call: @escaping @Sendable () async throws -> Void) async throws
    -> Measurement
  {
    _ = load.takeSummary()
    let start = ContinuousClock.now
    try await withThrowingTaskGroup { group in
      for _ in 0..<count { group.addTask { try await call() } }
      try await group.waitForAll()
    }
    return Measurement(seconds: (ContinuousClock.now - start) / .seconds(1), load: load.takeSummary())
  }
}
