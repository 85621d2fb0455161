/// Which network the calls go to.
package enum Mode: String, Sendable, CaseIterable {
  /// The embedded sandbox.
  case sandbox
  case testnet
  /// Real money.
  case mainnet
  /// Somebody's own server; it may be on either network.
  case custom

  /// Every other host of the vendor counts as the main network: a wrong guess that way costs a setting, the other
  /// way round it costs money.
  init(of url: BaseURL) {
    let labels = url.hostName.split(separator: ".")
    guard labels.suffix(2) == ["payin", "com"] else {
      self = .custom
      return
    }
    self = labels.contains("testnet") ? .testnet : .mainnet
  }
}

/// When a person is asked before a write is sent, and what becomes of clients that cannot ask. Before a write to the main
/// network somebody is asked in any case: there is no value that switches it off.
package enum ConfirmationRule: String, CaseIterable, Sendable {
  /// Before each write to the main network.
  case mainnet
  /// Also, on any network, before a link opens to the public, before the price of one that is open changes, and before a
  /// user's address is taken away: others act on these at once.
  case always
  /// As `mainnet`; a client that cannot ask gets a token and makes the call again with it.
  case token
  case alwaysWithToken = "always+token"

  /// Whether a person is asked before a call.
  package enum Need: Sendable {
    case never
    /// Only if payers see the change at once, which has to be found out.
    case ifLive
    case always
  }

  private static let exposed: [Operation] = [.publishPaymentLink, .unbindDepositAddress]
  private static let exposedIfLive: [Operation] = [
    .restorePaymentLink, .updatePaymentLink, .updatePaymentLinkCurrencies,
  ]

  package func need(for operation: Operation, on mode: Mode) -> Need {
    guard operation.kind.isWrite else { return .never }
    if mode == .mainnet { return .always }
    guard asksEverywhere else { return .never }
    return Self.exposed.contains(operation) ? .always : Self.exposedIfLive.contains(operation) ? .ifLive : .never
  }

  private var asksEverywhere: Bool {
    self == .always || self == .alwaysWithToken
  }

  /// Whether some writes to this network are asked about.
  package func applies(on mode: Mode) -> Bool {
    mode == .mainnet || asksEverywhere
  }

  package var offersTokens: Bool {
    self == .token || self == .alwaysWithToken
  }

  /// The same, with tokens.
  package var withTokens: ConfirmationRule {
    self == .always ? .alwaysWithToken : self == .mainnet ? .token : self
  }
}
