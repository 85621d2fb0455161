import JSON
import Testing

@testable import PayIn

@Suite struct ExplorerTests {
  private static let evm = "0xdAC17F958D2ee523a2206206994597C13D831ec7"
  private static let tron = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
  private static let solana = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
  private static let hash = String(repeating: "0123456789abcdef", count: 4)
  private static let signature = String(repeating: "5", count: 88)

  private func fields(_ object: JSONObject, _ schema: ResourceSchema = .order) throws -> JSONObject {
    try #require(APIResource(.object(object), schema: schema)).links
  }

  @Test(arguments: [
    (
      "ethereum-sepolia", evm, "0x" + hash, "evm", "https://sepolia.etherscan.io/address/A",
      "https://sepolia.etherscan.io/tx/H"
    ),
    (
      "polygon-amoy", evm, "0x" + hash, "evm", "https://amoy.polygonscan.com/address/A",
      "https://amoy.polygonscan.com/tx/H"
    ),
    (
      "arbitrum-sepolia", evm, "0x" + hash, "evm", "https://sepolia.arbiscan.io/address/A",
      "https://sepolia.arbiscan.io/tx/H"
    ),
    (
      "xlayer-testnet", evm, "0x" + hash, "evm", "https://www.oklink.com/xlayer-test/address/A",
      "https://www.oklink.com/xlayer-test/tx/H"
    ),
    (
      "tron-nile", tron, hash, "tron", "https://nile.tronscan.org/#/address/A",
      "https://nile.tronscan.org/#/transaction/H"
    ),
    (
      "solana-devnet", solana, signature, "solana", "https://explorer.solana.com/address/A?cluster=devnet",
      "https://explorer.solana.com/tx/H?cluster=devnet"
    ),
    ("ethereum-mainnet", evm, "0x" + hash, "evm", "https://etherscan.io/address/A", "https://etherscan.io/tx/H"),
    ("polygon-mainnet", evm, "0x" + hash, "evm", "https://polygonscan.com/address/A", "https://polygonscan.com/tx/H"),
    ("arbitrum-mainnet", evm, "0x" + hash, "evm", "https://arbiscan.io/address/A", "https://arbiscan.io/tx/H"),
    (
      "xlayer-mainnet", evm, "0x" + hash, "evm", "https://www.oklink.com/xlayer/address/A",
      "https://www.oklink.com/xlayer/tx/H"
    ),
    ("tron-mainnet", tron, hash, "tron", "https://tronscan.org/#/address/A", "https://tronscan.org/#/transaction/H"),
    (
      "solana-mainnet", solana, signature, "solana", "https://explorer.solana.com/address/A",
      "https://explorer.solana.com/tx/H"
    ),
  ])
  func knownChainHasItsPages(
    _ chainID: String, _ address: String, _ hash: String, _ family: String, _ addressPage: String, _ txPage: String
  ) throws {
    let links = try fields(
      ["chainId": .string(chainID), "address": .string(address), "txHash": .string(hash)])
    #expect(
      links == [
        "protocol": .string(family), "addressUrl": .string(addressPage.replacing("A", with: address)),
        "txUrl": .string(txPage.replacing("H", with: hash)),
      ])
  }

  @Test func unknownChainHasNone() throws {
    #expect(try fields(["chainId": "base-sepolia", "address": .string(Self.evm)]).isEmpty)
    #expect(try fields(["address": .string(Self.evm)]).isEmpty)
  }

  /// An address of another family, and text that would lead elsewhere.
  @Test(arguments: [tron, "0xA", "../../../evil", evm + "?a=b", evm + "/../x"])
  func addressThatDoesNotFitItsChainHasNoPage(_ address: String) throws {
    let links = try fields(["chainId": "polygon-amoy", "address": .string(address), "txHash": .string(address)])
    #expect(links == ["protocol": "evm"])
  }

  @Test func boundAddressHasAPageOnEachChain() throws {
    let links = try fields(
      [
        "depositReference": "u", "address": .string(Self.evm), "protocol": "evm",
        "monitoredChains": ["polygon-amoy", "zzz", "tron-nile", "ethereum-sepolia"],
      ], .binding)
    #expect(
      links == [
        "addressUrls": [
          "polygon-amoy": .string("https://amoy.polygonscan.com/address/\(Self.evm)"),
          "ethereum-sepolia": .string("https://sepolia.etherscan.io/address/\(Self.evm)"),
        ]
      ])
  }
}
