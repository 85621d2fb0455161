import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PaymentURITests {
  struct Row: Sendable, CustomTestStringConvertible {
    let currency: String
    let chainId: String
    let amount: String
    let uri: String
    var testDescription: String { "\(currency) on \(chainId)" }
  }

  /// Chain numbers from chainlist; forms by EIP-681 and the Solana Pay specification, whose amounts are in whole tokens.
  @Test(arguments: [
    Row(
      currency: "USDT", chainId: "ethereum-sepolia", amount: "10.50",
      uri: "ethereum:0xaA8E23Fb1079EA71e0a56F48a2aA51851D8433D0@11155111/transfer?address=PAYEE&uint256=10500000"),
    Row(
      currency: "USDC", chainId: "polygon-amoy", amount: "0.000001",
      uri: "ethereum:0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582@80002/transfer?address=PAYEE&uint256=1"),
    Row(
      currency: "USDC", chainId: "arbitrum-sepolia", amount: "99999999999999.999999",
      uri: "ethereum:0x75faf114eafb1BDbe2F0316DF893fd58CE46AA4d@421614/transfer?address=PAYEE"
        + "&uint256=99999999999999999999"),
    Row(
      currency: "USDC", chainId: "solana-devnet", amount: "0.5",
      uri: "solana:PAYEE?amount=0.5&spl-token=4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU"),
  ])
  func walletIsToldTokenNetworkAddressAndAmount(_ row: Row) throws {
    let asset = try #require(Asset(currency: row.currency, chainId: row.chainId))
    #expect(PaymentURI.make(asset, to: "PAYEE", try TokenAmount(row.amount)) == row.uri)
  }

  /// Tron has no specification, and X Layer's test network was started anew under another number.
  @Test(arguments: [("USDT", "tron-nile"), ("USDC", "xlayer-testnet")])
  func uncertainURIIsLeftOut(_ currency: String, _ chainId: String) throws {
    let asset = try #require(Asset(currency: currency, chainId: chainId))
    #expect(PaymentURI.make(asset, to: "PAYEE", TokenAmount(millionths: 1)) == nil)
  }
}
