/// The URIs from which wallets read whom to pay, in which token and how much.
///
/// - EVM chains: ERC-681. The amount is in the token's smallest units, without the exponent that the specification
///   allows: not every wallet reads one.
/// - Solana: Solana Pay, whose amount is in whole tokens.
/// - Tron: no specification exists, so the URI has the address alone. Wallets that read an amount take it for TRX, and
///   the order would not be paid.
package enum PaymentURI {
  /// The URI that asks for an amount of a token.
  ///
  /// Returns nil if the amount is zero or no plain decimal number, if the token is not divisible so far, or if the address
  /// has not the form of its family.
  package static func text(paying amount: String, in token: PayableToken, to address: String) -> String? {
    guard token.family.isAddress(address), let amount = TokenUnits(amount) else { return nil }
    switch token {
    case .erc20(let contract, let decimals, let chain):
      return amount.inSmallestUnits(decimals: decimals).map {
        "ethereum:\(contract)@\(chain)/transfer?address=\(address)&uint256=\($0)"
      }
    case .evmCoin(let chain):
      return amount.inSmallestUnits(decimals: 18).map { "ethereum:\(address)@\(chain)?value=\($0)" }
    case .splToken(let mint, let decimals):
      return amount.inWholeTokens(decimals: decimals).map { "solana:\(address)?amount=\($0)&spl-token=\(mint)" }
    case .tron: return "tron:\(address)"
    }
  }

  /// The URI of an address that takes any number of deposits: the address alone, as wallets themselves show it to be paid
  /// by others. The payer chooses chain, token and amount.
  ///
  /// Returns nil for an address of another form, and for Solana: there a bare address asks for SOL.
  package static func text(ofDepositAddress address: String, _ family: AddressProtocol) -> String? {
    guard family.isAddress(address) else { return nil }
    switch family {
    case .evm: return "ethereum:\(address)"
    case .tron: return "tron:\(address)"
    default: return nil
    }
  }
}
