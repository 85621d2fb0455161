/// When a person is asked before a write is sent, and what becomes of clients that cannot ask. Before real money moves
/// somebody is always asked: there is no value that switches it off.
package enum ConfirmationRule: String, CaseIterable, Sendable {
  /// Before each write to the main network.
  case mainnet
  /// Before each write to any network.
  case always
  /// As `mainnet`; a client that cannot ask gets a token and makes the call again with it.
  case token
  case alwaysWithToken = "always+token"

  package func applies(to mode: Mode) -> Bool {
    mode == .mainnet || self == .always || self == .alwaysWithToken
  }

  package var offersTokens: Bool {
    self == .token || self == .alwaysWithToken
  }

  /// The same, with tokens.
  package var withTokens: ConfirmationRule {
    self == .always ? .alwaysWithToken : self == .mainnet ? .token : self
  }
}
