/// When a delivery that did not arrive is tried again: after 1, 2, 4, 8 and 16 seconds, and then no more.
package struct RetrySchedule: Sendable, Equatable {
  /// After the first attempt.
  package let maximumRetries: Int

  package init(maximumRetries: Int) {
    self.maximumRetries = maximumRetries
  }

  /// Nil if that was the last one.
  ///
  /// - Parameter attempt: from 1.
  package func seconds(afterAttempt attempt: Int) -> Int64? {
    guard attempt >= 1, attempt <= maximumRetries else { return nil }
    return 1 << (attempt - 1)
  }
}
