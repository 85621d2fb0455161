package import SandboxModel

/// A story: a course of events around one order or one depositor, as a table of steps.
package struct Story: Sendable {
  package enum Name: String, Sendable, CaseIterable {
    case checkoutPaid = "checkout_paid"
    case paidInTwoParts = "paid_in_two_parts"
    case overpaid
    case underpaidExpired = "underpaid_expired"
    case lateInGrace = "late_in_grace"
    case wrongToken = "wrong_token"
    case reorg
    case depositTwice = "deposit_twice"
    case poolEmpty = "pool_empty"
    case webhookDownThenUp = "webhook_down_then_up"
  }

  /// A step: what happens, and how many seconds after the start.
  package struct Step: Sendable {
    package let seconds: Int
    let actions: [StoryAction]
    package let text: StoryText
    /// The events that the step causes, of either dialect.
    let events: [EventType]

    init(_ seconds: Int, _ actions: StoryAction..., text: StoryText, events: EventType...) {
      self.seconds = seconds
      self.actions = actions
      self.text = text
      self.events = events
    }

    /// The events that the step causes in a dialect.
    package func events(in dialect: Dialect) -> [EventType] {
      events.filter(dialect.storyEvents.contains)
    }
  }

  package let name: Name
  package let title: StoryText
  package let steps: [Step]
  /// The state in which the story leaves its order or depositor.
  package let end: StoryText

  /// Whether the story is about a depositor instead of an order.
  package var isOfDepositor: Bool { steps.contains { $0.actions.contains(.bindAddress) } }
}

/// What a step does to the story's order or depositor. Amounts are in USDC on ethereum-sepolia.
enum StoryAction: Sendable, Equatable {
  case createOrder(
    windowMinutes: Int = OrderDraft.defaultWindowMinutes, graceMinutes: Int = OrderDraft.defaultGraceMinutes)
  /// A payment is seen, with no confirmation yet.
  case pay(PaymentKind)
  case addBlocks(Int)
  /// The network takes the latest transfer back.
  case takeBack
  /// The latest transaction gets into another block.
  case sendAgain
  /// Time alone does what the step says.
  case wait
  case bindAddress
  case deposit(String)
  /// The story keeps every free EVM address from the pool.
  case drainPool
  /// An order is asked for while no address is free.
  case orderWithoutAddress
  case restorePool
  /// The deliveries that are due fail, as if the endpoint were down.
  case failDeliveries
  /// The deliveries are left to the sandbox, which sends them to the endpoint.
  case leaveDeliveries
}

/// A text of a story in both languages.
package struct StoryText: Sendable, Equatable {
  package let english: String
  package let chinese: String

  init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// The reason why a step was refused. A refusal that has no Chinese text of its own is told in English.
  init(_ error: any Error) {
    let refusal = error as? APIError
    english = refusal?.message ?? "\(error)"
    chinese = refusal?.name == .insufficientAddresses ? "地址池中没有空闲地址" : refusal?.chinese ?? english
  }
}

extension Dialect {
  /// The types of the events of orders and deposits that the dialect has.
  fileprivate var storyEvents: Set<EventType> {
    switch self {
    case .documented: [.orderCompleted, .orderExpired, .depositPending, .depositConfirmed]
    case .published: [.orderCreated, .orderCompleted, .orderExpired, .depositAddressBound, .depositCompleted]
    }
  }
}
