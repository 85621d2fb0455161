import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct DepositRoutesTests {
  @Test func boundAddressWatchesEveryChainOfItsFamily() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.bind("user_456")
      #expect(response.status == 201)
      #expect(response.json["success"] == true)
      #expect(response["depositReference"] == "user_456")
      #expect(response["protocol"] == "evm")
      #expect(response["address"]?.wholeMatch(of: /0x[0-9a-f]{40}/) != nil)
      #expect(
        response.data["monitoredChains"] == ["ethereum-sepolia", "polygon-amoy", "arbitrum-sepolia", "xlayer-testnet"])
      #expect(response["createdAt"] == "2025-01-28T10:30:00.000Z")
    }
  }

  @Test func secondBindingOfAReferenceIsTheFirst() async throws {
    try await SandboxFixture.run { sandbox in
      let first = try await sandbox.bind("u", ["metadata": ["name": "john_doe"]])
      sandbox.clock.advance(minutes: 5)
      let second = try await sandbox.bind("u", ["metadata": ["name": "other"]])
      #expect(second.status == 200)
      #expect(second.data == first.data)
      #expect(second.data["metadata"] == ["name": "john_doe"])
    }
  }

  @Test func eachFamilyAndEachReferenceHasItsOwnAddress() async throws {
    try await SandboxFixture.run { sandbox in
      let (evm, tron) = (try await sandbox.bind("u"), try await sandbox.bind("u", ["protocol": "tron"]))
      #expect(tron["address"]?.wholeMatch(of: /T[1-9A-HJ-NP-Za-km-z]{33}/) != nil)
      #expect(tron.data["monitoredChains"] == ["tron-nile"])
      let other = try await sandbox.bind("v")
      let foreign = try await sandbox.with(key: "pk_other").bind("u")
      #expect(Set([evm, tron, other, foreign].compactMap { $0["address"] }).count == 4)
    }
  }

  @Test func emptyPoolIsInsufficientAddresses() async throws {
    try await SandboxFixture.run(poolSize: 1) { sandbox in
      _ = try await sandbox.orderId()
      let response = try await sandbox.bind("u")
      #expect(response.status == 409)
      #expect(response.error == "InsufficientAddresses")
      #expect(response.message == "No available addresses in pool for protocol: evm")
      let unknown = try await sandbox.get("/deposits/references/u")
      #expect(unknown.status == 404)
    }
  }

  @Test(arguments: [
    ("bind", #"{}"#, "Required fields: depositReference, protocol"),
    ("bind", #"{"depositReference":" ","protocol":"evm"}"#, "Required fields: depositReference"),
    ("bind", #"{"depositReference":"u","protocol":"solana"}"#, "protocol must be one of evm, tron"),
    ("bind", #"{"depositReference":"u","protocol":"EVM"}"#, "protocol must be one of evm, tron"),
    ("bind", #"{"depositReference":7,"protocol":"evm"}"#, "depositReference must be a string"),
    ("bind", #"{"depositReference":"u","protocol":"evm","metadata":"x"}"#, "metadata must be an object"),
    ("unbind", #"{}"#, "Required fields: depositReference"),
    ("unbind", #"{"depositReference":"u","protocol":"doge"}"#, "protocol must be one of evm, tron"),
  ])
  func badFieldsAreNamed(_ route: String, _ body: String, _ message: String) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.post("/deposits/\(route)", text: body)
      #expect(response.status == 400)
      #expect(response.error == "ValidationError")
      #expect(response.message == message)
    }
  }

  @Test func unboundReferenceIsNotFoundAndGetsAnotherAddressLater() async throws {
    try await SandboxFixture.run(poolSize: 2) { sandbox in
      let first = try await sandbox.bind("u")
      let unbound = try await sandbox.post("/deposits/unbind", ["depositReference": "u"])
      #expect(unbound.status == 200)
      #expect(unbound.json["success"] == true)
      #expect(unbound.data["unboundAddresses"]?.array?.map(\.string) == [first["address"]])
      let read = try await sandbox.get("/deposits/references/u")
      #expect(read.status == 404)
      let late = try await sandbox.pay(["depositReference": "u", "amount": "1"])
      #expect(late.status == 404)
      let again = try await sandbox.bind("u")
      #expect(again.status == 201)
      #expect(again["address"] != first["address"])
    }
  }

  @Test func unboundAddressRestsBeforeOthersGetIt() async throws {
    try await SandboxFixture.run(poolSize: 1) { sandbox in
      let first = try await sandbox.bind("u")
      _ = try await sandbox.post("/deposits/unbind", ["depositReference": "u"])
      sandbox.clock.advance(minutes: 29)
      let early = try await sandbox.bind("v")
      #expect(early.error == "InsufficientAddresses")
      sandbox.clock.advance(minutes: 1)
      let later = try await sandbox.bind("v")
      #expect(later["address"] == first["address"])
    }
  }

  @Test func unbindingSucceedsWhereNothingIsBound() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.post("/deposits/unbind", ["depositReference": "nobody"])
      #expect(response.status == 200)
      #expect(response.json["success"] == true)
    }
  }

  @Test func unbindingTakesAllFamiliesOrTheOneNamed() async throws {
    try await SandboxFixture.run { sandbox in
      for family in ["evm", "tron"] { _ = try await sandbox.bind("u", ["protocol": .string(family)]) }
      _ = try await sandbox.post("/deposits/unbind", ["depositReference": "u", "protocol": "evm"])
      let left = try await sandbox.get("/deposits/references/u")
      #expect(left["protocol"] == "tron")
      _ = try await sandbox.bind("u")
      _ = try await sandbox.post("/deposits/unbind", ["depositReference": "u"])
      let missing = try await sandbox.get("/deposits/references/u")
      #expect(missing.status == 404)
    }
  }

  @Test func foreignReferenceIsNotUnbound() async throws {
    try await SandboxFixture.run { sandbox in
      let mine = try await sandbox.bind("u")
      _ = try await sandbox.with(key: "pk_other").post("/deposits/unbind", ["depositReference": "u"])
      let read = try await sandbox.get("/deposits/references/u")
      #expect(read["address"] == mine["address"])
    }
  }

  @Test func newReferenceHasNoDeposits() async throws {
    try await SandboxFixture.run { sandbox in
      let bound = try await sandbox.bind("user_456")
      let read = try await sandbox.get("/deposits/references/user_456")
      #expect(read.status == 200)
      #expect(read["depositReference"] == "user_456")
      #expect(read["address"] == bound["address"])
      #expect(read["protocol"] == "evm")
      #expect(read.data["totalDeposits"] == 0)
      #expect(read["totalAmount"] == "0")
      #expect(read["boundAt"] == "2025-01-28T10:30:00.000Z")
    }
  }

  @Test func onlyConfirmedDepositsAreInTheTotal() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.bind("u")
      for amount in ["10.1", "0.2"] {
        _ = try await sandbox.pay(["depositReference": "u", "amount": .string(amount)])
      }
      _ = try await sandbox.pay(["depositReference": "u", "amount": "5", "confirmed": false])
      let read = try await sandbox.get("/deposits/references/u")
      #expect(read.data["totalDeposits"] == 2)
      #expect(read["totalAmount"] == "10.3")
    }
  }

  @Test func sumIsOverAllTokensAndBesideItByToken() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.bind("u")
      for (amount, currency) in [("1", "USDC"), ("2.5", "USDT"), ("0.5", "USDC")] {
        _ = try await sandbox.pay([
          "depositReference": "u", "amount": .string(amount), "currency": .string(currency),
          "chainId": "ethereum-sepolia",
        ])
      }
      let read = try await sandbox.get("/deposits/references/u")
      #expect(read.data["totalDeposits"] == 3)
      #expect(read["totalAmount"] == "4")
      #expect(read.data["totals"] == ["USDC": "1.5", "USDT": "2.5"])
    }
  }

  @Test func unknownReferenceIsNotFound() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.with(key: "pk_other").bind("u")
      let response = try await sandbox.get("/deposits/references/u")
      #expect(response.status == 404)
      #expect(response.json == ["success": false, "error": "NotFound", "message": "Deposit reference not found"])
    }
  }
}

extension SandboxFixture {
  func bind(_ reference: String, _ changes: [String: JSONValue] = [:]) async throws -> WireResponse {
    var body: JSONObject = ["depositReference": .string(reference), "protocol": "evm"]
    for (name, value) in changes { body[name] = value }
    return try await post("/deposits/bind", .object(body))
  }
}
