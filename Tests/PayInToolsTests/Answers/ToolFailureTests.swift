import HTTP
import JSON
import JSONSchema
import MCP
import PayIn
import Testing

@testable import PayInTools

@Suite struct ToolFailureTests {
  static let replies: [StubAPI.Reply] =
    [301, 400, 401, 403, 404, 408, 409, 418, 429, 500, 502, 503, 504].map {
      .json($0, #"{"success":false,"error":"X","message":"key \#(Bench.canary)"}"#)
    } + [
      .json(404, #"{"error":"Not Found"}"#), .json(200, #"{"success":false,"error":"X"}"#), .json(200, "<html>"),
      .json(200, #"{"data":{},"data":{}}"#), .json(200, #"{"success":true,"data":7}"#),
      .json(503, #"{"success":false,"error":"InsufficientAddresses"}"#),
      .failure(HTTPTransportError(.nameNotResolved, mayHaveReachedServer: false)),
      .failure(HTTPTransportError(.connectionRefused, mayHaveReachedServer: false)),
      .failure(HTTPTransportError(.tlsFailure, detail: Bench.canary, mayHaveReachedServer: false)),
      .failure(HTTPTransportError(.timeout, mayHaveReachedServer: true)),
      .failure(HTTPTransportError(.connectionLost, mayHaveReachedServer: true)),
      .failure(HTTPTransportError(.responseTooLarge, mayHaveReachedServer: true)),
      .failure(HTTPTransportError(.closed, mayHaveReachedServer: true)),
    ]

  /// Those of `replies` that mean success to tools whose reply is not documented.
  private func isEnough(_ reply: StubAPI.Reply, for name: String) -> Bool {
    guard case .success(let response) = reply, response.status == 200 else { return false }
    return [
      "unbind_deposit_address", "publish_payment_link", "archive_payment_link", "unpublish_payment_link",
      "restore_payment_link", "update_payment_link", "update_payment_link_currencies",
    ].contains(name)
      && response.body == Array(#"{"success":true,"data":7}"#.utf8)
  }

  private func expectShape(_ result: ToolResult, _ example: ToolExample) throws {
    #expect(result.isError)
    let error = result.object
    #expect(result.meta["payin-mcp/error"] == .object(error))
    let code = try #require(error["code"]?.string)
    #expect(PayInError.Code.all.map(\.rawValue).contains(code))
    let (message, fix) = try (#require(error["message"]?.string), #require(error["fix"]?.string))
    #expect(result.summary == "\(message) \(fix)")
    let retry = try #require(error["retry"]?.string)
    #expect(["safe", "after", "after_change", "unsafe", "never"].contains(retry))
    #expect((error["retryAfterSeconds"]?.number?.integer != nil) == (retry == "after"))
    let outcomes = ["not_sent", "rejected", "done", "unknown"]
    #expect((error["outcome"]?.string).map(outcomes.contains) == (example.operation.kind.isWrite ? true : nil))
    if error["outcome"] == "unknown" { #expect(message.contains("unknown whether this took effect")) }
    if let next = error["next"] {
      let tool = try #require(try Bench().catalogue[next["tool"]?.string ?? ""])
      #expect(tool.inputSchema.validate(next["arguments"] ?? .null).isEmpty)
    }
  }

  @Test(arguments: ToolExample.calls)
  func everyFailureOfEveryToolIsOneShape(_ example: ToolExample) async throws {
    for reply in Self.replies where !isEnough(reply, for: example.name) {
      let result = try await Bench(reply).call(example)
      try expectShape(result, example)
      #expect(result.object["requestId"] == "req_1")
      #expect(!"\(result)".contains("canary0"))
    }
  }

  /// The errors that another call mends at once, and those that do so unless they are of the look-up before a write: an
  /// order that the look-up could not see could be made again under a new reference.
  private static let mended: Set = ["invalid_arguments", "conflict", "limit_exceeded", "ambiguous", "journal_failed"]
  private static let mendedIfSent: Set = ["rejected", "not_found", "reply_too_large", "lookup_incomplete"]

  private static let calls: [(PayIn.Operation, PayInError.Outcome?)] = [
    (.order, nil), (.orders, nil), (.createOrder, .rejected), (.createOrder, .notSent),
    (.publishPaymentLink, .rejected),
  ]

  /// `never` beside advice to change the call would keep a model from following it.
  @Test(arguments: PayInError.Code.all.map(\.rawValue))
  func retryAgreesWithTheAdvice(_ code: String) throws {
    let advice = [
      "Correct ", "Give the order's id", "Ask ", "It must be the whole", "Check the id", "Use the existing", "Leave ",
    ]
    for (operation, outcome) in Self.calls {
      for field in [nil, "orderReference"] {
        let error = PayInError(
          PayInError.Code(rawValue: code), operation, outcome: outcome, retry: .never, field: field)
        let object = ToolFailure.result(of: error, for: DisplayContext(.english, hiding: .none)).object
        let isMended = Self.mended.contains(code) || (Self.mendedIfSent.contains(code) && outcome != .notSent)
        #expect(object["retry"] == (isMended ? "after_change" : "never"), "\(error) \(object)")
        let fix = try #require(object["fix"]?.string)
        #expect(isMended || !advice.contains(where: fix.hasPrefix), "\(error) \(fix)")
      }
    }
  }

  @Test(arguments: [
    ("en", "first, with restore_payment_link, which PAYIN_TOOLS can turn on."),
    ("zh", "须先用 restore_payment_link 恢复（可用 PAYIN_TOOLS 启用）。"),
  ])
  func archivedLinkIsToBeRestored(_ language: String, _ words: String) async throws {
    let refused = #"{"success":false,"error":"Conflict","message":"An archived payment link cannot be published"}"#
    let bench = try Bench(.json(409, refused), environment: ["PAYIN_LANG": language])
    let result = try await bench.call("publish_payment_link", ["id": "pl_1"])
    #expect((result.object["code"], result.object["retry"]) == ("conflict", "after_change"))
    #expect(result.object["fix"]?.string?.hasSuffix(words) == true, "\(result.object)")
  }

  /// One order matches, and the API leaves its reference out.
  @Test(arguments: [
    ("en", "the API's list shows an order without its reference."), ("zh", "API 的列表中有订单缺少引用。"),
  ])
  func listWithoutReferencesIsNotTooLong(_ language: String, _ words: String) async throws {
    let list = #"{"data":{"orders":[{"status":"pending"}]}}"#
    for (tool, arguments, retry) in [
      ("get_order", ["orderReference": "order_123"], "after_change"), ("create_order", ToolExample.order, "never"),
    ] as [(String, JSONObject, String)] {
      let result = try await Bench(lookUp: list, environment: ["PAYIN_LANG": language]).call(tool, arguments)
      #expect((result.object["code"], result.object["retry"]?.string) == ("lookup_incomplete", retry))
      #expect(result.summary.contains(words), "\(result.summary)")
    }
  }

  @Test(arguments: ToolExample.all)
  func keyIsInNoResult(_ example: ToolExample) async throws {
    let key = Bench.canary
    let body = """
      {"status":"\(key)","version":"\(key)","success":true,"data":{"orderId":"\(key)","id":"x\(key)","address":"\(key)",
      "depositReference":"\(key)","txHash":"\(key)","orders":[{"orderId":"\(key)"}],"deposits":[{"txHash":"\(key)"}]}}
      """
    for environment in [[:], Bench.live] {
      let bench = try Bench(.json(200, body), environment: environment)
      guard bench.catalogue[example.name] != nil else { continue }
      let result = try await bench.call(example)
      #expect(!"\(result)".contains("canary0"))
    }
  }

  @Test(arguments: ToolExample.all)
  func listingNeverHoldsTheKey(_ example: ToolExample) throws {
    let definition = try Bench(environment: Bench.live).catalogue[example.name]?.definition
    #expect(!"\(definition as Any)".contains("canary0"))
  }

  @Test(arguments: ["", "${PAYIN_API_KEY}", "\"pk_0123456789\"", "sk_wrong"])
  func everyToolTellsThatTheKeyIsUnusable(_ key: String) async throws {
    let bench = try Bench(environment: ["PAYIN_API_KEY": key])
    for example in ToolExample.calls where !ToolExample.sandboxOnly.contains(example.name) {
      let result = try await bench.call(example)
      try expectShape(result, example)
      #expect(result.object["code"] == "not_configured")
      #expect(result.object["field"] == "PAYIN_API_KEY")
      #expect(result.summary.contains("PAYIN_API_KEY"))
      #expect(result.object["next"]?["tool"] == "get_status")
    }
    #expect(bench.api.requests.isEmpty)
  }

  @Test func mainnetWriteIsNotSent() async throws {
    let bench = try Bench(
      environment: ["PAYIN_API_KEY": Bench.canary, "PAYIN_BASE_URL": "https://app.payin.com/api/v1"])
    for example in ToolExample.calls
    where example.operation.kind.isWrite && !ToolExample.sandboxOnly.contains(example.name) {
      let result = try await bench.call(example)
      try expectShape(result, example)
      #expect(result.object["code"] == "writes_not_allowed")
      #expect(result.object["outcome"] == "not_sent")
    }
    #expect(bench.api.requests.isEmpty)
    #expect(try await !bench.call("get_order", ["orderId": "ord_1"]).isError)
  }

  @Test func uncertainOrderIsToBeLookedUpByItsReference() async throws {
    let lost = HTTPTransportError(.connectionLost, mayHaveReachedServer: true)
    for (check, retry) in [("on", "after"), ("off", "unsafe")] as [(String, JSONValue)] {
      let bench = try Bench(.failure(lost), environment: ["PAYIN_DUPLICATE_CHECK": check])
      let result = try await bench.call("create_order", ToolExample.order)
      #expect(result.object["code"] == "outcome_unknown")
      #expect(result.object["retry"] == retry)
      #expect(
        result.object["next"] == ["tool": "list_orders", "arguments": ["orderReference": "order_123"]])
    }
  }

  @Test func sandboxThatDoesNotStartIsToldByTheTool() async throws {
    struct NoRoom: Error, CustomStringConvertible { var description: String { "no room" } }
    let context = ToolContext(
      configuration: try Configuration.load(environment: [:]),
      versions: ToolContext.Versions(server: "1", libcurl: "7", protocolRevisions: []),
      client: { throw NoRoom() })
    let catalogue = try PayInTools.catalogue(context)
    let result = await catalogue.call(try #require(catalogue["create_order"]), arguments: ToolExample.order)
    #expect(result.object["code"] == "sandbox_unavailable")
    #expect(result.object["outcome"] == "not_sent")
    #expect(result.summary.contains("no room"))
    let status = await catalogue.call(try #require(catalogue["get_status"]), arguments: [:])
    #expect(!status.isError)
    #expect(status.object["reachable"] == false)
  }

  @Test(arguments: ToolExample.calls)
  func interruptedCallSaysWhatBecameOfIt(_ example: ToolExample) throws {
    let catalogue = try Bench().catalogue
    let tool = try #require(catalogue[example.name])
    let isWrite = example.operation.kind.isWrite
    for hasSent in [true, false] {
      let result = catalogue.interrupted(tool, hasSent)
      try expectShape(result, example)
      #expect(result.object["code"] == "shutting_down")
      #expect(result.object["outcome"]?.string == (isWrite ? (hasSent ? "unknown" : "not_sent") : nil))
      let isCreate = example.operation.kind == .create
      let retry = example.name == "create_order" ? "after" : isCreate ? "unsafe" : "safe"
      #expect(result.object["retry"]?.string == (hasSent ? retry : "safe"))
    }
  }
}
