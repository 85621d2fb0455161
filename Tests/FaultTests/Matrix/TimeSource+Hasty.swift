import PayIn

extension TimeSource {
  /// Waits take no time; requests do. It is 2025-01-28T10:30:00Z.
  static let hasty = TimeSource(
    now: { .now }, date: { 1_738_060_200 }, sleep: { _ in await Task.yield() }, random: { 0 })
}
