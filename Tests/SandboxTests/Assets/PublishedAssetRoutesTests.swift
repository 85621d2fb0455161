import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PublishedAssetRoutesTests {
  private func run(_ body: (SandboxFixture) async throws -> Void) async throws {
    try await SandboxFixture.run(dialect: .published, body)
  }

  @Test(arguments: ["/api/tokens", "/api/v1/tokens"])
  func tokensAreListedWithAndWithoutAKey(_ path: String) async throws {
    try await run { sandbox in
      let response = try await sandbox.send("GET", path + "?protocol=tron")
      #expect(
        response.json["tokens"] == [
          [
            "symbol": "USDT", "name": "USDT", "decimals": 6,
            "chains": [["chainId": "tron-nile", "contractAddress": "TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf"]],
          ]
        ])
      #expect(response.json["total"] == 1)
      let all = try await sandbox.send("GET", path)
      #expect(all.json["total"] == 3)
      let pairs = all.json["tokens"]?.array?.flatMap { $0["chains"]?.array ?? [] }
      #expect(pairs?.count == Chain.all.flatMap(\.publishedTokens).count)
      #expect(pairs?.allSatisfy { $0["contractAddress"]?.string != nil } == true)
    }
  }

  @Test func chainsAreListedUnderAnotherNameWithAKey() async throws {
    try await run { sandbox in
      let open = try await sandbox.send("GET", "/api/chains?protocol=evm")
      #expect(
        open.json["chains"]?.array?.map { $0["chainId"] } == [
          "ethereum-sepolia", "polygon-amoy", "arbitrum-sepolia", "xlayer-testnet",
        ])
      let refused = try await sandbox.send("GET", "/api/v1/chains")
      #expect(refused.status == 401)
      let known = try await sandbox.get("/chains")
      #expect(known.data.array?.count == 6)
      #expect(known.data.array?.map { $0["confirmations"] } == [3, 10, 3, 3, 3, 1])
    }
  }
}
