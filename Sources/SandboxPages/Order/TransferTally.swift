import SandboxModel

/// The sums of an order's transfers, each transfer in one of them. What the page says follows from these alone, so that
/// nothing is forgotten because something else came later.
struct TransferTally: Sendable, Equatable {
  /// What has arrived of one asset.
  struct Sum: Sendable, Equatable {
    let currency: String
    let chainId: String
    var amount: TokenAmount
  }

  /// What counts and is confirmed.
  private(set) var confirmed = TokenAmount.zero
  /// What counts, as far as it goes, and still lacks confirmations, or lacked them when the order ended.
  private(set) var unconfirmed = TokenAmount.zero
  /// What would count if the network had not taken it back. It may still come back.
  private(set) var dropped: [Sum] = []
  /// What the network took back and would not count either way.
  private(set) var droppedRefused: [Sum] = []
  private(set) var wrongToken: [Sum] = []
  private(set) var wrongChain: [Sum] = []
  /// What arrived after the order had ended.
  private(set) var late: [Sum] = []

  init(_ transfers: [Transfer]) {
    for transfer in transfers { add(transfer) }
  }

  private mutating func add(_ transfer: Transfer) {
    switch (transfer.droppedAt, transfer.refusal) {
    case (.some, nil): Self.add(transfer, to: &dropped)
    case (.some, .some): Self.add(transfer, to: &droppedRefused)
    case (nil, .wrongToken): Self.add(transfer, to: &wrongToken)
    case (nil, .wrongChain): Self.add(transfer, to: &wrongChain)
    case (nil, .orderCompleted), (nil, .orderExpired): Self.add(transfer, to: &late)
    case (nil, nil) where transfer.confirmedAt != nil: confirmed = confirmed + transfer.amount
    case (nil, nil): unconfirmed = unconfirmed + transfer.amount
    }
  }

  private static func add(_ transfer: Transfer, to sums: inout [Sum]) {
    let asset = (transfer.currency, transfer.chainId)
    if let place = sums.firstIndex(where: { ($0.currency, $0.chainId) == asset }) {
      sums[place].amount = sums[place].amount + transfer.amount
    } else {
      sums.append(Sum(currency: transfer.currency, chainId: transfer.chainId, amount: transfer.amount))
    }
  }

  /// What arrived and does not count for a pending order.
  var refused: [Sum] { wrongToken + wrongChain }
  var allDropped: [Sum] { dropped + droppedRefused }
  /// Whether money has arrived, counted or not, that the network has not taken back.
  var hasArrivals: Bool { confirmed > .zero || unconfirmed > .zero || !refused.isEmpty || !late.isEmpty }
}
