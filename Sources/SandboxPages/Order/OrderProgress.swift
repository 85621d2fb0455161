import JSON
import SandboxAPI
import SandboxModel

/// The parts of an order's page that change while it is open. The page is made with them, and then fetches them as
/// JSON.
struct OrderProgress {
  let details: OrderDetails
  let page: PageContext

  private var state: OrderPageState { details.state }
  private var currency: String { details.order.currency }

  /// The texts, by the names in `data-text`.
  var texts: [(name: String, text: String)] {
    [
      ("headline", page.text(state.headline)), ("detail", state.detail(page, currency: currency)),
      ("clock", page.text(state.phase == .grace ? .graceLeft : .timeLeft)),
      ("due", details.missingText), ("received", "\(state.received) \(currency)"),
      ("missing", "\(details.missingText) \(currency)"), ("confirmations", confirmations),
      ("onward", page.text(state.phase == .expired ? .back : .onward)),
    ] + labels
  }

  func text(_ name: String) -> String {
    texts.first { $0.name == name }?.text ?? ""
  }

  /// The names in `data-section` of the visible sections.
  var sections: [String] {
    let parts = [
      ("clock", state.interval != nil), ("pay", details.paymentURI != nil), ("simulate", !offered.isEmpty),
      ("transfers", !details.transfers.isEmpty), ("onward", details.onward != nil),
    ]
    return parts.filter(\.1).map(\.0) + offered.map(\.rawValue)
  }

  /// The transfers, one line each.
  var transfers: [String] {
    details.transfers.map { transfer in
      let parts = [
        "\(transfer.amount) \(transfer.currency)", page.chainName(transfer.chainId), page.text(transfer.state),
      ]
      return parts.joined(separator: " · ")
    }
  }

  /// The path of the QR code, which changes with its content; nil if there is nothing to scan.
  var qrPath: String? {
    details.paymentURI == nil ? nil : "/pay/order/\(details.shownId)/qr?due=\(state.missing)"
  }

  /// The seconds left, and the length of the interval in seconds.
  var clock: (left: Int64, of: Int64)? {
    state.secondsLeft(now: details.now).flatMap { left in state.seconds.map { (left, $0) } }
  }

  private var offered: [SimulatedPayment] { SimulatedPayment.offered(for: details.order, state) }

  private var confirmations: String {
    let required = state.requiredConfirmations
    guard let seen = details.confirmations else {
      return page.text(.confirmationsNeeded, ["required": "\(required)"])
    }
    return page.text(.confirmationsSeen, ["seen": "\(min(seen, required))", "required": "\(required)"])
  }

  private var labels: [(name: String, text: String)] {
    SimulatedPayment.allCases.compactMap { payment in
      payment.transfer(to: details.order, state).map { asset, amount in
        let shown = amount == state.missing ? details.missingText : amount.description
        return (
          payment.rawValue,
          page.text(payment.label, ["payment": "\(shown) \(asset.currency)", "chain": page.chainName(asset.chain.id)])
        )
      }
    }
  }
}

extension OrderProgress {
  var json: JSONObject {
    var json: JSONObject = [
      "phase": .string(state.phase.rawValue), "isFinal": .bool(state.phase.isFinal),
      "texts": .object(JSONObject(texts.map { JSONObject.Member(name: $0.name, value: .string($0.text)) })),
      "sections": .array(sections.map(JSONValue.string)), "transfers": .array(transfers.map(JSONValue.string)),
    ]
    json.appendIfPresent("qr", qrPath)
    json.appendIfPresent("onward", details.onward)
    if let clock {
      json.append("clock", ["left": .number(JSONNumber(clock.left)), "of": .number(JSONNumber(clock.of))])
    }
    return json
  }
}

extension SimulatedPayment {
  fileprivate var label: Phrase {
    switch self {
    case .exact: .payExact
    case .partial: .payPartial
    case .over: .payOver
    case .wrongToken: .payWrongToken
    case .wrongChain: .payWrongChain
    }
  }
}

extension Transfer {
  fileprivate var state: Phrase {
    if droppedAt != nil { return .transferDropped }
    return switch refusal {
    case nil: confirmedAt == nil ? .transferPending : .transferConfirmed
    case .wrongToken: .transferWrongToken
    case .wrongChain: .transferWrongChain
    case .orderCompleted, .orderExpired: .transferTooLate
    }
  }
}
