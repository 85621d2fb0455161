import HTTP
import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

@Suite struct ToolArgumentTests {
  /// The root's own type is checked by the protocol layer.
  private static func broken(_ example: ToolExample) throws -> [SchemaBreaker.Broken] {
    let schema = try #require(try ToolFile.definition(example.name)["inputSchema"])
    return SchemaBreaker.all(schema, example.arguments)
  }

  @Test(arguments: ToolExample.all)
  func brokenArgumentIsNamedAndNothingIsSent(_ example: ToolExample) async throws {
    let bench = try Bench()
    let variants = try Self.broken(example)
    #expect(!variants.isEmpty)
    for variant in variants {
      let result = try await bench.call(example.name, variant.arguments)
      let note: Comment = "\(example.name) \(variant.path) \(variant.keyword): \(result.object)"
      #expect(result.isError, note)
      #expect(result.object["code"] == "invalid_arguments", note)
      #expect(result.object["outcome"]?.string == (example.operation.kind.isWrite ? "not_sent" : nil), note)
      let paths = result.object["problems"]?.array?.compactMap { $0["path"]?.string } ?? []
      let expected = variant.keyword == "additionalProperties" ? "\(variant.path)/chain_id" : variant.path
      #expect(paths.contains(expected), note)
      for problem in result.object["problems"]?.array ?? [] {
        #expect(["path", "expected"].allSatisfy { problem[$0]?.string != nil })
        // Each fix stands once, in that of the whole error; a name that is only misspelt needs no other word.
        #expect(problem["fix"] == nil)
      }
      #expect(result.object["fix"]?.string?.isEmpty == false)
    }
    #expect(bench.api.requests.isEmpty)
  }

