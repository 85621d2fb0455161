/// The content of a webhook, in the dialect in which it was written.
package struct WebhookEvent: Sendable {
  /// The kind of subject that an event has.
  package enum BusinessType: String, Sendable, CaseIterable {
    case order
    case deposit
    /// No subject: the event tests an endpoint.
    case test
  }

  /// The event's id, derived from the type and the business id so that a repetition can be recognised.
  package let id: String
  package let tenant: String
  package let type: EventType
  package let businessType: BusinessType
  /// The id of the subject. Events of one subject are first sent in the order in which they happened.
  package let businessId: String
  package let depositReference: String?
  package let createdAt: Timestamp
  /// The JSON text that is signed and sent.
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

  /// The id of the subject in the database.
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

/// The types of events. Each dialect uses some of them.
package enum EventType: String, Sendable, CaseIterable {
  case orderCreated = "order.created"
  case orderCompleted = "order.completed"
  case orderExpired = "order.expired"
  case depositPending = "deposit.pending"
  case depositConfirmed = "deposit.confirmed"
  case depositCompleted = "deposit.completed"
  case depositAddressBound = "deposit.address_bound"
  /// An event that is sent on request only, to test an endpoint.
  case test = "test.event"
}

/// A change that merchants can be notified of.
package enum DomainEvent: Sendable {
  case orderCreated(Order)
  /// The order was completed or has expired, as its status says.
  case orderEnded(Order)
  case depositDetected(Transfer)
  case depositConfirmed(Transfer)
  case addressBound(Binding)
}
