import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct ControlTests {
  /// Every control there is, with its placeholders filled in.
  private static let all = ControlRoutes.all.map { route in
    (
      "\(route.method)".uppercased(),
      "/" + route.template.dropFirst().map { $0.hasPrefix(":") ? "x" : $0 }.joined(separator: "/")
    )
  }

  @Test func everyControlIsUnderItsOwnPath() {
    #expect(ControlRoutes.all.allSatisfy { $0.template.first == "_sandbox" && $0.access == .control })
    for routes in Dialect.allCases.map(\.routes) {
      #expect(routes.count { $0.access == .control } == ControlRoutes.all.count)
    }
  }

  @Test(arguments: [nil, "", "guess"], Dialect.allCases)
  func controlWithoutItsTokenIsForbidden(_ token: String?, _ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      for (method, path) in Self.all {
        let refused = try await sandbox.control(method, path, [:], token: token, key: "pk_test")
        #expect(refused.status == 403, "\(method) \(path)")
        #expect(refused.error == "Forbidden", "\(method) \(path)")
      }
    }
  }

  @Test func controlForAnotherHostIsRefused() async throws {
    try await SandboxFixture.run { sandbox in
      for (method, path) in Self.all {
        let request = """
          \(method) /_sandbox\(path) HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\
          X-Sandbox-Token: \(SandboxFixture.controlToken)\r\nContent-Length: 0\r\n\r\n
          """
        let bytes = try await Wire.exchange(Array(request.utf8), port: sandbox.server.port)
        #expect(try WireResponse.parse(bytes).response.status == 421, "\(method) \(path)")
      }
    }
  }

  /// A misspelt `amount` would be the payment of a whole order.
  @Test func unknownMemberIsRefusedByEveryControl() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      for (method, path) in Self.all where method == "POST" {
        let refused = try await sandbox.control(method, path, ["amuont": "4", "orderId": .string(id)])
        #expect(refused.status == 400, "\(path)")
        #expect(refused.message?.hasPrefix("amuont is unknown: ") == true, "\(path)")
      }
      #expect(try await sandbox.get("/orders/\(id)").data["receivedAmount"] == "0")
    }
  }

  // MARK: Pool

  private static func pool(_ sandbox: SandboxFixture) async throws -> JSONValue? {
    try await sandbox.control("GET", "/state").data["pool"]
  }

  private static func counts(
    _ total: Int, available: Int = 0, allocated: Int = 0, bound: Int = 0, cooling: Int = 0, archived: Int = 0
  ) -> JSONValue {
    [
      "total": .number(JSONNumber(total)), "available": .number(JSONNumber(available)),
      "allocated": .number(JSONNumber(allocated)), "bound": .number(JSONNumber(bound)),
      "coolingDown": .number(JSONNumber(cooling)), "archived": .number(JSONNumber(archived)),
    ]
  }

  @Test func drainedPoolGivesNothingUntilItIsRefilled() async throws {
    try await SandboxFixture.run(poolSize: 4) { sandbox in
      let kept = try await sandbox.orderId("kept")
      _ = try await sandbox.bind("u")
      let ended = try await sandbox.orderId("ended")
      _ = try await sandbox.pay(["orderId": .string(ended)])
      let before = try await Self.pool(sandbox)
      #expect(before?["evm"] == Self.counts(4, available: 1, allocated: 1, bound: 1, cooling: 1))
      let drained = try await sandbox.control("POST", "/pool/drain")
      #expect(drained.data["evm"] == Self.counts(4, allocated: 1, bound: 1, archived: 2))
      #expect(drained.data["tron"] == Self.counts(4, archived: 4))
      let refused = try await sandbox.createOrder("none")
      #expect(refused.error == "InsufficientAddresses")
      let refilled = try await sandbox.control("POST", "/pool/refill")
      #expect(refilled.data["evm"] == before?["evm"])
      let paid = try await sandbox.pay(["orderId": .string(kept)])
      #expect(paid.data["order"]?["status"] == "completed")
      let next = try await sandbox.createOrder("some")
      #expect(next.status == 201)
    }
  }

  @Test func drainingLeavesWhatIsAskedForAndTheOtherFamilies() async throws {
    try await SandboxFixture.run(poolSize: 5) { sandbox in
      let drained = try await sandbox.control("POST", "/pool/drain", ["protocol": "evm", "leave": 2])
      #expect(drained.data["evm"] == Self.counts(5, available: 2, archived: 3))
      #expect(drained.data["tron"] == Self.counts(5, available: 5))
      let statuses = [
        try await sandbox.createOrder("a").status, try await sandbox.createOrder("b").status,
        try await sandbox.createOrder("c").status,
      ]
      #expect(statuses == [201, 201, 409])
    }
  }

  @Test(arguments: [#"{"protocol":"bitcoin"}"#, #"{"leave":-1}"#, #"{"leave":"2"}"#])
  func impossibleDrainIsRefused(_ body: String) async throws {
    try await SandboxFixture.run { sandbox in
      let refused = try await sandbox.control("POST", "/pool/drain", try JSONParser.parse(body))
      #expect(refused.status == 400)
    }
  }

  // MARK: State and reset

  @Test func stateCountsWhatThereIs() async throws {
    try await SandboxFixture.run { sandbox in
      let paid = try await sandbox.orderId("paid")
      _ = try await sandbox.pay(["orderId": .string(paid)])
      _ = try await sandbox.orderId("pending")
      _ = try await sandbox.with(key: "pk_other").orderId("of another")
      _ = try await sandbox.bind("u")
      _ = try await sandbox.control("POST", "/faults", ["route": "*", "kind": "hang"])
      let state = try await sandbox.control("GET", "/state").data
      #expect(state["orders"] == ["pending": 2, "completed": 1, "expired": 0])
      #expect(state["transfers"] == 1)
      #expect(state["bindings"] == 1)
      #expect(state["paymentLinks"] == ["draft": 0, "published": 0])
      #expect(state["clock"]?["time"] == "2025-01-28T10:30:00.000Z")
      #expect(state["faults"]?.array?.count == 1)
    }
  }

  @Test func resetSandboxStartsAgainAsItDid() async throws {
    try await SandboxFixture.run { sandbox in
      let first = try await sandbox.createOrder("first")
      _ = try await sandbox.pay(["orderId": .string(first["orderId"] ?? "")])
      _ = try await sandbox.with(key: "pk_other").createOrder("of another")
      _ = try await sandbox.bind("u")
      _ = try await sandbox.moveClock(["advanceMinutes": 60])
      _ = try await sandbox.control("POST", "/faults", ["route": "POST *", "kind": "hang"])
      _ = try await sandbox.control("POST", "/pool/drain")
      let reset = try await sandbox.control("POST", "/reset")
      #expect(reset.status == 200)
      let removed = reset.data
      #expect(removed["orders"] == 2 && removed["transfers"] == 1 && removed["bindings"] == 1)
      #expect(removed["faults"] == 1 && removed["paymentLinks"] == 0)
      #expect(reset["time"] == "2025-01-28T10:30:00.000Z")
      let state = try await sandbox.control("GET", "/state").data
      #expect(state["pool"]?["evm"] == Self.counts(20, available: 20))
      #expect(state["clock"]?["aheadSeconds"] == 0)
      let again = try await sandbox.createOrder("first")
      for field in ["orderId", "address", "createdAt"] { #expect(again[field] == first[field], "\(field)") }
    }
  }

  @Test func resetIsForEveryServerOnTheFile() async throws {
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: "\(folder)/sandbox.sqlite")
      try await SandboxFixture.run(database: file) { one in
        try await SandboxFixture.run(database: file) { other in
          let id = try await one.orderId()
          _ = try await one.moveClock(["advanceMinutes": 5])
          let missing = try await other.control("POST", "/reset")
          #expect(missing.data["orders"] == 1)
          let read = try await one.get("/orders/\(id)")
          #expect(read.status == 404)
          let time = try await one.time()
          #expect(time == "2025-01-28T10:30:00.000Z")
        }
      }
    }
  }
}
