/// One event on its way to one URL.
struct Delivery: Sendable {
  enum Status: String, Sendable, CaseIterable {
    /// Waits for its first attempt or the next.
    case pending
    case sending
    case success
    case failed
    /// Its endpoint was removed or switched off before it arrived.
    case cancelled
  }

  let sequence: Int64
  let id: String
  let tenant: String
  let event: WebhookEvent
  /// Nil if it went to a URL that no endpoint has.
  let endpointId: String?
  let url: String
  let status: Status
  /// Those that have ended.
  let attempts: Int
  /// Of the next attempt; while it is being sent, when somebody else may take it over.
  let dueAt: Timestamp?
  let createdAt: Timestamp
  let sentAt: Timestamp?
  let completedAt: Timestamp?
  let responseStatus: Int?
  let responseBody: String?
  let milliseconds: Int?
  /// Why the last attempt did not succeed.
  let problem: String?
}

struct DeliveryStatistics: Sendable, Equatable {
  var total = 0
  var succeeded = 0
  var failed = 0
  /// Needed more than one attempt.
  var retried = 0
  var averageMilliseconds: Int?
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
