import JSON
import MCP
import PayIn
import PayInTools
import Sandbox
import Testing

/// The sandbox's own tools, and what the others then say.
@Suite struct SandboxToolTests {
  private static let order: JSONObject = [
    "orderReference": "order_1", "amount": "10.50", "currency": "USDC", "chainId": "ethereum-sepolia",
  ]

  private static func orderId(_ tools: ToolBench, _ reference: String = "order_1") async throws -> JSONValue {
    var arguments = order
    arguments["orderReference"] = .string(reference)
    return try #require(try await tools.succeed("create_order", arguments)["orderId"])
  }

  // MARK: Payments

  @Test(
    arguments: [
      ("exact", "10.5", true, nil, "completed"), ("partial", "5.25", true, nil, "pending"),
      ("over", "11.55", true, nil, "completed"), ("wrong_token", "10.5", false, "wrong_token", "pending"),
      ("wrong_chain", "10.5", false, "wrong_chain", "pending"), ("late", "10.5", false, "order_expired", "expired"),
    ] as [(String, String, Bool, String?, String)])
  func paymentIsOfItsKind(
    _ kind: String, _ amount: String, _ isCredited: Bool, _ reason: String?, _ status: String
  ) async throws {
    try await ToolBench.run { tools in
      let id = try await Self.orderId(tools)
      let paid = try await tools.succeed("simulate_payment", ["orderId": id, "kind": .string(kind)])
      #expect(paid["amount"]?.string == amount)
      #expect(paid["credited"] == .bool(isCredited))
      #expect(paid["reason"]?.string == reason)
      #expect(paid["order"]?["status"]?.string == status)
      #expect((paid["clockMovedTo"] != nil) == (kind == "late"))
      let order = try await tools.succeed("get_order", ["orderId": id])
      #expect(order["status"]?.string == status)
    }
  }

  @Test func confirmationsAreAddedByTheSameHash() async throws {
    try await ToolBench.run { tools in
      let id = try await Self.orderId(tools)
      var steps: [JSONValue?] = []
      for count in [0, 2, 3] {
        let paid = try await tools.succeed(
          "simulate_payment", ["orderId": id, "txHash": "0xabc", "confirmations": .number(JSONNumber(count))])
        #expect(paid["confirmations"] == .number(JSONNumber(count)))
        steps.append(paid["order"]?["status"])
      }
      #expect(steps == ["pending", "pending", "completed"])
    }
  }

  // MARK: Clock

  @Test func orderExpiresWhenTheClockIsMoved() async throws {
    try await ToolBench.run { tools in
      let id = try await Self.orderId(tools)
      let moved = try await tools.succeed("advance_clock", ["advanceMinutes": 15])
      #expect(moved["time"] == "2025-01-28T10:45:00.000Z")
      #expect(moved["endedOrders"] == 1)
      let order = try await tools.succeed("get_order", ["orderId": id])
      #expect(order["status"] == "expired")
    }
  }

