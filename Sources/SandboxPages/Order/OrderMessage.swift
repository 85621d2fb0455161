import SandboxModel

/// What an order's page says of what has happened, and what it means for the payer.
///
/// The headline of a pending order is its latest event. All else follows from the sums of all transfers.
struct OrderMessage {
  /// What the headline tells.
  enum Kind: Sendable, Equatable {
    case waiting
    case partlyPaid
    case grace
    case wrongToken
    case wrongChain
    case takenBack
    case confirming
    case paid
    case expired
  }

  /// The colour and sign of the message. They repeat what its words say.
  enum Tone: String {
    case waiting
    case confirming
    case problem
    case paid
    case ended
  }

  let details: OrderDetails
  let kind: Kind
  let tally: TransferTally

  init(_ details: OrderDetails) {
    self.details = details
    tally = TransferTally(details.transfers)
    kind =
      switch details.state.phase {
      case .completed: .paid
      case .expired: .expired
      case .window, .grace: Self.pending(details)
      }
  }

  private static func pending(_ details: OrderDetails) -> Kind {
    if details.state.missing == .zero { return .confirming }
    if details.lastChanged?.droppedAt != nil { return .takenBack }
    switch details.lastChanged?.refusal {
    case .wrongToken: return .wrongToken
    case .wrongChain: return .wrongChain
    case .orderCompleted, .orderExpired, nil: break
    }
    if details.state.phase == .grace { return .grace }
    return details.state.received > .zero ? .partlyPaid : .waiting
  }

  var tone: Tone {
    switch kind {
    case .waiting, .partlyPaid, .grace: .waiting
    case .wrongToken, .wrongChain, .takenBack: .problem
    case .confirming: .confirming
    case .paid: .paid
    case .expired: .ended
    }
  }

  /// The state in a few words.
  var headline: Phrase {
    switch kind {
    case .waiting: .waiting
    case .partlyPaid: .partlyPaid
    case .grace: .graceHeadline
    case .wrongToken: .wrongTokenArrived
    case .wrongChain: .wrongChainArrived
    case .takenBack: .takenBack
    case .confirming: .confirming
    case .paid: .paid
    case .expired: .expired
    }
  }
}

extension OrderMessage {
  /// The consequence for the payer. The page keeps room for about 120 characters, so that of an ended order it holds two
  /// facts at most; the rest is in `more`.
  func detail(_ page: PageContext) -> String {
    let facts = facts(page)
    switch kind {
    case .paid where facts.isEmpty: return page.text(.paidDetail)
    case .paid:
      let tail = facts.count == 1 ? [page.text(.askMerchant)] : []
      return page.sentences([page.text(.paidLead)] + facts.prefix(2) + tail)
    case .expired where facts.isEmpty: return page.text(.expiredDetail)
    case .expired:
      let tail: Phrase = tally.hasArrivals ? .askAndSendNothing : .askBeforePaying
      return page.sentences(facts.prefix(2) + (facts.count == 1 ? [page.text(tail)] : []))
    default: return page.text(pendingDetail, values(page))
    }
  }

  /// What the detail has no room for; empty if it holds all.
  func more(_ page: PageContext) -> String {
    let facts = facts(page)
    guard facts.count > 1 else { return "" }
    return page.sentences(facts.dropFirst(2) + (kind == .paid ? [page.text(.askMerchant)] : []))
  }

  private var pendingDetail: Phrase {
    if kind == .confirming { return .confirmingDetail }
    switch (tally.dropped.isEmpty, tally.wrongToken.isEmpty, tally.wrongChain.isEmpty) {
    case (false, true, true): return .takenBackDetail
    case (false, _, _): return .takenBackAndRefused
    case (true, false, true): return .wrongTokenDetail
    case (true, true, false): return .wrongChainDetail
    case (true, false, false): return .refusedDetail
    case (true, true, true): break
    }
    if details.state.phase == .grace { return .graceDetail }
    return details.state.received > .zero ? .partlyPaidDetail : .waitingDetail
  }

  private func values(_ page: PageContext) -> KeyValuePairs<String, String> {
    [
      "missing": details.withToken(details.state.missing), "token": details.order.currency,
      "chain": page.chainName(details.order.chainId), "dropped": payments(tally.dropped, page),
      "payment": payments(tally.refused, page),
      "otherChain": page.list(Set(tally.wrongChain.map(\.chainId)).sorted().map(page.chainName)),
    ]
  }

  /// What has happened to an ended order beside its end, a sentence each, the most important first.
  private func facts(_ page: PageContext) -> [String] {
    let (isPaid, surplus) = (kind == .paid, tally.confirmed.remaining(after: details.state.amount))
    let facts: [(phrase: Phrase, payment: String)] =
      switch kind {
      case .paid, .expired:
        [
          (isPaid ? .paidTooMuch : .expiredPartly, own(isPaid ? surplus : tally.confirmed)),
          (isPaid ? .paidUnconfirmed : .expiredUnconfirmed, own(tally.unconfirmed)),
          (isPaid ? .paidTwice : .expiredLate, payments(tally.late, page)),
          (.endedWrongToken, payments(tally.wrongToken, page)), (.endedWrongChain, payments(tally.wrongChain, page)),
          (.endedDropped, payments(tally.allDropped, page)),
        ]
      default: []
      }
    return facts.filter { !$0.payment.isEmpty }.map { page.text($0.phrase, ["payment": $0.payment]) }
  }

  /// An amount of the order's token; empty if it is zero.
  private func own(_ amount: TokenAmount) -> String {
    amount > .zero ? details.withToken(amount) : ""
  }

  private func payments(_ sums: [TransferTally.Sum], _ page: PageContext) -> String {
    page.list(sums.map { "\(details.shown($0.amount)) \($0.currency)" })
  }

  /// What the payer of an ended order can do.
  var advice: Phrase {
    if tally.hasArrivals { return .expiredPaidAdvice }
    return tally.allDropped.isEmpty ? .expiredAdvice : .expiredDroppedAdvice
  }
}

extension PageContext {
  fileprivate func list(_ texts: [String]) -> String { texts.joined(separator: text(.listSeparator)) }

  /// Sentences in a row. Chinese has no space between them.
  fileprivate func sentences(_ texts: [String]) -> String {
    texts.joined(separator: language == .english ? " " : "")
  }
}

extension OrderDetails {
  /// What a transfer brought, such as `10.50 USDC`.
  func payment(_ transfer: Transfer) -> String { "\(shown(transfer.amount)) \(transfer.currency)" }
}
