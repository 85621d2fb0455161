import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct ReorganisationTests {
  private static func pay(
    _ sandbox: SandboxFixture, _ id: String, _ changes: [String: JSONValue] = [:]
  ) async throws -> WireResponse {
    var body: JSONObject = ["orderId": .string(id)]
    for (name, value) in changes { body[name] = value }
    return try await sandbox.pay(.object(body))
  }

  private static func deposit(
    _ sandbox: SandboxFixture, _ changes: [String: JSONValue] = [:]
  ) async throws -> WireResponse {
    var body: JSONObject = ["depositReference": "u", "amount": "7", "currency": "USDC", "chainId": "ethereum-sepolia"]
    for (name, value) in changes { body[name] = value }
    return try await sandbox.pay(.object(body))
  }

  @Test(arguments: [true, false])
  func transferTakenBackCountsNowhere(_ isConfirmed: Bool) async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let paid = try await Self.pay(sandbox, id, ["amount": "4", "confirmed": .bool(isConfirmed)])
      sandbox.clock.advance(minutes: 1)
      let taken = try await sandbox.control("POST", "/reorganisations", ["orderId": .string(id)])
      #expect(taken.status == 200)
      let transfer = taken.data["transfer"]
      #expect(transfer?["txHash"] == paid.data["transfer"]?["txHash"])
      #expect(transfer?["droppedAt"] == "2025-01-28T10:31:00.000Z")
      #expect(transfer?["confirmed"] == false && transfer?["confirmations"] == 0)
      #expect(transfer?["credited"] == false && transfer?["reason"] == "taken_back")
      let order = try await sandbox.get("/orders/\(id)")
      #expect(order.data == taken.data["order"])
      #expect([order["status"], order["receivedAmount"], order["confirmedAmount"]] == ["pending", "0", "0"])
      let status = try await sandbox.send("GET", "/api/order-status/\(id)")
      #expect(status.data["transferCount"] == 0 && status.data["currentConfirmations"] == 0)
      #expect(status.data["txHash"] == nil && status.data["transferStatus"] == nil)
      #expect(status.data["remainingAmount"] == "10.5")
      for path in ["/transfers", "/transfers/by-reference?orderId=\(id)"] {
        #expect(try await sandbox.get(path).data["transfers"] == [], "\(path)")
      }
      #expect(try await sandbox.get("/orders/stats").data["avgPaymentTimeSeconds"] == .null)
      #expect(try await sandbox.control("GET", "/state").data["transfers"] == 0)
    }
  }

  @Test func sameTransactionComesBackAsTheSameTransfer() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      let first = try await Self.pay(sandbox, id, ["txHash": "0xabc", "confirmations": 2])
      _ = try await sandbox.control("POST", "/reorganisations", ["txHash": "0xabc"])
      sandbox.clock.advance(minutes: 2)
      let second = try await Self.pay(sandbox, id, ["txHash": "0xabc", "confirmations": 1])
      #expect(second.status == 200)
      #expect(second.data["transfer"]?["transferId"] == first.data["transfer"]?["transferId"])
      #expect(second.data["transfer"]?["confirmations"] == 1)
      #expect(second.data["transfer"]?["detectedAt"] == "2025-01-28T10:32:00.000Z")
      #expect(second.data["transfer"]?["droppedAt"] == nil)
      #expect(second.data["order"]?["receivedAmount"] == "10.5")
      let last = try await Self.pay(sandbox, id, ["txHash": "0xabc"])
      #expect(last.data["order"]?["status"] == "completed")
      #expect(last.data["order"]?["txHash"] == "0xabc")
    }
  }

  @Test(arguments: ["completed", "expired"])
  func endedOrderIsFinal(_ end: String) async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      _ = try await Self.pay(sandbox, id, ["amount": "4"])
      _ = try await Self.pay(sandbox, id, ["confirmed": false, "txHash": "0xabc"])
      if end == "completed" { _ = try await Self.pay(sandbox, id, ["txHash": "0xabc"]) }
      sandbox.clock.advance(minutes: 15)
      let before = try await sandbox.get("/orders/\(id)").data
      #expect(before["status"]?.string == end)
      for body in [["orderId": .string(id)], ["txHash": "0xabc"], [:]] as [JSONValue] {
        let refused = try await sandbox.control("POST", "/reorganisations", body)
        #expect(refused.status == 409)
        #expect(refused.message?.hasPrefix("The order is \(end), which is final") == true, "\(refused.message ?? "")")
      }
      #expect(try await sandbox.get("/orders/\(id)").data == before)
    }
  }

  @Test func refusedTransferCanBeTakenBackAtAnyTime() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      _ = try await Self.pay(sandbox, id, ["kind": "wrong_token", "txHash": "0x1"])
      _ = try await Self.pay(sandbox, id)
      _ = try await Self.pay(sandbox, id, ["kind": "late", "amount": "1", "txHash": "0x2"])
      for hash in ["0x1", "0x2"] {
        let taken = try await sandbox.control("POST", "/reorganisations", ["txHash": .string(hash)])
        #expect(taken.status == 200)
        #expect(taken.data["order"]?["status"] == "completed")
      }
    }
  }

  @Test func transactionThatComesBackTooLateDoesNotCount() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      _ = try await Self.pay(sandbox, id, ["confirmed": false, "txHash": "0xabc"])
      _ = try await sandbox.control("POST", "/reorganisations", ["orderId": .string(id)])
      sandbox.clock.advance(minutes: 15)
      let late = try await Self.pay(sandbox, id, ["txHash": "0xabc"])
      #expect(late.data["transfer"]?["reason"] == "order_expired")
      #expect(late.data["order"]?["status"] == "expired")
      #expect(late.data["order"]?["receivedAmount"] == "0")
    }
  }

  @Test(arguments: Dialect.allCases)
  func depositTakenBackLowersTheTotals(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      _ = try await sandbox.bind("u")
      _ = try await Self.deposit(sandbox)
      _ = try await Self.deposit(sandbox, ["amount": "5", "txHash": "0xabc"])
      let taken = try await sandbox.control("POST", "/reorganisations", ["depositReference": "u"])
      #expect(taken.data["transfer"]?["txHash"] == "0xabc")
      #expect(taken.data["depositor"]?["totals"] == ["USDC": "7"])
      #expect(taken.data["depositor"]?["totalDeposits"] == 1)
      let rows = try await sandbox.get("/transfers").json
      #expect(rows["data"]?["transfers"]?.array?.count ?? rows["data"]?.array?.count == 1)
      let references = try await sandbox.get("/deposits/references").json
      let row = references["data"]?["references"]?.array?.first ?? references["data"]?.array?.first
      #expect(row?["totalDeposits"] == 1)
      if dialect == .documented {
        #expect(try await sandbox.get("/deposits").data["deposits"]?.array?.count == 1)
        #expect(try await sandbox.get("/deposits/stats").data["totalVolume"] == ["USDC": "7"])
      }
    }
  }

  /// The contract has no event for it, and ids of events do not repeat.
  @Test func eventsAreSentOnceHoweverOftenTheNetworkChangesItsMind() async throws {
    try await SandboxFixture.run { sandbox in
      try await sandbox.makeEndpoint()
      _ = try await sandbox.bind("u")
      for _ in 0..<2 {
        _ = try await Self.deposit(sandbox, ["txHash": "0xabc", "confirmed": false])
        _ = try await sandbox.control("POST", "/blocks", ["count": 3])
        #expect(try await sandbox.get("/deposits/references/u").data["totalDeposits"] == 1)
        _ = try await sandbox.control("POST", "/reorganisations")
        #expect(try await sandbox.get("/deposits/references/u").data["totalDeposits"] == 0)
      }
      #expect(try await sandbox.eventTypes() == ["deposit.pending", "deposit.confirmed"])
    }
  }

  @Test func depositThatComesBackAfterUnbindingIsNotCredited() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.bind("u")
      _ = try await Self.deposit(sandbox, ["txHash": "0xabc"])
      _ = try await sandbox.control("POST", "/reorganisations", ["depositReference": "u"])
      _ = try await sandbox.post("/deposits/unbind", ["depositReference": "u"])
      _ = try await sandbox.bind("u")
      let back = try await Self.deposit(sandbox, ["txHash": "0xabc"])
      #expect(back.status == 404)
      #expect(try await sandbox.get("/deposits").data["deposits"] == [])
    }
  }

  @Test func latestTransferIsTakenBackThenTheOneBefore() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      for (hash, index) in [("0x1", 0), ("0x1", 1)] {
        _ = try await Self.pay(
          sandbox, id, ["amount": "1", "txHash": .string(hash), "eventIndex": .number(JSONNumber(index))])
      }
      for index in [1, 0] {
        let taken = try await sandbox.control("POST", "/reorganisations", [:])
        #expect(taken.data["transfer"]?["eventIndex"]?.number?.integer == index)
      }
      let none = try await sandbox.control("POST", "/reorganisations", [:])
      #expect(none.status == 409)
      #expect(none.message == "The network took the transfer back before")
    }
  }

  @Test(arguments: [
    (#"{"orderId":"ord_0"}"#, 404, "Order not found"),
    (#"{"depositReference":"nobody"}"#, 404, "Deposit reference not found"),
    (#"{"txHash":"0xdead"}"#, 404, "Transaction not found"),
    (#"{"orderId":"ID"}"#, 409, "No transfer has arrived"),
    (#"{"depositReference":"u"}"#, 409, "No transfer has arrived"),
    (#"{"orderId":"ID","txHash":"0x1"}"#, 404, "Transaction not found"),
    (#"{"orderId":"ID","depositReference":"u"}"#, 400, "Give one of orderId and depositReference"),
    (#"{"txHash":"0x1","eventIndex":-1}"#, 400, "eventIndex must not be negative"),
  ])
  func impossibleReorganisationSaysWhy(_ body: String, _ status: Int, _ message: String) async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      _ = try await sandbox.bind("u")
      let refused = try await sandbox.control(
        "POST", "/reorganisations", try JSONParser.parse(body.replacing("ID", with: id)))
      #expect(refused.status == status)
      #expect(refused.message?.hasPrefix(message) == true, "\(refused.message ?? "")")
      #expect((refused.json["messageZh"] != nil) == (status == 409))
    }
  }

  /// A transaction is of one order or depositor: a request that names another one changes nothing.
  @Test(arguments: ["/reorganisations", "/blocks", "/payments"], [false, true])
  func transactionIsOnlyOfItsOwnReceiver(_ path: String, _ isTakenBack: Bool) async throws {
    try await SandboxFixture.run { sandbox in
      let ids = try await [sandbox.orderId("a"), sandbox.orderId("b")]
      _ = try await Self.pay(sandbox, ids[1], ["txHash": "0xb", "confirmed": false])
      for reference in ["u", "v"] { _ = try await sandbox.bind(reference) }
      _ = try await Self.deposit(sandbox, ["depositReference": "v", "txHash": "0xv", "confirmed": false])
      if isTakenBack {
        for hash in ["0xb", "0xv"] {
          _ = try await sandbox.control("POST", "/reorganisations", ["txHash": .string(hash)])
        }
      }
      let before = try await sandbox.control("GET", "/state").data["transfers"]
      let foreign: [(String, String, String, Int)] = [
        ("orderId", ids[0], "0xb", 409), ("orderId", "ord_nope", "0xb", 404), ("orderId", ids[0], "0xv", 409),
        ("depositReference", "u", "0xv", 409), ("depositReference", "nobody", "0xv", 404),
        ("depositReference", "v", "0xb", 409),
      ]
      for (name, receiver, hash, status) in foreign {
        let refused = try await sandbox.control(
          "POST", path, .object([name: .string(receiver), "txHash": .string(hash)]))
        #expect(refused.status == status, "\(name) \(receiver) \(hash): \(refused.json)")
      }
      #expect(try await sandbox.control("GET", "/state").data["transfers"] == before)
      #expect(try await sandbox.get("/orders/\(ids[1])")["receivedAmount"] == (isTakenBack ? "0" : "10.5"))
      guard path == "/payments" || !isTakenBack else { return }
      for (name, receiver, hash) in [("orderId", ids[1], "0xb"), ("depositReference", "v", "0xv")] {
        let own = try await sandbox.control("POST", path, .object([name: .string(receiver), "txHash": .string(hash)]))
        #expect(own.status == 200, "\(own.json)")
      }
    }
  }

  @Test func repeatedPaymentOfAnotherKeyIsNotFound() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      _ = try await Self.pay(sandbox, id, ["txHash": "0x1", "confirmed": false])
      let foreign = try await sandbox.control("POST", "/payments", ["txHash": "0x1"], key: "pk_other")
      #expect(foreign.status == 404)
      #expect(try await sandbox.get("/orders/\(id)")["status"] == "pending")
    }
  }

  @Test func keyLimitsTheControlToItsOwnTransfers() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      _ = try await Self.pay(sandbox, id, ["amount": "1", "txHash": "0x1"])
      let bodies: [JSONValue] = [["orderId": .string(id)], ["txHash": "0x1"], [:]]
      for (body, status) in zip(bodies, [404, 404, 409]) {
        let foreign = try await sandbox.control("POST", "/reorganisations", body, key: "pk_other")
        #expect(foreign.status == status)
      }
      let own = try await sandbox.control("POST", "/reorganisations", [:], key: "pk_test")
      #expect(own.status == 200)
    }
  }

  @Test(arguments: Dialect.allCases)
  func pageSaysThatTheNetworkTookItBack(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      let created = try await sandbox.createOrder()
      let id = try #require(created["orderId"])
      _ = try await Self.pay(sandbox, id, ["confirmed": false])
      let taken = try await sandbox.control("POST", "/reorganisations", ["orderId": .string(id)])
      #expect(taken.status == 200)
      let json = try await sandbox.send("GET", "/pay/order/\(id)/status").json
      #expect(json["texts"]?["headline"] == "A payment was taken back")
      #expect(json["texts"]?["seen"] == "0 USDC")
      #expect(json["texts"]?["step-confirmed"] == "3 confirmations")
      #expect(json["transfers"]?.array?.first?["state"] == "taken back by the network, does not count")
      let chinese = try await sandbox.send("GET", "/pay/order/\(id)/status?lang=zh").json
      #expect(chinese["transfers"]?.array?.first?["state"] == "已被网络撤回，不计入")
    }
  }
}

