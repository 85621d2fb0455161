import JSON

/// What a webhook tells, in the words of the dialect it was written in.
struct WebhookEvent: Sendable {
  /// What the event is about.
  enum BusinessType: String, Sendable, CaseIterable {
    case order
    case deposit
    /// Nothing: somebody tries an endpoint.
    case test
  }

  /// Follows from the type and the business id, so that a repeat can be recognised.
  let id: String
  let tenant: String
  let type: EventType
  let businessType: BusinessType
  /// Events of one business id are first sent in the order in which they happened.
  let businessId: String
  let depositReference: String?
  let createdAt: Timestamp
  /// JSON text: the bytes that are signed and sent.
  let body: String
}

extension WebhookEvent {
  /// Nil if the dialect does not tell of it.
  init?(_ occurrence: Occurrence, _ dialect: Dialect, at time: Timestamp) {
    let payload: EventPayload? =
      switch dialect {
      case .seed: .seed(occurrence)
      case .open: .open(occurrence)
      }
    guard let payload else { return nil }
    let id = "evt_\(payload.type.rawValue.replacing(".", with: "_"))_\(payload.shownId)"
    self.init(
      id: id, tenant: occurrence.tenant, type: payload.type, businessType: occurrence.businessType,
      businessId: occurrence.businessId, depositReference: occurrence.depositReference, createdAt: time,
      body: Self.body(id, payload.type, dialect, at: time, payload.data))
  }

  /// Of an endpoint that is tried.
  init(testOf endpoint: WebhookEndpoint, id: String, tenant: String, _ dialect: Dialect, at time: Timestamp) {
    let data: JSONObject = [
      "message": "This is a test notification from PayIn", "endpoint_id": .string(endpoint.id),
      "endpoint_name": .string(endpoint.name),
    ]
    self.init(
      id: id, tenant: tenant, type: .test, businessType: .test, businessId: endpoint.id, depositReference: nil,
      createdAt: time, body: Self.body(id, .test, dialect, at: time, data))
  }

  private static func body(
    _ id: String, _ type: EventType, _ dialect: Dialect, at time: Timestamp, _ data: JSONObject
  ) -> String {
    let event: JSONObject = [
      "id": .string(id), "type": .string(type.rawValue), dialect.nameOfCreation: .string(time.description),
      "data": .object(data),
    ]
    return JSONValue.object(event).description
  }
}

extension Dialect {
  fileprivate var nameOfCreation: String {
    switch self {
    case .seed: "createdAt"
    case .open: "created_at"
    }
  }
}

extension Occurrence {
  fileprivate var tenant: String {
    switch self {
    case .orderCreated(let order), .orderEnded(let order): order.tenant
    case .depositDetected(let transfer), .depositConfirmed(let transfer): transfer.tenant
    case .addressBound(let binding): binding.tenant
    }
  }

  fileprivate var businessType: WebhookEvent.BusinessType {
    switch self {
    case .orderCreated, .orderEnded: .order
    case .depositDetected, .depositConfirmed, .addressBound: .deposit
    }
  }

  /// As the sandbox itself calls it.
  fileprivate var businessId: String {
    switch self {
    case .orderCreated(let order), .orderEnded(let order): order.id
    case .depositDetected(let transfer), .depositConfirmed(let transfer): transfer.eventKey
    case .addressBound(let binding): binding.reference
    }
  }

  fileprivate var depositReference: String? {
    switch self {
    case .orderCreated, .orderEnded: nil
    case .depositDetected(let transfer), .depositConfirmed(let transfer): transfer.depositReference
    case .addressBound(let binding): binding.reference
    }
  }
}

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

/// Something that a merchant may want to hear of.
enum Occurrence: Sendable {
  case orderCreated(Order)
  /// As its status says.
  case orderEnded(Order)
  case depositDetected(Transfer)
  case depositConfirmed(Transfer)
  case addressBound(Binding)
}