  @Test func everythingWorksTenYearsAhead() async throws {
    try await ToolBench.run { tools in
      _ = try await tools.succeed("list_assets")
      _ = try await tools.succeed("advance_clock", ["to": "2035-01-28T00:00:00Z"])
      let back = try await tools.call("advance_clock", ["to": "2034-01-28T00:00:00Z"])
      #expect(back.object["code"] == "rejected")
      let order = try await tools.succeed("create_order", Self.order)
      #expect(order["createdAt"] == "2035-01-28T00:00:00.000Z")
      #expect(order["warnings"] == nil)
      let replayed = try await tools.succeed("create_order", Self.order)
      #expect(replayed["outcome"] == "replayed")
      let paid = try await tools.succeed("simulate_payment", ["orderId": try #require(order["orderId"])])
      #expect(paid["order"]?["status"] == "completed")
      for tool in ["get_status", "list_orders", "list_deposits", "list_assets"] { _ = try await tools.succeed(tool) }
    }
  }

  @Test(arguments: [[:], ["advanceSeconds": 1, "advanceMinutes": 1]] as [JSONObject])
  func clockTakesOneMove(_ arguments: JSONObject) async throws {
    try await ToolBench.run { tools in
      let refused = try await tools.call("advance_clock", arguments)
      #expect(refused.object["code"] == "invalid_arguments")
    }
  }

  // MARK: Faults

  struct Row: Sendable, CustomTestStringConvertible {
    let fault: JSONObject
    /// `ok`, or the code of the failure.
    let code: String
    let outcome: String
    /// With the reference, in the end.
    let orders: Int

    init(_ fault: JSONObject, _ code: String, _ outcome: String, orders: Int = 0) {
      (self.fault, self.code, self.outcome, self.orders) = (fault, code, outcome, orders)
    }

    var testDescription: String { "\(JSONValue.object(fault))" }

    /// Whether the call lasts as long as it may.
    var isEndedByTheLimit: Bool { fault["kind"] == "hang" || fault["delayMilliseconds"] == 600_000 }
  }

  @Test(arguments: [
    Row(["kind": "status", "status": 400], "rejected", "rejected"),
    Row(["kind": "status", "status": 401], "unauthorized", "rejected"),
    Row(["kind": "status", "status": 403], "forbidden", "rejected"),
    Row(["kind": "status", "status": 404], "not_found", "rejected"),
    Row(["kind": "status", "status": 409], "conflict", "rejected"),
    Row(["kind": "status", "status": 429, "retryAfterSeconds": 7], "rate_limited", "rejected"),
    Row(["kind": "status", "status": 500], "outcome_unknown", "unknown"),
    Row(["kind": "status", "status": 503], "outcome_unknown", "unknown"),
    Row(["kind": "success_false"], "rejected", "rejected"),
    Row(["kind": "reset_before"], "outcome_unknown", "unknown"),
    Row(["kind": "hang"], "outcome_unknown", "unknown"),
    Row(["kind": "reset_after"], "ok", "reconciled", orders: 1),
    Row(["kind": "truncated_body"], "ok", "reconciled", orders: 1),
    Row(["kind": "not_json"], "ok", "reconciled", orders: 1),
    Row(["kind": "empty_body"], "ok", "reconciled", orders: 1),
    Row(["kind": "delay", "delayMilliseconds": 600_000], "ok", "reconciled", orders: 1),
    Row(["kind": "delay", "delayMilliseconds": 1], "ok", "created", orders: 1),
    Row(["kind": "status", "status": 301], "redirected", "rejected"),
    Row(["kind": "status", "status": 303], "outcome_unknown", "unknown"),
    Row(["kind": "gateway_page", "status": 403], "gateway_refused", "rejected"),
    Row(["kind": "gateway_page"], "outcome_unknown", "unknown"),
    Row(["kind": "slow_body", "delayMilliseconds": 600_000], "ok", "reconciled", orders: 1),
    Row(["kind": "wrong_type"], "ok", "created", orders: 1),
    Row(["kind": "not_http"], "ok", "reconciled", orders: 1),
    Row(["kind": "huge_body"], "ok", "reconciled", orders: 1),
    Row(["kind": "missing_fields"], "ok", "reconciled", orders: 1),
    Row(["kind": "other_resource"], "ok", "reconciled", orders: 1),
    Row(["kind": "unknown_status"], "ok", "created", orders: 1),
  ])
  func faultHitsTheNextOrder(_ row: Row) async throws {
    try await ToolBench.run { bench in
      let limit = row.isEndedByTheLimit ? Duration.seconds(12) : .seconds(60)
      let tools = try ToolBench(
        bench: bench.bench, catalogue: Self.hasty(bench.bench, limit), resources: bench.resources)
      var fault = row.fault
      fault["route"] = "POST /orders"
      let injected = try await tools.succeed("inject_fault", fault)
      #expect(injected["route"] == "POST /api/v1/orders")
      #expect(injected["remaining"] == 1)
      let made = try await tools.call("create_order", Self.order)
      #expect((made.object["code"]?.string ?? "ok") == row.code, "\(made.summary)")
      #expect(made.object["outcome"]?.string == row.outcome)
      if fault["retryAfterSeconds"] != nil { #expect(made.object["retryAfterSeconds"] == 7) }
      let list = try await tools.succeed("list_orders", ["orderReference": "order_1"])
      #expect(list["pagination"]?["total"] == .number(JSONNumber(row.orders)))
    }
  }

  /// A read is sent four times.
  @Test(arguments: [(3, false), (4, true)])
  func readIsHiddenFromFewFaults(_ count: Int, _ fails: Bool) async throws {
    try await ToolBench.run { bench in
      let tools = try ToolBench(
        bench: bench.bench, catalogue: Self.hasty(bench.bench), resources: bench.resources)
      let id = try await Self.orderId(tools)
      _ = try await tools.succeed(
        "inject_fault",
        ["kind": "status", "status": 503, "route": "GET /orders/:id", "count": .number(JSONNumber(count))])
      let read = try await tools.call("get_order", ["orderId": id])
      #expect(read.isError == fails)
      #expect(read.object["code"] == (fails ? "upstream_error" : nil))
    }
  }

  @Test func faultsEndWhenTheyAreRemoved() async throws {
    try await ToolBench.run { tools in
      _ = try await tools.succeed("inject_fault", ["kind": "success_false", "count": 1000])
      let failed = try await tools.call("list_deposits")
      #expect(failed.object["code"] == "rejected")
      let removed = try await tools.succeed("inject_fault", ["kind": "none"])
      #expect(removed["removed"] == 1)
      _ = try await tools.succeed("list_deposits")
    }
  }

  @Test func emptyPoolRefusesOrdersUntilItIsRefilled() async throws {
    try await ToolBench.run { tools in
      _ = try await tools.succeed("inject_fault", ["kind": "empty_pool"])
      let order: JSONObject = [
        "orderReference": "dry", "amount": "1", "currency": "USDC", "chainId": "polygon-amoy",
      ]
      let refused = try await tools.call("create_order", order)
      #expect(refused.object["code"] == "address_pool_empty")
      #expect(refused.object["outcome"] == "rejected")
      _ = try await tools.succeed("inject_fault", ["kind": "refill_pool"])
      #expect(try await tools.succeed("create_order", order)["outcome"] == "created")
    }
  }

  @Test(
    arguments: [
      (["kind": "status"], "invalid_arguments"), (["kind": "delay"], "invalid_arguments"),
      (["kind": "slow_body"], "invalid_arguments"),
      (["kind": "hang", "route": "POST /order"], "rejected"), (["kind": "hang", "status": 500], "rejected"),
    ] as [(JSONObject, String)])
  func impossibleFaultIsRefused(_ fault: JSONObject, _ code: String) async throws {
    try await ToolBench.run { tools in
      let refused = try await tools.call("inject_fault", fault)
      #expect(refused.object["code"]?.string == code)
    }
  }

  /// Waits for nothing but the network.
  private static func hasty(_ bench: ClientBench, _ limit: Duration = .seconds(60)) throws -> ToolCatalogue {
    let target = Target(
      baseURL: try BaseURL(bench.server.baseURL), apiKey: try APIKey("pk_test_0123456789"), sandboxToken: "let-me-in")
    var limits = CallLimits()
    limits.timeout = limit
    let time = TimeSource(
      now: { .now }, date: { 1_738_060_200 }, sleep: { _ in await Task.yield() }, random: { 0 })
    let client = PayInClient(
      target: target, transport: bench.transport, limits: limits, time: time, makeRequestID: { "req_1" })
    return try PayInTools.catalogue(
      ToolContext(
        configuration: try Configuration.load(environment: [:]),
        versions: ToolContext.Versions(server: "1", libcurl: "8", protocolRevisions: []), time: time,
        client: { client }))
  }

  // MARK: Reset

  @Test func resetSandboxIsEmpty() async throws {
    try await ToolBench.run { tools in
      let first = try await Self.orderId(tools)
      _ = try await Self.orderId(tools, "order_2")
      _ = try await tools.succeed("advance_clock", ["advanceMinutes": 1])
      _ = try await tools.succeed("inject_fault", ["kind": "hang"])
      let reset = try await tools.succeed("reset_sandbox")
      #expect(reset["orders"] == 2)
      #expect(reset["faults"] == 1)
      #expect(reset["time"] == "2025-01-28T10:30:00.000Z")
      let list = try await tools.succeed("list_orders")
      #expect(list["pagination"]?["total"] == 0)
      let again = try await Self.orderId(tools)
      #expect(again == first)
    }
  }
}
