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
      currency: "USDC", chainId: "xlayer-testnet", amount: "1",
      uri: "ethereum:0xcb8bf24c6ce16ad21d707c9505421a17f2bec79d@195/transfer?address=PAYEE&uint256=1000000"),
    Row(
      currency: "USDT", chainId: "tron-nile", amount: "49.99",
      uri: "tron:PAYEE?amount=49.99&token=TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf"),
    Row(
      currency: "USDC", chainId: "solana-devnet", amount: "0.5",
      uri: "solana:PAYEE?amount=0.5&spl-token=4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU"),
  ])
  func walletIsToldTokenNetworkAddressAndAmount(_ row: Row) throws {
    let asset = try #require(Asset(currency: row.currency, chainId: row.chainId))
    #expect(PaymentURI.make(asset, to: "PAYEE", try TokenAmount(row.amount)) == row.uri)
  }

  @Test func everyPairHasAURI() throws {
    for chain in Chain.all {
      for token in chain.symbols {
        let asset = try #require(Asset(currency: token, chainId: chain.id))
        #expect(PaymentURI.make(asset, to: "PAYEE", TokenAmount(millionths: 1)).contains(":"), "\(token) \(chain.id)")
      }
    }
  }
}
