import JSON
import MCP
import Testing

@testable import PayInTools

/// Arguments that no tool takes: those of hosts are ignored with a warning, those that could be meant are refused.
@Suite struct UnknownArgumentTests {
  @Test(arguments: ToolExample.all)
  func namesOfHostsAreIgnoredByEveryTool(_ example: ToolExample) async throws {
    let bench = try Bench()
    let tool = try #require(bench.catalogue[example.name])
    for name in UnknownArgument.hostNames {
      #expect(UnknownArgument.isIgnored(name, "x", by: tool), "\(name)")
    }
    #expect(UnknownArgument.isIgnored("action", "sendMessage", by: tool))
    var arguments = example.arguments
    arguments["task_progress"] = "- [x] one"
    let result = try await bench.call(example.name, arguments)
    let warnings = result.object["warnings"]?.array ?? []
    #expect(result.isError || warnings.contains { $0["code"] == "argument_ignored" }, "\(result)")
    #expect(result.isError == (try await Bench().call(example)).isError)
  }

  @Test(arguments: ToolExample.all)
  func limitsAreRefusedByEveryWrite(_ example: ToolExample) async throws {
    let bench = try Bench()
    let tool = try #require(bench.catalogue[example.name])
    guard !tool.isReadOnly else { return }
    for name in [
      "dryRun", "dry_run", "dummy", "test", "simulate", "confirm", "idempotencyKey", "preview", "action", "x",
    ] {
      #expect(!UnknownArgument.isIgnored(name, "x", by: tool), "\(name)")
    }
  }