  /// An empty text was left out as not given, so "neither" alone would be puzzling.
  @Test(arguments: ["get_order", "wait_for_order"])
  func emptyReferenceIsToldToCountAsNone(_ tool: String) async throws {
    let result = try await Bench().call(tool, ["orderReference": ""])
    #expect(
      result.object["fix"]?.string
        == "Give `orderId` or `orderReference`, and not both. An empty text counts as not given.")
  }

  /// A model that writes every name in another way reads of it once.
  @Test func severalWrongNamesAreOneSentence() async throws {
    let arguments: JSONObject = ["order_reference": "a", "amount": "1", "currency": "USDT", "chain_id": "tron-nile"]
    let result = try await Bench().call("create_order", arguments)
    #expect(
      result.summary == "2 arguments have another name. Nothing was sent. "
        + "Rename `order_reference` to `orderReference`, `chain_id` to `chainId`.")
    #expect(result.object["problems"]?.array?.count == 2)
  }

  @Test func allProblemsAreToldAtOnce() async throws {
    let result = try await Bench().call("create_order", ["amount": "1.1234567", "chainID": "x", "graceMinutes": 31])
    let paths = result.object["problems"]?.array?.compactMap { $0["path"]?.string } ?? []
    #expect(
      Set(paths) == ["/amount", "/chainID", "/graceMinutes", "/orderReference", "/currency"])
    #expect(result.summary.contains("Did you mean `chainId`?"))
    #expect(result.summary.contains("at most 6 decimals"))
    #expect(result.summary.contains("`graceMinutes`: Use at most 30."))
  }

  @Test(arguments: [
    ("create_order", "amount", "0"), ("create_order", "amount", "0.000000"),
    ("create_order", "amount", "100000000000000"),
    ("create_payment_link", "amount", "100000000000000"), ("simulate_payment", "amount", "0"),
    ("simulate_payment", "depositReference", "u"),
  ])
  func ruleThatASchemaCannotSayIsKeptBeforeTheCall(_ name: String, _ argument: String, _ value: String) async throws {
    var arguments = try #require(ToolExample.all.first { $0.name == name }).arguments
    arguments[argument] = .string(value)
    let bench = try Bench()
    let result = try await bench.call(name, arguments)
    #expect(result.object["code"] == "invalid_arguments")
    #expect(result.object["outcome"] == "not_sent")
    #expect(result.object["problems"]?.array?.count == 1)
    #expect(bench.api.requests.isEmpty)
  }

  @Test(arguments: [[:], ["depositReference": "u"]] as [JSONObject])
  func simulatedPaymentNeedsATargetAndAnAmount(_ arguments: JSONObject) async throws {
    let bench = try Bench()
    #expect(try await bench.call("simulate_payment", arguments).object["code"] == "invalid_arguments")
    #expect(bench.api.requests.isEmpty)
  }

  @Test func linkOverZeroLetsThePayerChoose() async throws {
    var arguments = ToolExample.link
    arguments["amount"] = "0"
    let bench = try Bench(.json(201, #"{"data":{"id":"l","amount":"0.000000"}}"#))
    let result = try await bench.call("create_payment_link", arguments)
    #expect(!result.isError)
    #expect(result.object["warnings"] == nil)
  }

  @Test(arguments: [".", ".."])
  func idThatNamesAnotherRouteIsNotSent(_ id: String) async throws {
    let bench = try Bench()
    let calls: [(String, JSONObject)] = [
      ("get_order", ["orderId": .string(id)]), ("get_deposit_reference", ["depositReference": .string(id)]),
    ]
    let ofOneLink = ToolExample.all.filter { $0.arguments["id"] != nil }
    #expect(ofOneLink.count == 9)
    for (name, arguments) in calls + ofOneLink.map({ ($0.name, $0.arguments) }) {
      var arguments = arguments
      if arguments["id"] != nil { arguments["id"] = .string(id) }
      #expect(try await bench.call(name, arguments).object["code"] == "invalid_arguments")
    }
    #expect(bench.api.requests.isEmpty)
  }

  /// The routes of statistics stand where those of one order and one link do.
  @Test func nameOfAnotherRouteIsNoId() async throws {
    let bench = try Bench()
    for (name, argument) in [("get_order", "orderId"), ("get_payment_link", "id"), ("update_payment_link", "id")] {
      var arguments: JSONObject = [argument: "stats"]
      if name == "update_payment_link" { arguments["title"] = "T" }
      let result = try await bench.call(name, arguments)
      #expect(result.object["code"] == "invalid_arguments")
      #expect(result.object["field"]?.string == argument)
    }
    #expect(bench.api.requests.isEmpty)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let tool: String
    let arguments: JSONObject
    let path: String
    var testDescription: String { "\(tool) \(path)" }
  }

  @Test(arguments: [
    Refusal(tool: "update_payment_link", arguments: ["id": "l"], path: "/title"),
    Refusal(tool: "update_payment_link", arguments: ["id": "l", "clear": []], path: "/title"),
    Refusal(
      tool: "update_payment_link", arguments: ["id": "l", "description": "d", "clear": ["description"]],
      path: "/clear"),
    Refusal(tool: "update_payment_link", arguments: ["id": "l", "amount": "100000000000000"], path: "/amount"),
    Refusal(
      tool: "update_payment_link_currencies",
      arguments: ["id": "l", "currencies": [["currency": "USDT", "chainId": "tron-nile", "amount": "0"]]],
      path: "/currencies/0/amount"),
    Refusal(
      tool: "update_payment_link_currencies",
      arguments: [
        "id": "l",
        "currencies": [
          ["currency": "USDT", "chainId": "tron-nile", "amount": "1"],
          ["currency": "USDT", "chainId": "ethereum-sepolia", "amount": "2"],
        ],
      ], path: "/currencies/1/amount"),
    Refusal(
      tool: "update_payment_link_currencies",
      arguments: ["id": "l", "currencies": [["currency": "USDT", "chainId": "ethereum-mainnet"]]],
      path: "/currencies/0/chainId"),
  ])
  func changeThatCannotBeMeantIsNotSent(_ refusal: Refusal) async throws {
    let bench = try Bench(environment: Bench.live)
    let result = try await bench.call(refusal.tool, refusal.arguments)
    #expect(result.object["code"] == "invalid_arguments")
    #expect(result.object["outcome"] == "not_sent")
    #expect(result.object["problems"]?.array?.map { $0["path"]?.string } == [refusal.path])
    #expect(bench.api.requests.filter { $0.method != .get }.isEmpty)
  }

  @Test(arguments: ToolExample.all)
  func argumentThatLooksLikeAKeyIsNotRepeated(_ example: ToolExample) async throws {
    let result = try await Bench().call(
      example.name, ["amount": .string(Bench.canary), "extra": .string(Bench.canary)])
    #expect(result.isError)
    #expect(!"\(result)".contains("canary0"))
  }

  /// A name that is hidden could never be removed.
  @Test(arguments: [("en", "Remove `task_checklist`"), ("zh", "请移除 `task_checklist`")])
  func argumentThatOnlyHoldsTheLettersOfAKeyIsNamed(_ language: String, _ fix: String) async throws {
    let bench = try Bench(environment: ["PAYIN_LANG": language])
    let result = try await bench.call("reset_sandbox", ["task_checklist": "- [x] read the disk_usage_report"])
    #expect(result.isError)
    #expect(result.object["problems"]?.array?.first?["path"] == "/task_checklist")
    #expect(result.summary.contains(fix), "\(result.summary)")
  }

  private static let carriers: [(tool: String, arguments: JSONObject)] = [
    ("create_order", ToolExample.order), ("bind_deposit_address", ["depositReference": "u", "protocol": "evm"]),
    ("create_payment_link", ToolExample.link), ("update_payment_link", ["id": "link_1"]),
  ]

  /// Far below what can be read of a reply: an order that was let through could not be listed any more.
  @Test(arguments: carriers, ["en", "zh"])
  func metadataIsBounded(_ call: (tool: String, arguments: JSONObject), _ language: String) async throws {
    let bench = try Bench(environment: ["PAYIN_LANG": language])
    func send(_ metadata: JSONValue) async throws -> ToolResult {
      var arguments = call.arguments
      arguments["metadata"] = metadata
      return try await bench.call(call.tool, arguments)
    }
    func expectRefused(_ metadata: JSONValue, _ given: [String]) async throws {
      let sent = bench.api.requests.count
      let result = try await send(metadata)
      #expect(result.object["code"] == "invalid_arguments")
      #expect(result.object["outcome"] == "not_sent")
      let problems = result.object["problems"]?.array ?? []
      #expect(problems.map { $0["path"] } == given.map { _ in "/metadata" })
      for (problem, given) in zip(problems, given) {
        let texts = ["expected", "given"].map { problem[$0]?.string ?? "" }
        #expect(texts.allSatisfy { !$0.isEmpty })
        #expect(texts[1].hasPrefix(given), "\(texts)")
      }
      #expect(bench.api.requests.count == sent)
    }
    // Arrays are levels as well.
    #expect(try await !send(["a": ["b": [Self.deep(13)]]]).isError)
    try await expectRefused(["a": ["b": [Self.deep(14)]]], ["17 "])
    try await expectRefused(Self.deep(125), ["125 "])
    // `{"a":"…"}` is 8 bytes and the text; `é` is two.
    let text = String(repeating: "é", count: (16_384 - 8) / 2)
    #expect(try await !send(["a": .string(text)]).isError)
    try await expectRefused(["a": .string(text + "x")], ["16385 "])
    try await expectRefused(["a": .string(text), "b": Self.deep(16)], ["17 ", "16"])
  }

  private static func deep(_ levels: Int) -> JSONValue {
    (1..<levels).reduce([:] as JSONValue) { inner, _ in .object(["a": inner]) }
  }
}

/// Hidden characters are refused before anything is sent, in the form of any other wrong argument.
@Suite struct HiddenCharacterTests {
  @Test(arguments: ["create_order", "bind_deposit_address"])
  func hiddenCharacterInANewReferenceIsAProblemOfItsArgument(_ tool: String) async throws {
    let name = tool == "create_order" ? "orderReference" : "depositReference"
    var arguments: JSONObject = tool == "create_order" ? ToolExample.order : ["protocol": "evm"]
    arguments[name] = "INV-1\u{200B}"
    let bench = try Bench(environment: Bench.live)
    let result = try await bench.call(tool, arguments)
    #expect((result.object["code"], result.object["outcome"]) == ("invalid_arguments", "not_sent"))
    let problem = result.object["problems"]?.array?.first
    #expect(problem?["path"]?.string == "/\(name)")
    #expect(problem?["given"] == "U+200B ZERO WIDTH SPACE at character 6")
    #expect(result.object["fix"]?.string?.contains("U+200B ZERO WIDTH SPACE") == true)
    #expect(bench.api.requests.isEmpty)
  }
}
