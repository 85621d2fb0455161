import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

@Suite struct ToolSelectionTests {
  private static let names: Set = [
    "create_order", "get_order", "list_orders", "get_deposit_reference", "verify_webhook", "sample_webhook",
    "get_status", "simulate_payment",
  ]
  private static let standard = [
    "create_order", "get_deposit_reference", "get_order", "get_status", "list_orders", "verify_webhook",
  ]

  private func selection(
    _ list: String?, readOnly: Bool = false, hasSandbox: Bool = false
  ) throws(ConfigurationError) -> ToolSelection {
    let offer = ToolSelection.Offer(
      tools: ToolDeclaration.all.filter { Self.names.contains($0.name) }, hasSandbox: hasSandbox)
    return try ToolSelection(list, readOnly: readOnly, of: offer)
  }

  @Test(
    arguments: [
      (nil, standard), ("default", standard), ("all", standard + ["sample_webhook"]),
      ("orders", ["create_order", "get_order", "list_orders"]),
      (" orders , get_status ", ["create_order", "get_order", "get_status", "list_orders"]),
      ("get_order", ["get_order"]), ("get_order,get_order,", ["get_order"]),
      ("-orders", ["get_deposit_reference", "get_status", "verify_webhook"]),
      ("-orders,get_order", ["get_order"]), ("orders,-create_order", ["get_order", "list_orders"]),
      ("-create_order,orders", ["create_order", "get_order", "list_orders"]),
      ("all,-orders,-deposits,get_order", ["get_order", "get_status", "sample_webhook", "verify_webhook"]),
      ("default,sample_webhook", standard + ["sample_webhook"]), ("webhooks", ["sample_webhook", "verify_webhook"]),
      ("-sandbox", standard), ("-simulate_payment", standard), ("all,-default", ["sample_webhook"]),
    ] as [(String?, [String])])
  func termsAreAppliedFromLeftToRight(_ list: String?, _ expected: [String]) throws {
    #expect(try selection(list).names.sorted() == expected.sorted())
  }

  @Test(
    arguments: [
      (nil, standard + ["sample_webhook", "simulate_payment"]), ("sandbox", ["simulate_payment"]),
      ("-sandbox", standard + ["sample_webhook"]), ("all", Array(names)),
    ] as [(String?, [String])])
  func sandboxAddsItsOwnTools(_ list: String?, _ expected: [String]) throws {
    #expect(try selection(list, hasSandbox: true).names.sorted() == expected.sorted())
  }

  @Test(
    arguments: [
      ("all", ["get_deposit_reference", "get_order", "get_status", "list_orders", "sample_webhook", "verify_webhook"]),
      ("create_order,get_order", ["get_order"]),
    ])
  func readOnlyTakesAwayWhatWrites(_ list: String, _ expected: [String]) throws {
    #expect(try selection(list, readOnly: true, hasSandbox: true).names.sorted() == expected)
  }

  @Test(
    arguments: [
      ("create_ordr", [.unknownName(place: 1, suggestion: "create_order")]),
      ("orders,payment-links", [.unknownName(place: 2, suggestion: "payment_links")]),
      ("Orders", [.unknownName(place: 1, suggestion: "orders")]),
      ("-ordes", [.unknownName(place: 1, suggestion: "orders")]),
      ("whsec_0123456789abcdef", [.unknownName(place: 1, suggestion: nil)]),
      (
        "alll,ordersss,xyzzy",
        [
          .unknownName(place: 1, suggestion: "all"), .unknownName(place: 2, suggestion: "orders"),
          .unknownName(place: 3, suggestion: nil),
        ]
      ),
      ("default,sandbox", [.sandboxOnly(place: 2)]), ("simulate_payment", [.sandboxOnly(place: 1)]),
      ("", [.empty]), (" , ", [.empty]), ("-all", [.empty]), ("get_order,-orders", [.empty]),
    ] as [(String, [ToolListError])])
  func listThatCannotBeMeantStopsTheStart(_ list: String, _ problems: [ToolListError]) throws {
    let error = try #require(throws: ConfigurationError.self) { try selection(list) }
    #expect(error.errors == problems.map { SettingError("PAYIN_TOOLS", .tools($0)) })
    #expect(!error.errors.map { $0.text.rendered(in: .english) }.joined().contains("whsec_"))
  }

  @Test func nothingButWritesIsNothingWhenOnlyReadsAreLeft() {
    #expect(throws: ConfigurationError.self) { try selection("create_order", readOnly: true) }
  }

  @Test(arguments: ToolSet.allCases)
  func setNamesItsTools(_ set: ToolSet) throws {
    let offer = ToolSelection.Offer(tools: ToolDeclaration.all, hasSandbox: true)
    let selection = try ToolSelection(set.rawValue, readOnly: false, of: offer)
    #expect(selection.names == ToolDeclaration.all.filter { $0.set == set }.map(\.name))
    #expect(ToolSelection.bySet(selection.tools).map(\.set) == [set])
  }
}

