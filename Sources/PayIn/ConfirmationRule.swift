/// When a person is asked before a write is sent, and what becomes of clients that cannot ask. Before a write to the main
/// network somebody is asked in any case: there is no value that switches it off.
package enum ConfirmationRule: String, CaseIterable, Sendable {
  /// Before each write to the main network.
  case mainnet
  /// Also, on any network, before a link opens to the public and before a user's address is taken away: others act on
  /// these at once.
  case always
  /// As `mainnet`; a client that cannot ask gets a token and makes the call again with it.
  case token
  case alwaysWithToken = "always+token"

  private static let exposed: [Operation] = [.publishPaymentLink, .unbindDepositAddress]

  package func applies(to operation: Operation, on mode: Mode) -> Bool {
    guard operation.kind.isWrite else { return false }
    return mode == .mainnet || asksEverywhere && Self.exposed.contains(operation)
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
