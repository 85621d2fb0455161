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
