import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct DepositReferenceRoutesTests {
  private func run(_ body: (SandboxFixture) async throws -> Void) async throws {
    try await SandboxFixture.run { sandbox in
      for (reference, family) in [("user_1", "evm"), ("user_1", "tron"), ("other", "evm")] {
        _ = try await sandbox.bind(reference, ["protocol": .string(family)])
      }
      sandbox.clock.advance(minutes: 1)
      for (amount, currency, isConfirmed) in [("1.5", "USDC", true), ("2", "USDT", true), ("4", "USDT", false)] {
        _ = try await sandbox.pay([
          "depositReference": "user_1", "amount": .string(amount), "currency": .string(currency),
          "chainId": "ethereum-sepolia", "confirmed": .bool(isConfirmed),
        ])
      }
      try await body(sandbox)
    }
  }

  @Test func referencesAreListedWithSumsByToken() async throws {
    try await run { sandbox in
      let list = try await sandbox.get("/deposits/references")
      #expect(
        list.data["references"] == [
          [
            "depositReference": "other", "protocols": ["evm"], "addressCount": 1, "totalDeposits": 0,
            "pendingDeposits": 0, "totalAmount": "0", "totals": [:],
          ],
          [
            "depositReference": "user_1", "protocols": ["evm", "tron"], "addressCount": 2, "totalDeposits": 2,
            "pendingDeposits": 1, "totalAmount": "3.5", "totals": ["USDC": "1.5", "USDT": "2"],
            "lastDepositAt": "2025-01-28T10:31:00.000Z",
          ],
        ])
      #expect(list.data["pagination"] == ["page": 1, "limit": 20, "total": 2, "totalPages": 1])
      let found = try await sandbox.get("/deposits/references?search=USER&limit=1")
      #expect(found.data["references"]?.array?.map { $0["depositReference"] } == ["user_1"])
      let foreign = try await sandbox.with(key: "pk_other").get("/deposits/references")
      #expect(foreign.data["references"] == [])
    }
  }

  @Test func statisticsCountWhatIsBoundAndWhatCame() async throws {
    try await run { sandbox in
      _ = try await sandbox.post("/deposits/unbind", ["depositReference": "user_1", "protocol": "evm"])
      let response = try await sandbox.get("/deposits/stats")
      #expect(
        response.data == [
          "boundAddressCount": 2, "activeReferences": 2, "totalDeposits": 2, "pendingDeposits": 1,
          "totalVolume": ["USDC": "1.5", "USDT": "2"],
        ])
    }
  }

  /// Unlike in the service's code, where such a name is taken for the route.
  @Test(arguments: ["stats", "references", "bind", "a/b"])
  func depositorOfAnyNameIsFound(_ name: String) async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.bind(name)
      let response = try await sandbox.get("/deposits/references/\(name.replacing("/", with: "%2F"))")
      #expect(response["depositReference"] == name)
    }
  }
}
