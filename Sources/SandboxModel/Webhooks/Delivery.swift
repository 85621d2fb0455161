/// The delivery of one event to one URL.
package struct Delivery: Sendable {
  package enum Status: String, Sendable, CaseIterable {
    /// The delivery waits for its first attempt or the next.
    case pending
    case sending
    case success
    case failed
    /// The endpoint was removed or disabled before the delivery succeeded.
    case cancelled
  }

  package let sequence: Int64
  package let id: String
  package let tenant: String
  package let event: WebhookEvent
  /// The endpoint; nil if the URL was given without one.
  package let endpointId: String?
  package let url: String
  package let status: Status
  /// The number of attempts that have ended.
  package let attempts: Int
  /// The time of the next attempt; during an attempt, the time from which another process may repeat it.
  package let dueAt: Timestamp?
  package let createdAt: Timestamp
  package let sentAt: Timestamp?
  package let completedAt: Timestamp?
  package let responseStatus: Int?
  package let responseBody: String?
  package let milliseconds: Int?
  /// The reason for which the last attempt failed.
  package let problem: String?
}

package struct DeliveryStatistics: Sendable, Equatable {
  package var total = 0
  package var succeeded = 0
  package var failed = 0
  /// The number of deliveries that needed more than one attempt.
  package var retried = 0
  package var averageMilliseconds: Int?
}

/// The delays after which a failed delivery is repeated: 1, 2, 4, 8 and 16 seconds.
package struct RetrySchedule: Sendable, Equatable {
  /// The number of retries after the first attempt.
  package let maximumRetries: Int

  package init(maximumRetries: Int) {
    self.maximumRetries = maximumRetries
  }

  /// The delay before the next attempt; nil after the last one.
  ///
  /// - Parameter attempt: the number of the attempt that failed, from 1.
  package func seconds(afterAttempt attempt: Int) -> Int64? {
    guard attempt >= 1, attempt <= maximumRetries else { return nil }
    return 1 << (attempt - 1)
  }
}
