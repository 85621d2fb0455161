package import SandboxModel

/// What a sandbox reports of its work while it serves.
package enum SandboxActivity: Sendable {
  case request(AnsweredRequest)
  case delivery(AttemptedDelivery)
}

/// Called on the threads that serve, so it must not wait.
package typealias SandboxObserver = @Sendable (SandboxActivity) -> Void

/// A request whose reply has been sent, or to which there is none.
package struct AnsweredRequest: Sendable, Equatable {
  package let method: String
  /// The target of the request line. A sandbox reports it without secrets.
  package var target: String
  /// The status of the reply; nil if none was sent.
  package let status: Int?
  /// The time from the end of the request to the end of the reply.
  package let milliseconds: Int
  /// The kind and the id of the fault that hit the request; nil if none did.
  package let fault: String?
  package let detail: RequestDetail

  package init(
    method: String, target: String, status: Int?, milliseconds: Int, fault: String?,
    detail: RequestDetail = RequestDetail()
  ) {
    self.method = method
    self.target = target
    self.status = status
    self.milliseconds = milliseconds
    self.fault = fault
    self.detail = detail
  }
}

/// What is known of a request besides its line and its status.
package struct RequestDetail: Sendable, Equatable {
  /// The API key, masked; nil if there was none.
  package var key: String?
  /// The value of `X-Request-Id`, of the reply or else of the request.
  package var requestId: String?
  /// The name of the error in the reply; nil if there was none.
  package var errorName: String?
  package var errorMessage: String?

  package init() {}
}

/// One attempt to deliver a webhook.
package struct AttemptedDelivery: Sendable, Equatable {
  package let event: EventType
  package let eventId: String
  package let deliveryId: String
  /// The URL without its query, in which receivers hide secrets.
  package let url: String
  /// The number of the attempt, from 1.
  package let number: Int
  /// The result, with the signature that was sent.
  package let attempt: DeliveryAttempt
  /// The seconds until the next attempt; nil if there is none.
  package let secondsToNext: Int64?

  init(_ webhook: OutgoingWebhook, number: Int, _ attempt: DeliveryAttempt, secondsToNext: Int64?) {
    event = webhook.type
    eventId = webhook.eventId
    deliveryId = webhook.deliveryId
    url = LoggedTarget.withoutQuery(webhook.url)
    self.number = number
    self.attempt = attempt
    self.secondsToNext = secondsToNext
  }
}
