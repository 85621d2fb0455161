import SandboxModel

/// The sentence at the top of an order's page: what has happened, and what it means for the payer.
struct OrderMessage {
  /// What the page tells. The latest event comes first, unless the order has ended or only waits for confirmations.
  enum Kind: Sendable, Equatable, CaseIterable {
    case waiting
    case partlyPaid
    case grace
    case gracePartlyPaid
    case wrongToken
    case wrongChain
    case takenBack
    case confirming
    case paid
    case paidTooMuch
    case paidTwice
    case expired
    case expiredPartlyPaid
    case expiredUnconfirmed
    case expiredBeforePayment
  }

  /// The look of the message, which never tells more than its words.
  enum Tone: String {
    case waiting
    case confirming
    case problem
    case paid
    case ended
  }

  let details: OrderDetails
  let kind: Kind

  init(_ details: OrderDetails) {
    self.details = details
    kind =
      switch details.state.phase {
      case .completed: Self.completed(details)
      case .expired: Self.expired(details)
      case .window, .grace: Self.pending(details)
      }
  }

  private static func completed(_ details: OrderDetails) -> Kind {
    if details.latest(.orderCompleted) != nil { return .paidTwice }
    return details.state.surplus > .zero ? .paidTooMuch : .paid
  }

  private static func expired(_ details: OrderDetails) -> Kind {
    if details.latest(.orderExpired) != nil { return .expiredBeforePayment }
    if details.state.missing == .zero { return .expiredUnconfirmed }
    return details.state.received > .zero ? .expiredPartlyPaid : .expired
  }

  private static func pending(_ details: OrderDetails) -> Kind {
    if details.state.missing == .zero { return .confirming }
    if details.lastChanged?.droppedAt != nil { return .takenBack }
    switch details.lastChanged?.refusal {
    case .wrongToken: return .wrongToken
    case .wrongChain: return .wrongChain
    case .orderCompleted, .orderExpired, nil: break
    }
    let isPartlyPaid = details.state.received > .zero
    if details.state.phase == .grace { return isPartlyPaid ? .gracePartlyPaid : .grace }
    return isPartlyPaid ? .partlyPaid : .waiting
  }

  var tone: Tone {
    switch kind {
    case .waiting, .partlyPaid, .grace, .gracePartlyPaid: .waiting
    case .wrongToken, .wrongChain, .takenBack: .problem
    case .confirming: .confirming
    case .paid, .paidTooMuch, .paidTwice: .paid
    case .expired, .expiredPartlyPaid, .expiredUnconfirmed, .expiredBeforePayment: .ended
    }
  }
}

extension OrderMessage {
  /// The state in a few words.
  var headline: Phrase {
    switch kind {
    case .waiting: .waiting
    case .partlyPaid: .partlyPaid
    case .grace, .gracePartlyPaid: .graceHeadline
    case .wrongToken: .wrongTokenArrived
    case .wrongChain: .wrongChainArrived
    case .takenBack: .takenBack
    case .confirming: .confirming
    case .paid, .paidTooMuch, .paidTwice: .paid
    case .expired, .expiredPartlyPaid, .expiredUnconfirmed, .expiredBeforePayment: .expired
    }
  }

  /// The consequence for the payer.
  func detail(_ page: PageContext) -> String {
    let (state, last) = (details.state, details.lastChanged)
    return page.text(
      detailPhrase,
      [
        "missing": details.withToken(state.missing), "received": details.withToken(state.received),
        "surplus": details.withToken(state.surplus), "token": details.order.currency,
        "chain": page.chainName(details.order.chainId), "payment": last.map(details.payment) ?? "",
        "otherChain": last.map { page.chainName($0.chainId) } ?? "",
      ])
  }

  private var detailPhrase: Phrase {
    switch kind {
    case .waiting: .waitingDetail
    case .partlyPaid: .partlyPaidDetail
    case .grace, .gracePartlyPaid: .graceDetail
    case .wrongToken: .wrongTokenDetail
    case .wrongChain: .wrongChainDetail
    case .takenBack: .takenBackDetail
    case .confirming: .confirmingDetail
    case .paid: .paidDetail
    case .paidTooMuch: .paidTooMuch
    case .paidTwice: .paidTwice
    case .expired: .expiredDetail
    case .expiredPartlyPaid: .expiredPartly
    case .expiredUnconfirmed: .expiredUnconfirmed
    case .expiredBeforePayment: .expiredLate
    }
  }

  /// What the payer of an ended order can do.
  var advice: Phrase {
    kind == .expired ? .expiredAdvice : .expiredPaidAdvice
  }
}

extension OrderDetails {
  /// The last transfer that was refused for a reason.
  func latest(_ refusal: Transfer.Refusal) -> Transfer? {
    transfers.last { $0.refusal == refusal && $0.droppedAt == nil }
  }

  /// What a transfer brought, such as `10.50 USDC`.
  func payment(_ transfer: Transfer) -> String { "\(shown(transfer.amount)) \(transfer.currency)" }
}
