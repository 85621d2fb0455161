/// What a webhook tells, in the words of the dialect it was written in.
package struct WebhookEvent: Sendable {
  /// What the event is about.
  package enum BusinessType: String, Sendable, CaseIterable {
    case order
    case deposit
    /// Nothing: somebody tries an endpoint.
    case test
  }

  /// Follows from the type and the business id, so that a repeat can be recognised.
  package let id: String
  package let tenant: String
  package let type: EventType
  package let businessType: BusinessType
  /// Events of one business id are first sent in the order in which they happened.
  package let businessId: String
  package let depositReference: String?
  package let createdAt: Timestamp
  /// JSON text: the bytes that are signed and sent.
  package let body: String

  package init(
    id: String, tenant: String, type: EventType, businessType: BusinessType, businessId: String,
    depositReference: String?, createdAt: Timestamp, body: String
  ) {
    self.id = id
    self.tenant = tenant
    self.type = type
    self.businessType = businessType
    self.businessId = businessId
    self.depositReference = depositReference
    self.createdAt = createdAt
    self.body = body
  }
}

extension DomainEvent {
  package var tenant: String {
    switch self {
    case .orderCreated(let order), .orderEnded(let order): order.tenant
    case .depositDetected(let transfer), .depositConfirmed(let transfer): transfer.tenant
    case .addressBound(let binding): binding.tenant
    }
  }

  package var businessType: WebhookEvent.BusinessType {
    switch self {
    case .orderCreated, .orderEnded: .order
    case .depositDetected, .depositConfirmed, .addressBound: .deposit
    }
  }

  /// As the sandbox itself calls it.
  package var businessId: String {
    switch self {
    case .orderCreated(let order), .orderEnded(let order): order.id
    case .depositDetected(let transfer), .depositConfirmed(let transfer): transfer.eventKey
    case .addressBound(let binding): binding.reference
    }
  }

  package var depositReference: String? {
    switch self {
    case .orderCreated, .orderEnded: nil
    case .depositDetected(let transfer), .depositConfirmed(let transfer): transfer.depositReference
    case .addressBound(let binding): binding.reference
    }
  }
}

/// What events are called. Each dialect has words for some of them.
package enum EventType: String, Sendable, CaseIterable {
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

/// Something that a merchant may want to hear of.
package enum DomainEvent: Sendable {
  case orderCreated(Order)
  /// As its status says.
  case orderEnded(Order)
  case depositDetected(Transfer)
  case depositConfirmed(Transfer)
  case addressBound(Binding)
}
