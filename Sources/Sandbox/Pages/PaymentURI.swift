/// What a wallet reads from the QR code: who is paid, in which token, and how much.
enum PaymentURI {
  /// By EIP-155; the names are the service's.
  private static let chainNumbers = [
    "ethereum-sepolia": 11_155_111, "polygon-amoy": 80_002, "arbitrum-sepolia": 421_614, "xlayer-testnet": 195,
  ]

  /// EIP-681 for evm, Solana Pay for solana. Tron has no standard: its URI takes after BIP 21. The bare address if the
  /// token's contract is not known.
  static func make(_ asset: Asset, to address: String, _ amount: TokenAmount) -> String {
    guard let contract = OpenAssets.contract(of: asset.currency, on: asset.chain.id) else { return address }
    switch asset.chain.addressProtocol {
    case .evm:
      guard let number = chainNumbers[asset.chain.id] else { return address }
      return "ethereum:\(contract)@\(number)/transfer?address=\(address)&uint256=\(smallestUnits(amount))"
    case .tron:
      return "tron:\(address)?amount=\(amount)&token=\(contract)"
    case .solana:
      return "solana:\(address)?amount=\(amount)&spl-token=\(contract)"
    }
  }

  /// Every token of the test networks has 6 decimals, as many as amounts do.
  private static func smallestUnits(_ amount: TokenAmount) -> String {
    String(amount.millionths)
  }
}