/// What the selection does to a server.
@Suite struct SelectedToolsTests {
  private func bench(_ environment: [String: String]) throws -> Bench {
    try Bench(environment: environment)
  }

  /// Row 100. The hint is what a client sees; that it is true is tested with the definitions.
  @Test(arguments: [[:], Bench.live])
  func readOnlyServerHasNoToolThatChangesSomething(_ place: [String: String]) throws {
    let settings = ["PAYIN_READ_ONLY": "1", "PAYIN_TOOLS": "all"]
    let catalogue = try bench(place.merging(settings) { $1 }).catalogue
    #expect(catalogue.tools.filter { !$0.isReadOnly }.isEmpty)
    #expect(catalogue["create_order"] == nil)
    #expect(catalogue["simulate_payment"] == nil)
    #expect(catalogue["get_order"] != nil)
  }

  @Test func chosenToolsKeepTheirOrder() throws {
    let tools = try bench(["PAYIN_TOOLS": "get_status,orders"]).catalogue.tools.map(\.name)
    let chosen = ToolDeclaration.all.filter { $0.set == .orders || $0.name == "get_status" }
    #expect(tools == chosen.map(\.name))
  }

  @Test func statusTellsWhichToolsAreOn() async throws {
    let status = try await bench(["PAYIN_TOOLS": "orders,account", "PAYIN_READ_ONLY": "true"])
      .call("get_status", ["detail": true])
    #expect(status.object["readOnly"] == true)
    #expect(status.object["tools"]?["orders"]?.array?.prefix(2) == ["get_order", "list_orders"])
    #expect(status.object["tools"]?["account"]?.array?.prefix(2) == ["get_status", "list_assets"])
    #expect(status.object["tools"]?["deposits"] == nil)
  }

  /// A model can tell its user what to set.
  @Test(
    arguments: [
      ([:], "list_transfers", "It is off: the operator turns it on with PAYIN_TOOLS=default,list_transfers."),
      (["PAYIN_TOOLS": "-docs, -orders"], "get_order", "PAYIN_TOOLS=default,-docs,-orders,get_order."),
      (["PAYIN_TOOLS": "orders"], "get_status", "PAYIN_TOOLS=orders,get_status."),
      (["PAYIN_READ_ONLY": "1"], "create_order", "It writes, and PAYIN_READ_ONLY is set."),
      (Bench.live, "advance_clock", "It is only in the sandbox, which serves without PAYIN_API_KEY."),
      (["PAYIN_LANG": "zh"], "list_transfers", "该工具未启用：运营者可用 PAYIN_TOOLS=default,list_transfers 启用。"),
    ] as [([String: String], String, String)])
  func toolThatIsOffIsNamedWithItsSetting(_ place: [String: String], _ name: String, _ hint: String) throws {
    let configuration = try Configuration.load(environment: place)
    let selection = try ToolSelection(configuration)
    let text = try #require(selection.absence(of: name)).rendered(in: configuration.language)
    #expect(text.hasSuffix(hint), "\(text)")
    #expect(selection.absence(of: selection.names[0]) == nil && selection.absence(of: "pay_order") == nil)
    let list = selection.listWith(name)
    guard text.contains(list) else { return }
    #expect(try ToolSelection(Configuration.load(environment: ["PAYIN_TOOLS": list])).names.contains(name))
  }

  @Test func statusNamesWhatIsOff() async throws {
    let status = try await bench(["PAYIN_TOOLS": "default,-docs"]).call("get_status", [:])
    let off = ToolDeclaration.all.count { $0.defaultState == .off || $0.set == .docs }
    #expect(status.object["toolsOff"]?.number?.integer == off)
    let parts = status.summary.split(separator: "Off, and turned on by PAYIN_TOOLS=default,-docs,NAME: ")
    #expect(parts.count == 2 && parts.last?.contains("list_deposit_references, ") == true)
    #expect(status.object["calls"] == nil && status.object["tools"] == nil)
    let all = try await bench(["PAYIN_TOOLS": "all"]).call("get_status", [:])
    #expect(all.object["toolsOff"] == nil && !all.summary.contains("Off"))
  }

  @Test func hiddenToolIsNotAdvised() async throws {
    let refused = StubAPI.Reply.json(401, #"{"error":"Unauthorized"}"#)
    let open = try await Bench(refused, environment: Bench.live).call("get_order", ["orderId": "ord_1"])
    #expect(open.object["next"]?["tool"] == "get_status")
    let hidden = try await Bench(refused, environment: Bench.live.merging(["PAYIN_TOOLS": "orders"]) { $1 })
      .call("get_order", ["orderId": "ord_1"])
    #expect(hidden.isError)
    #expect(hidden.object["next"] == nil)
    #expect(hidden.meta[ToolFailure.metaKey] == .object(hidden.object))
  }
}