  /// The names are in another spelling, with a word more or less, or with wrong letters.
  @Test(arguments: ToolExample.all)
  func nearMissOfEveryArgumentIsRefused(_ example: ToolExample) throws {
    let tool = try #require(try Bench().catalogue[example.name])
    for name in tool.definition["inputSchema"]?["properties"]?.object?.members.map(\.name) ?? [] {
      let snake = name.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : "\($1)" }
      let near = [snake, name.uppercased(), "\(name)s", String(name.dropLast()) + "x"].filter { $0 != name }
      for wrong in near where wrong.count > 3 {
        #expect(!UnknownArgument.isIgnored(wrong, "x", by: tool), "\(wrong)")
      }
    }
  }

  @Test(arguments: [
    ("orderRef", true), ("reference", true), ("minAmount", true), ("amountMin", true), ("currencyCode", true),
    ("createdSince", true), ("createdAfter", true), ("token", true), ("network", true), ("sortBy", true),
    ("conversation", false), ("requestId", false), ("_meta", false), ("", false), ("traceparent", false),
  ])
  func readRefusesWhatCouldBeAFilter(_ name: String, _ isRefused: Bool) throws {
    let tool = try #require(try Bench().catalogue["list_orders"])
    #expect(UnknownArgument.isIgnored(name, "x", by: tool) == !isRefused)
  }

  @Test(arguments: [
    ("list_orders", "token", "currency"), ("list_orders", "coin", "currency"), ("list_orders", "since", "from"),
    ("list_orders", "createdAfter", "from"), ("list_orders", "created_before", "to"),
    ("list_orders", "per_page", "limit"),
    ("get_order_stats", "since", "createdAfter"), ("list_transfers", "until", "detectedBefore"),
    ("get_order", "id", "orderId"), ("advance_clock", "minutes", "advanceMinutes"),
    ("advance_clock", "seconds", "advanceSeconds"), ("publish_payment_link", "linkId", "id"),
    ("get_deposit_reference", "userId", "depositReference"), ("search_docs", "q", "query"),
  ])
  func anotherWordForAnArgumentIsToldItsName(_ tool: String, _ word: String, _ name: String) async throws {
    let bench = try Bench()
    let result = try await bench.call(tool, [word: "1"])
    #expect(result.object["fix"]?.string?.contains("Did you mean `\(name)`?") == true, "\(result.object)")
    #expect(result.object["problems"]?.array?.first?["expected"]?.string == name)
    #expect(bench.api.requests.isEmpty)
  }

  /// A write is told another word for an argument too, and a part of its name or more words than it has.
  @Test(arguments: [
    ("create_payment_link", "inventory", "inventoryTotal"), ("create_payment_link", "stock", "inventoryTotal"),
    ("create_payment_link", "quantity", "inventoryTotal"), ("create_payment_link", "max_sales", "inventoryTotal"),
    ("create_payment_link", "totalInventory", "inventoryTotal"), ("create_payment_link", "expiry", "expiresAt"),
    ("create_payment_link", "validUntil", "expiresAt"), ("update_payment_link", "stock", "inventoryTotal"),
    ("create_order", "reference", "orderReference"), ("create_order", "orderAmount", "amount"),
    ("create_order", "paymentWindow", "paymentWindowMinutes"), ("create_order", "grace", "graceMinutes"),
    ("bind_deposit_address", "deposit", "depositReference"),
  ])
  func argumentOfAWriteIsToldItsName(_ tool: String, _ word: String, _ name: String) async throws {
    let bench = try Bench()
    var arguments = try #require(ToolExample.calls.first { $0.name == tool }).arguments
    arguments[name] = nil
    arguments[word] = "1"
    let result = try await bench.call(tool, arguments)
    #expect(result.object["fix"]?.string == "`\(word)`: Did you mean `\(name)`?", "\(result.object)")
    #expect(result.object["problems"]?.array?.map { $0["expected"]?.string } == [name])
    #expect(bench.api.requests.isEmpty)
  }

  /// Without it the write would have no bound.
  @Test(arguments: [
    ("create_order", "maxAmount"), ("create_order", "stock"), ("create_order", "expiresAt"),
    ("create_order", "minutes"),
    ("create_payment_link", "maxAmount"), ("create_payment_link", "amount_limit"), ("create_payment_link", "cap"),
    ("update_payment_link", "minimum"), ("create_payment_link", "budget"), ("bind_deposit_address", "max_deposit"),
  ])
  func boundIsNeverToBeRemoved(_ tool: String, _ name: String) async throws {
    for (language, remove, ask) in [("en", "Remove", "ask first"), ("zh", "移除", "请先询问")] {
      for more in [[:], ["dryRun": true]] as [JSONObject] {
        let bench = try Bench(environment: ["PAYIN_LANG": language])
        let example = try #require(ToolExample.calls.first { $0.name == tool })
        var arguments = example.arguments
        arguments[name] = 5
        for member in more.members { arguments[member.name] = member.value }
        let result = try await bench.call(tool, arguments)
        let fix = try #require(result.object["fix"]?.string)
        #expect(!fix.contains("\(remove) `\(name)`") && !fix.contains("\(remove) `dryRun`, `\(name)`"), "\(fix)")
        #expect(fix.contains(ask) && fix.contains("`\(name)`"), "\(fix)")
        #expect(bench.api.requests.isEmpty)
      }
    }
  }

  /// The one that was given is not meant by another word.
  @Test func argumentThatWasGivenIsNotMeant() async throws {
    let result = try await Bench().call("list_orders", ["currency": "USDT", "token": "USDT"])
    #expect(result.object["fix"]?.string?.hasPrefix("Remove `token`: the properties are") == true)
  }

  @Test func namesThatThereAreAreToldOnce() async throws {
    let arguments = (1...17).reduce(into: [:] as JSONObject) { $0["minAmount\($1)"] = 1 }
    let result = try await Bench().call("list_orders", arguments)
    let fix = try #require(result.object["fix"]?.string)
    #expect(fix.hasPrefix("Remove `minAmount1`, `minAmount2`, "))
    #expect(fix.split(separator: "orderReference").count == 2)
    let expected = result.object["problems"]?.array?.compactMap { $0["expected"]?.string } ?? []
    #expect(expected.count == 17)
    #expect(expected.count { $0.contains("orderReference") } == 1)
  }

  @Test(
    arguments: [
      ("list_orders", ["from": ""], false),
      ("update_payment_link", ["id": "l", "title": "T", "description": ""], true),
    ] as [(String, JSONObject, Bool)])
  func clearIsNamedOnlyWhereThereIsOne(_ tool: String, _ arguments: JSONObject, _ hasClear: Bool) async throws {
    let result = try await Bench().call(tool, arguments)
    let warning = result.object["warnings"]?.array?.first { $0["code"] == "argument_empty" }?["message"]?.string
    #expect(try #require(warning).contains("`clear`") == hasClear)
  }

  /// Thousands of names are no host's.
  @Test func manyUnknownNamesAreNotIgnored() async throws {
    let many = (1...17).reduce(into: [:] as JSONObject) { $0["annotation\($1)"] = 1 }
    let result = try await Bench().call("list_orders", many)
    #expect(result.object["code"] == "invalid_arguments")
    var few = many
    few["annotation17"] = nil
    #expect(try await Bench().call("list_orders", few).isError == false)
  }
}
