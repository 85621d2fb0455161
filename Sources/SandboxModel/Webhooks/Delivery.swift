/// One event on its way to one URL.
package struct Delivery: Sendable {
  package enum Status: String, Sendable, CaseIterable {
    /// Waits for its first attempt or the next.
    case pending
    case sending
    case success
    case failed
    /// Its endpoint was removed or switched off before it arrived.
    case cancelled
  }

  package let sequence: Int64
  package let id: String
  package let tenant: String
  package let event: WebhookEvent
  /// Nil if it went to a URL that no endpoint has.
  package let endpointId: String?
  package let url: String
  package let status: Status
  /// Those that have ended.
  package let attempts: Int
  /// Of the next attempt; while it is being sent, when somebody else may take it over.
  package let dueAt: Timestamp?
  package let createdAt: Timestamp
  package let sentAt: Timestamp?
  package let completedAt: Timestamp?
  package let responseStatus: Int?
  package let responseBody: String?
  package let milliseconds: Int?
  /// Why the last attempt did not succeed.
  package let problem: String?
}

package struct DeliveryStatistics: Sendable, Equatable {
  package var total = 0
  package var succeeded = 0
  package var failed = 0
  /// Needed more than one attempt.
  package var retried = 0
  package var averageMilliseconds: Int?
}

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
