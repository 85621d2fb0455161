import JSON
import TestSupport
import Testing

/// The errors that a client gets for requests that the server does not serve.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct MistakeTests {
  /// Rows 92, 94, 98: each argument with its fix, and nothing is sent.
  @Test(arguments: Revision.allCases)
  func everyWrongArgumentIsNamedWithItsFixAndNothingIsSent(revision: Revision) async throws {
    let api = LoopbackAPI.answering(404, LoopbackAPI.notFound)
    let client = try await Client(revision, Server(api))
    let arguments: JSONValue = [
      "amount": "1,5", "chanId": "ethereum-sepolia", "currency": [], "paymentWindowMinutes": 99, "graceMinutes": "5",
    ]
    let failure = try await client.failure("create_order", arguments)
    #expect(failure["code"] == "invalid_arguments")
    #expect(failure["outcome"] == "not_sent")
    let problems = failure["problems"]?.array ?? []
    #expect(
      Set(problems.map { $0["path"]?.string }) == [
        "/orderReference", "/amount", "/chanId", "/currency", "/paymentWindowMinutes",
      ])
    let fix = failure["fix"]?.string ?? ""
    for name in ["orderReference", "amount", "currency", "paymentWindowMinutes"] { #expect(fix.contains("`\(name)`")) }
    #expect(fix.contains("Did you mean `chainId`?"))
    #expect(api.accepted == 0)
    // The counter counts, and the next call is a call like any other.
    #expect(try await client.failure("get_order", ["orderId": "ord_1"])["code"] == "not_found")
    #expect(api.accepted == 1)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 90; row 100 for tools that the mode hides.
  @Test(arguments: Revision.allCases)
  func unknownToolIsAProtocolErrorThatNamesIt(revision: Revision) async throws {
    let client = try await Client(revision, Server(LoopbackAPI.closing()))
    for name in ["refund_everything", "Create_Order", "simulate_payment", "", "create_order "] {
      let error = try await client.ask("tools/call", ["name": .string(name), "arguments": [:]])["error"]
      #expect(error?["code"] == -32602)
      #expect(error?["message"]?.string?.contains(name) == true)
    }
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 91.
  @Test(arguments: Revision.allCases)
  func callWithoutSoundParamsIsAProtocolError(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    for params: JSONObject in [
      [:], ["name": 5], ["name": nil], ["name": "get_status", "arguments": []],
      ["name": "get_status", "arguments": "{}"],
    ] {
      #expect(try await client.ask("tools/call", params)["error"]?["code"] == -32602)
    }
    #expect(try await client.result("tools/call", ["name": "get_status"])["isError"] == nil)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 93.
  @Test(arguments: Revision.allCases)
  func refusalOfTheAPIIsAResultWithTheNextStep(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    let failure = try await client.failure("get_order", ["orderId": "ord_unknown"])
    #expect(failure["code"] == "not_found")
    #expect(failure["retry"] == "after_change")
    #expect(failure["upstream"]?["status"] == 404)
    #expect(failure["upstream"]?["message"] == "Order not found")
    #expect(failure["next"]?["tool"] == "list_orders")
    #expect(failure["fix"]?.string?.isEmpty == false)
    #expect(try await client.server.finish().isEmpty)
  }

  // MARK: Methods

  private static let undeclared = [
    "logging/setLevel", "tasks/list", "tasks/result", "resources/nope", "prompts/nope",
    "nope", "", "notifications/x", "notifications/initialized", "rpc.discover",
  ]

  /// Rows 33, 55, 66, 131.
  @Test(arguments: Revision.allCases)
  func methodThatIsNotServedIsUnknown(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    // The tasks of 2025-11-25 are not served; those of the extension have methods of the same names.
    let other =
      revision.isModern
      ? ["ping", "initialize", "resources/subscribe", "resources/unsubscribe"] : ["tasks/get", "tasks/cancel"]
    for method in Self.undeclared + other {
      #expect(try await client.ask(method)["error"]?["code"] == -32601, "\(method)")
    }
    #expect(try await client.server.finish().isEmpty)
  }

  /// Rows 50, 74: an answer at once, with the ways in.
  @Test func requestWithoutAnOpeningIsToldWhatToDo() async throws {
    let server = try Server()
    for method in ["tools/list", "tools/call", "logging/setLevel", "server/discover", "subscriptions/listen"] {
      server.send(Line.request(1, method))
      let error = try await server.next()["error"]
      #expect(error?["code"] == -32602)
      #expect(error?["message"]?.string?.contains(Line.version) == true, "\(method)")
    }
    server.send(Line.request(1, "nope"))
    #expect(try await server.next()["error"]?["code"] == -32601)
    #expect(try await server.finish().isEmpty)
  }

  // MARK: The modern envelope

  private static let envelopes: [(meta: JSONObject, code: Int?)] = [
    ([Line.version: "2026-07-28", Line.capabilities: [:]], nil),
    ([Line.version: "2026-07-28", Line.capabilities: ["x": [], "elicitation": ["url": [:]]], "y": 1], nil),
    ([Line.version: "2026-07-28", Line.capabilities: [:], "traceparent": "00-a-b-01", "baggage": ""], nil),
    ([Line.version: "2026-07-28", Line.capabilities: [:], "io.modelcontextprotocol/logLevel": "debug"], nil),
    ([Line.version: "2026-07-28", Line.capabilities: [:], "io.modelcontextprotocol/logLevel": "loud"], -32602),
    ([Line.version: "2026-07-28"], -32602),
    ([Line.version: "2026-07-28", Line.capabilities: []], -32602),
    ([Line.version: 20_260_728, Line.capabilities: [:]], -32602),
    ([Line.version: nil, Line.capabilities: [:]], -32602),
    ([Line.version: "1900-01-01", Line.capabilities: [:]], -32022),
    ([Line.version: "2025-11-25", Line.capabilities: [:]], -32022),
    ([Line.version: "", Line.capabilities: [:]], -32022),
  ]

  /// Rows 60 to 63, 69, 129, 130: no client information is needed, and what is wrong is said by its code.
  @Test(arguments: ["server/discover", "tools/list", "tools/call"])
  func envelopeIsCheckedOnEveryRequest(method: String) async throws {
    let server = try Server()
    for (meta, code) in Self.envelopes {
      server.send(Line.request(1, method, ["name": "get_status", "_meta": .object(meta)]))
      let answer = try await server.next()
      #expect(answer["error"]?["code"]?.number?.integer == code, "\(meta)")
      guard code == -32022 else { continue }
      #expect(answer["error"]?["data"]?["supported"] == ["2026-07-28"])
      #expect(answer["error"]?["data"]?["requested"] == meta[Line.version])
    }
    #expect(try await server.finish().isEmpty)
  }
}
