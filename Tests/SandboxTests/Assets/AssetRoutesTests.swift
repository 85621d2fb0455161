import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct AssetRoutesTests {
  private static let tether: JSONValue = [
    "symbol": "USDT", "name": "USDT", "decimals": 6,
    "chains": [["chainId": "tron-nile", "contractAddress": "TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf"]],
  ]

  @Test(arguments: ["/api/tokens", "/api/v1/tokens"])
  func tokensAreListedWithAndWithoutAKey(_ path: String) async throws {
    try await SandboxFixture.run { sandbox in
      let tron = try await sandbox.send("GET", path + "?protocol=tron")
      #expect(tron.data == ["tokens": [Self.tether], "total": 1])
      let all = try await sandbox.send("GET", path)
      #expect(all.data["total"] == 4)
      let amoy = try await sandbox.send("GET", path + "?chainId=polygon-amoy")
      #expect(amoy.data["tokens"]?.array?.map { $0["symbol"] } == ["USDC", "DAI"])
      let unknown = try await sandbox.send("GET", path + "?chainId=base")
      #expect(unknown.data == ["tokens": [], "total": 0])
      let bad = try await sandbox.send("GET", path + "?protocol=bitcoin")
      #expect(bad.status == 400)
    }
  }

  @Test func chainsAreTheSameWithAndWithoutAKey() async throws {
    try await SandboxFixture.run { sandbox in
      let open = try await sandbox.send("GET", "/api/chains?protocol=tron")
      #expect(
        open.data == [
          "chains": [
            [
              "chainId": "tron-nile", "name": "Tron Nile Testnet", "protocol": "tron", "network": "testnet",
              "confirmations": 3, "explorerUrl": "https://nile.tronscan.org", "tokens": ["USDT"],
            ]
          ], "total": 1,
        ])
      let refused = try await sandbox.send("GET", "/api/v1/chains")
      #expect(refused.status == 401)
      let known = try await sandbox.get("/chains")
      #expect(known.data["chains"]?.array?.map { $0["confirmations"] } == [3, 10, 3, 3, 3, 1])
    }
  }

  @Test func chainIsReadByItsId() async throws {
    try await SandboxFixture.run { sandbox in
      let open = try await sandbox.send("GET", "/api/chains/solana-devnet")
      let known = try await sandbox.get("/chains/solana-devnet")
      #expect(open["name"] == "Solana Devnet")
      #expect(open.data == known.data)
      let unknown = try await sandbox.get("/chains/base")
      #expect(unknown.status == 404)
      #expect(unknown.message == "Chain not found")
    }
  }

  @Test func publishedChainIsReadUnderTwoNames() async throws {
    try await SandboxFixture.run(dialect: .published) { sandbox in
      let open = try await sandbox.send("GET", "/api/chains/solana-devnet")
      #expect(open.json["chain"]?["name"] == "Solana Devnet")
      let known = try await sandbox.get("/chains/solana-devnet")
      #expect(known["name"] == "Solana Devnet")
      #expect(known.data["confirmations"] == 1)
      #expect(known.data["syncStatus"] == .null)
      let unknown = try await sandbox.send("GET", "/api/chains/base")
      #expect(unknown.status == 404)
      #expect(unknown.json == ["success": false, "error": "Chain not found"])
      let refused = try await sandbox.get("/chains/base")
      #expect(refused.status == 404)
      #expect(refused.message == #"Chain "base" not found in configuration"#)
    }
  }

  @Test(arguments: Dialect.allCases)
  func boundAddressAcceptsTheTokensOfItsFamily(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      _ = try await sandbox.bind("u", ["protocol": "tron"])
      let path = "/api/tokens/deposit/\(sandbox.address(.tron, 0))/available"
      let response = try await sandbox.send("GET", path)
      #expect(response.status == 200)
      let body = dialect == .documented ? response.data : response.json
      #expect(body["address"]?.string == sandbox.address(.tron, 0))
      #expect(body["protocol"] == "tron")
      #expect(body["tokens"] == [Self.tether])
      #expect(body["total"] == 1)
      #expect(body["depositReference"] == (dialect == .documented ? nil : "u"))
      _ = try await sandbox.post("/deposits/unbind", ["depositReference": "u"])
      let missing = try await sandbox.send("GET", path)
      #expect(missing.status == 404)
    }
  }
}
