/// What events are called. Each dialect has words for some of them.
enum EventType: String, Sendable, CaseIterable {
  case orderCreated = "order.created"
  case orderCompleted = "order.completed"
  case orderExpired = "order.expired"
  case depositPending = "deposit.pending"
  case depositConfirmed = "deposit.confirmed"
  case depositCompleted = "deposit.completed"
  case depositAddressBound = "deposit.address_bound"
  /// Sent on request only, to try an endpoint.
  case test = "test.event"
}
