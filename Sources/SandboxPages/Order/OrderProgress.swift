import JSON
import SandboxAPI
import SandboxModel

/// The parts of an order's page that change while it is open. The page is made with them, and then fetches them as
/// JSON.
struct OrderProgress {
  let details: OrderDetails
  let page: PageContext

  private var state: OrderPageState { details.state }
  private var message: OrderMessage { OrderMessage(details) }

  var tone: OrderMessage.Tone { message.tone }

  /// The texts, by the names in `data-text`.
  var texts: [(name: String, text: String)] {
    [
      ("headline", page.text(message.headline)), ("detail", message.detail(page)),
      ("clock", page.text(state.phase == .grace ? .graceLeft : .timeLeft)),
      ("due", due), ("share", share), ("seen", details.withToken(state.received)),
      ("paid", details.withToken(state.confirmed)), ("not-confirmed", details.withToken(state.unconfirmed)),
      ("hash", details.hashes.joined(separator: "\n")), ("more", message.more(page)),
      ("advice", page.text(message.advice)),
      ("onward", page.text(state.phase == .expired ? .back : .onward)),
    ] + steps.flatMap(\.texts) + actionTexts
  }

  func text(_ name: String) -> String {
    texts.first { $0.name == name }?.text ?? ""
  }

  /// The names in `data-section` of the visible sections, and of the buttons that can be used.
  var sections: [String] {
    let parts = [
      ("clock", details.isPayable), ("steps", state.phase != .expired), ("pay", details.isPayable),
      ("share", details.isPayable && state.received > .zero),
      ("uri", details.paymentURI != nil), ("confirm", !details.isPayable && !state.phase.isFinal),
      ("receipt", state.phase == .completed), ("surplus", state.surplus > .zero),
      ("not-confirmed", state.phase == .completed && state.unconfirmed > .zero), ("ended", state.phase == .expired),
      ("more", !message.more(page).isEmpty),
      ("details", state.phase != .completed), ("limits", !state.phase.isFinal),
      ("transfers", !details.transfers.isEmpty), ("onward", details.returnURL != nil),
    ]
    return parts.filter(\.1).map(\.0) + offered.map(\.rawValue)
  }

  var offered: [PayerAction] { PayerAction.allCases.filter { $0.isOffered(for: details) } }

  /// The path of the QR code, which changes with the order's state; nil if there is nothing to scan.
  var qrPath: String? { details.isPayable ? "/pay/order/\(details.shownId)/qr" : nil }

  /// The path of the QR code with the payment URI, which changes with its content; nil if there is none.
  var uriPath: String? {
    details.paymentURI == nil ? nil : "/pay/order/\(details.shownId)/qr?content=uri&due=\(state.missing)"
  }

  /// The seconds left, and the length of the interval in seconds.
  var clock: (left: Int64, of: Int64)? {
    state.secondsLeft(now: details.now).flatMap { left in state.seconds.map { (left, $0) } }
  }

  /// The missing amount; the order's own while nothing has arrived.
  private var due: String { details.shown(details.isPayable ? state.missing : state.amount) }

  private var share: String {
    page.text(
      .receivedOf, ["received": details.withToken(state.received), "amount": details.withToken(state.amount)])
  }

  private var actionTexts: [(name: String, text: String)] {
    PayerAction.allCases.map { action in
      let (asset, amount) = action.payment(for: details).map { ($0, $1) } ?? (nil, .zero)
      let values =
        [
          "payment": "\(details.shown(amount)) \(asset?.currency ?? "")",
          "chain": page.chainName(asset?.chain.id ?? ""),
        ] as KeyValuePairs
      return (action.rawValue, page.text(action.label(state.phase), values))
    }
  }
}

extension OrderProgress {
  /// A step on the way to a paid order.
  struct Step {
    enum State: String {
      case done
      case current
      case ahead
    }

    let name: String
    let state: State
    /// The label, and the state in words.
    let texts: [(name: String, text: String)]
  }

  var steps: [Step] {
    let (isSeen, isPaid) = (state.missing == .zero, state.phase == .completed)
    return [
      step("step-seen", seenLabel, isSeen || isPaid ? .done : .current),
      step("step-confirmed", confirmationsLabel, isPaid ? .done : isSeen ? .current : .ahead),
      step("step-paid", page.text(.paid), isPaid ? .done : .ahead),
    ]
  }

  private func step(_ name: String, _ label: String, _ state: Step.State) -> Step {
    let phrase: Phrase =
      switch state {
      case .done: .stepDone
      case .current: .stepCurrent
      case .ahead: .stepAhead
      }
    return Step(name: name, state: state, texts: [(name, label), ("\(name)-state", page.text(phrase))])
  }

  private var seenLabel: String {
    if state.missing == .zero || state.phase == .completed { return page.text(.confirming) }
    return page.text(state.received > .zero ? .stepSeenPart : .stepNotSeen)
  }

  private var confirmationsLabel: String {
    let required = "\(state.requiredConfirmations)"
    guard let seen = details.confirmations else { return page.text(.stepConfirmationsNeeded, ["required": required]) }
    let shown = "\(min(seen, state.requiredConfirmations))"
    return page.text(.stepConfirmations, ["seen": shown, "required": required])
  }
}

extension OrderProgress {
  var json: JSONObject {
    var json: JSONObject = [
      "phase": .string(state.phase.rawValue), "tone": .string(tone.rawValue), "isFinal": .bool(state.phase.isFinal),
      "texts": .object(JSONObject(texts.map { JSONObject.Member(name: $0.name, value: .string($0.text)) })),
      "steps": .object(
        JSONObject(steps.map { JSONObject.Member(name: $0.name, value: .string($0.state.rawValue)) })),
      "sections": .array(sections.map(JSONValue.string)), "transfers": .array(transfers.map { .object($0.json(page)) }),
    ]
    if let ended = details.order.endedAt {
      json.append("times", ["ended": .string(ended.description)])
    }
    json.appendIfPresent("qr", qrPath)
    json.appendIfPresent("uri", uriPath)
    json.appendIfPresent("onward", details.returnURL)
    if let clock {
      json.append("clock", ["left": .number(JSONNumber(clock.left)), "of": .number(JSONNumber(clock.of))])
    }
    return json
  }
}

extension PayerAction {
  /// The label of the button. A payment after the end is a second one if the order is paid.
  fileprivate func label(_ phase: OrderPageState.Phase) -> Phrase {
    switch self {
    case .exact: .payExact
    case .unconfirmed: .payUnconfirmed
    case .partial: .payPartial
    case .over: .payOver
    case .wrongToken: .payWrongToken
    case .wrongChain: .payWrongChain
    case .late: phase == .completed ? .payAgain : .payLate
    case .nextBlock: .nextBlock
    case .allBlocks: .allBlocks
    case .reorganisation: .reorganisation
    }
  }

  /// What the button does beyond its label.
  func note(_ phase: OrderPageState.Phase) -> Phrase? {
    switch self {
    case .unconfirmed: .payUnconfirmedNote
    case .late where !phase.isFinal: .payLateNote
    case .reorganisation: .reorganisationNote
    default: nil
    }
  }
}
