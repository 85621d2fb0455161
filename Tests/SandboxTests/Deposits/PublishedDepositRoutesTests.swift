import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PublishedDepositRoutesTests {
  private func run(poolSize: Int = 20, _ body: (SandboxFixture) async throws -> Void) async throws {
    try await SandboxFixture.run(poolSize: poolSize, dialect: .published, body)
  }

  @Test func boundAddressComesWithItsTargets() async throws {
    try await run { sandbox in
      let response = try await sandbox.bind("u", ["protocol": "tron", "metadata": ["a": 1]])
      #expect(response.status == 201)
      #expect(
        response.data.object?.members.map(\.name) == [
          "depositReference", "protocol", "depositAddress", "monitoringTargets", "bindingCreatedAt", "url",
        ])
      #expect(
        response.data["monitoringTargets"] == [
          ["chain": "tron-nile", "token": "USDT", "contract": "TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf"]
        ])
      #expect(response["bindingCreatedAt"] == "2025-01-28T10:30:00.000Z")
      sandbox.clock.advance(minutes: 1)
      let again = try await sandbox.bind("u", ["protocol": "tron"])
      #expect(again.status == 201)
      #expect(again.data == response.data)
    }
  }

  @Test(arguments: [
    ("bind", #"{"depositReference":"u"}"#, 400, "DEPOSIT_VALIDATION_FAILED"),
    ("bind", #"{"depositReference":7,"protocol":"evm"}"#, 400, "DEPOSIT_VALIDATION_FAILED"),
    ("bind", #"{"depositReference":"u","protocol":"solana"}"#, 400, "DEPOSIT_PROTOCOL_UNSUPPORTED"),
    ("unbind", #"{}"#, 400, "DEPOSIT_UNBIND_INVALID_PAYLOAD"),
    ("unbind", #"{"address":"0x1"}"#, 400, "DEPOSIT_UNBIND_INVALID_PAYLOAD"),
    ("unbind", #"{"address":"0x1","protocol":"evm"}"#, 500, "DEPOSIT_UNBIND_FAILED"),
  ])
  func refusalHasACode(_ route: String, _ body: String, _ status: Int, _ code: String) async throws {
    try await run { sandbox in
      let response = try await sandbox.post("/deposits/\(route)", text: body)
      #expect(response.status == status)
      #expect(response.json["success"] == false)
      #expect(response.json["code"]?.string == code)
      #expect(response.json["suggestions"]?.array != nil)
    }
  }

  @Test func emptyPoolIsAFailureOfTheService() async throws {
    try await run(poolSize: 1) { sandbox in
      _ = try await sandbox.bind("first")
      let response = try await sandbox.bind("second")
      #expect(response.status == 500)
      #expect(response.json["code"] == "DEPOSIT_BIND_FAILED")
      #expect(response.message?.contains("No available evm addresses") == true)
    }
  }

  @Test(arguments: [
    #"{"depositReference":"u"}"#, #"{"depositReference":"u","protocol":"evm"}"#,
    #"{"address":"ADDRESS","protocol":"evm"}"#,
  ])
  func unbindingIsAnsweredWithoutData(_ body: String) async throws {
    try await run { sandbox in
      let address = try await sandbox.bind("u")["depositAddress"] ?? ""
      let response = try await sandbox.post(
        "/deposits/unbind", text: body.replacing("ADDRESS", with: address))
      #expect(response.status == 200)
      #expect(response.json.object?.members.map(\.name) == ["success", "message"])
      let missing = try await sandbox.get("/deposits/u")
      #expect(missing.status == 404)
    }
  }

  @Test func unbindingANameThatIsNotBoundSucceeds() async throws {
    try await run { sandbox in
      let response = try await sandbox.post("/deposits/unbind", ["depositReference": "nobody"])
      #expect(response.json["success"] == true)
    }
  }

  @Test func referenceIsReadAsThePoolsRow() async throws {
    try await run { sandbox in
      let bound = try await sandbox.bind("a/b")
      _ = try await sandbox.bind("a/b", ["protocol": "tron"])
      let row = try await sandbox.get("/deposits/a%2Fb")
      #expect(
        row.data.object?.members.map(\.name) == [
          "address", "organization_id", "derivation_index", "protocol", "state", "order_id", "deposit_reference",
          "allocated_at", "recycled_at", "cooldown_until", "master_public_key", "created_at", "url",
        ])
      #expect(row["address"] == bound["depositAddress"])
      #expect(row["protocol"] == "evm")
      #expect(row["state"] == "bound")
      #expect(row["deposit_reference"] == "a/b")
      #expect(row["master_public_key"]?.hasPrefix("xpub") == true)
      let tron = try await sandbox.get("/deposits/a%2Fb?protocol=tron")
      #expect(tron["address"]?.hasPrefix("T") == true)
      let unknown = try await sandbox.get("/deposits/nobody")
      #expect(unknown.status == 404)
      #expect(unknown.json["code"] == "DEPOSIT_ADDRESS_NOT_FOUND")
    }
  }

  @Test func listOfDepositsIsOneOfAddresses() async throws {
    try await run { sandbox in
      for reference in ["u", "v"] { _ = try await sandbox.bind(reference) }
      _ = try await sandbox.bind("u", ["protocol": "tron"])
      _ = try await sandbox.pay(["depositReference": "v", "amount": "1"])
      let all = try await sandbox.get("/deposits?status=pending&chainId=tron-nile&currency=DAI&limit=2")
      #expect(all.data.array?.map { $0["deposit_reference"] } == ["u", "v"])
      #expect(all.json["pagination"] == ["page": 1, "limit": 2, "total": 3, "totalPages": 2])
      let own = try await sandbox.get("/deposits?depositReference=u&protocol=evm")
      #expect(own.data.array?.map { $0["protocol"] } == ["evm"])
    }
  }

  @Test func referencesAreListedWithSumsByToken() async throws {
    try await run { sandbox in
      for (reference, family) in [("user_1", "evm"), ("user_1", "tron"), ("other", "evm")] {
        _ = try await sandbox.bind(reference, ["protocol": .string(family)])
      }
      sandbox.clock.advance(minutes: 1)
      for (amount, currency) in [("1.5", "USDC"), ("2", "USDT")] {
        _ = try await sandbox.pay([
          "depositReference": "user_1", "amount": .string(amount), "currency": .string(currency),
          "chainId": "ethereum-sepolia",
        ])
      }
      let list = try await sandbox.get("/deposits/references?search=USER")
      #expect(
        list.data == [
          [
            "depositReference": "user_1", "protocols": ["evm", "tron"], "addressCount": 2, "totalDeposits": 2,
            "totalAmount": ["USDC": "1.500000", "USDT": "2.000000"], "lastDepositAt": "2025-01-28T10:31:00.000Z",
          ]
        ])
      #expect(list.json["pagination"]?["total"] == 1)
    }
  }

  /// The route wins over the name.
  @Test func depositorCalledStatsCannotBeRead() async throws {
    try await run { sandbox in
      _ = try await sandbox.bind("stats")
      let response = try await sandbox.get("/deposits/stats")
      #expect(response.data["boundAddressCount"] == 1)
      #expect(response.data["activeReferences"] == 1)
      #expect(response.data["deposit_reference"] == nil)
    }
  }
}
