/// The network that the calls go to.
package enum Mode: String, Sendable, CaseIterable {
  /// The embedded sandbox.
  case sandbox
  case testnet
  /// Real money.
  case mainnet
  /// A server of the operator's own, on either network.
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

/// What an operator says of the network.
enum DeclaredEnvironment: String, CaseIterable {
  /// Nothing: the network follows from the host. An empty key then counts as not set, for clients that fill in a form and
  /// pass on what was left empty.
  case auto
  case sandbox
  case testnet
  case mainnet

  var mode: Mode? { Mode(rawValue: rawValue) }
}

/// When a person is asked before a write is sent, and how clients that cannot ask get an answer. No value switches the
/// question off for writes to the main network.
package enum ConfirmationRule: String, CaseIterable, Sendable {
  /// A person is asked before each write to the main network.
  case mainnet
  /// A person is also asked, on any network, before a link is published, before the price of a published one changes, and
  /// before a user's address is unbound: payers act on these at once.
  case always
  /// Like `mainnet`; a client that cannot ask gets a token and repeats the call with it.
  case token
  case alwaysWithToken = "always+token"

  /// Whether a person is asked before a call.
  package enum Need: Sendable {
    case never
    /// A person is asked only if payers see the change at once, which a read must show.
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

  /// Whether a person is asked before some writes to this network.
  package func applies(on mode: Mode) -> Bool {
    mode == .mainnet || asksEverywhere
  }

  package var offersTokens: Bool {
    self == .token || self == .alwaysWithToken
  }

  /// The same rule with tokens.
  package var withTokens: ConfirmationRule {
    self == .always ? .alwaysWithToken : self == .mainnet ? .token : self
  }
}
