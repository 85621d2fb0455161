package import SandboxModel

/// One entry of the activity log.
package struct ActivityEntry: Sendable {
  /// The kinds by which the log can be filtered; the raw value is that of the query.
  package enum Kind: String, Sendable, CaseIterable {
    case requests
    case webhooks
    case controls
  }

  package enum Content: Sendable {
    case request(AnsweredRequest)
    case delivery(AttemptedDelivery)
    case control(ControlAction)
  }

  /// The place in the log; later entries have larger numbers.
  package let number: Int
  /// The time by the sandbox's clock.
  package let time: Timestamp
  package let content: Content

  package init(number: Int, time: Timestamp, content: Content) {
    self.number = number
    self.time = time
    self.content = content
  }

  package var kind: Kind {
    switch content {
    case .request(let request): request.target.hasPrefix("/_sandbox/") ? .controls : .requests
    case .delivery: .webhooks
    case .control: .controls
    }
  }
}

/// What was done to the sandbox, as its log and the dashboard's notices tell it.
package enum ControlAction: Sendable, Equatable {
  case clockMoved(to: Timestamp, endedOrders: Int)
  case faultAdded(FaultRule)
  case faultRemoved
  case endpointSet(url: String)
  case endpointRemoved
  /// A test event was sent; `problem` is nil if it was delivered.
  case testSent(status: Int?, problem: String?)
  case poolDrained
  case poolRefilled
  case reset
  case sampleMade(id: String, reference: String)
  case orderPaid(id: String, reference: String)
  /// `id` is empty for a story without an order.
  case storyPlayed(Story.Name, id: String, reference: String)
}