@Suite struct BlockProductionTests {
  @Test func eachBlockAddsAConfirmationUntilTheOrderCompletes() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      _ = try await sandbox.pay(["orderId": .string(id), "confirmed": false])
      for confirmations in 1...3 {
        let block = try await sandbox.control("POST", "/blocks", ["orderId": .string(id)])
        #expect(block.data["transfers"]?.array?.first?["confirmations"]?.number?.integer == confirmations)
        #expect(block.data["order"]?["status"]?.string == (confirmations == 3 ? "completed" : "pending"))
      }
      let after = try await sandbox.control("POST", "/blocks", ["orderId": .string(id)])
      #expect(after.status == 200)
      #expect(after.data["transfers"] == [])
    }
  }

  @Test func transfersOfOneBlockAreConfirmedTogether() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      for _ in 0..<2 {
        _ = try await sandbox.pay(["orderId": .string(id), "amount": "10.5", "confirmations": 1])
      }
      let blocks = try await sandbox.control("POST", "/blocks", ["count": 2])
      #expect(blocks.data["transfers"]?.array?.map { $0["confirmed"] == true } == [true, true])
      #expect(try await sandbox.get("/orders/\(id)")["confirmedAmount"] == "21")
    }
  }

  /// The service stops watching the chain once an order has ended, and takes no notice of what is refused or taken back.
  @Test func onlyTransfersThatAreWatchedGetConfirmations() async throws {
    try await SandboxFixture.run { sandbox in
      let ids = try await [sandbox.orderId("a"), sandbox.orderId("b")]
      _ = try await sandbox.pay(["orderId": .string(ids[0]), "confirmed": false])
      sandbox.clock.advance(minutes: 5)
      _ = try await sandbox.pay(["orderId": .string(ids[1]), "kind": "wrong_token", "confirmed": false])
      _ = try await sandbox.pay(["orderId": .string(ids[1]), "confirmed": false])
      _ = try await sandbox.control("POST", "/reorganisations", [:])
      let late = try await sandbox.orderId("c", ["paymentWindowMinutes": 60, "graceMinutes": 0])
      _ = try await sandbox.pay(["orderId": .string(late), "amount": "1", "confirmed": false])
      sandbox.clock.advance(minutes: 12)
      let block = try await sandbox.control("POST", "/blocks")
      #expect(block.data["transfers"]?.array?.map { $0["amount"] } == ["1"])
    }
  }

  @Test(arguments: [(#"{"count":0}"#, 400), (#"{"count":101}"#, 400), (#"{"orderId":"ord_0"}"#, 404)])
  func impossibleBlockIsRefused(_ body: String, _ status: Int) async throws {
    try await SandboxFixture.run { sandbox in
      let refused = try await sandbox.control("POST", "/blocks", try JSONParser.parse(body))
      #expect(refused.status == status)
    }
  }
}
