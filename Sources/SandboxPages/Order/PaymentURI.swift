import SandboxModel

/// The payment URI that the second QR code of an order's page holds: receiver, token and amount.
///
/// The first code is the address alone, because some wallets take the token's contract in the URI for the receiver. The
/// rules are those of `docs/payment-qr.md`; the sandbox does not share them with the client in code, so that it cannot
/// share its mistakes either.
enum PaymentURI {
  /// Makes the URI by ERC-681 for EVM chains and by Solana Pay for Solana. Returns nil where none is certain: Tron has no
  /// specification, and X Layer's test network was started anew under another number.
  static func make(_ asset: Asset, to address: String, _ amount: TokenAmount) -> String? {
    guard let contract = asset.chain.contract(of: asset.currency) else { return nil }
    switch asset.chain.addressProtocol {
    case .evm:
      guard let number = asset.chain.number, asset.chain.id != "xlayer-testnet" else { return nil }
      return "ethereum:\(contract)@\(number)/transfer?address=\(address)&uint256=\(smallestUnits(amount))"
    case .tron:
      return nil
    case .solana:
      return "solana:\(address)?amount=\(amount)&spl-token=\(contract)"
    }
  }

  /// The amount in the token's smallest unit. Every token of the test networks has 6 decimals, like amounts.
  private static func smallestUnits(_ amount: TokenAmount) -> String {
    String(amount.millionths)
  }
}
