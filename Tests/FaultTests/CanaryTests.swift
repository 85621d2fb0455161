import CurlTransport
import JSON
import PayIn
import Sandbox
import TestSupport
import Testing

/// The key goes through every path of the built program, with everything logged, and comes out nowhere in any form.
@Suite(.timeLimit(.minutes(5)))
struct CanaryTests {
  /// Every tool that is listed with a key, some with a text among their arguments, right and wrong.
  private static func calls(_ text: JSONValue) -> [(tool: String, arguments: JSONObject)] {
    [
      (
        "create_order",
        [
          "orderReference": "a", "amount": "1", "currency": "USDT", "chainId": "tron-nile", "metadata": ["note": text],
        ]
      ),
      ("create_order", ["orderReference": [text], "amount": text, "chainId": text]),
      ("get_order", ["orderId": "ord_1"]), ("get_order", ["orderId": text]),
      ("list_orders", [:]), ("list_orders", ["orderReference": text]), ("list_deposits", [:]),
      ("bind_deposit_address", ["depositReference": text, "protocol": "evm"]),
      ("unbind_deposit_address", ["depositReference": "u"]), ("get_deposit_reference", ["depositReference": "u"]),
      (
        "create_payment_link",
        ["title": text, "amount": "1", "currencies": [["currency": "USDT", "chainId": "tron-nile"]]]
      ),
      ("publish_payment_link", ["id": "l"]), ("archive_payment_link", ["id": text]),
      ("verify_webhook", ["body": text, "signature": text, "secret": text]),
      ("wait_for_order", ["orderId": text, "timeoutSeconds": 1, "cursor": text]),
      ("wait_for_deposit", ["depositReference": text, "timeoutSeconds": 1]),
      ("search_docs", ["query": text]), ("list_assets", [:]), ("get_status", [:]),
    ]
  }

  private static func lines(with text: String) -> [String] {
    let opening = [
      #"{"jsonrpc":"2.0","id":"first","method":"initialize","params":{"protocolVersion":"2025-06-18","#
        + #""capabilities":{},"clientInfo":{"name":"canary","version":"1"}}}"#,
      #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
      #"{"jsonrpc":"2.0","id":"list","method":"tools/list"}"#,
    ]
    return opening
      + calls(.string(text)).enumerated().map { index, call in
        let params: JSONValue = ["name": .string(call.tool), "arguments": .object(call.arguments)]
        let id = JSONValue.number(JSONNumber(index))
        return "\(["jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params] as JSONValue)"
      }
  }

  /// The API quotes the request, its `Authorization` included, wherever the fault has words.
  @Test func keyIsInNothingThatIsSaidAfterAFault() async throws {
    let sandbox = try await SandboxServer.start(SandboxConfiguration(seed: 42, controlToken: "let-me-in"))
    let servers = try DeadEnds.Servers()
    let deadEnds = DeadEnds(servers)
    let quoted = try await withThrowingTaskGroup(of: Bool.self) { group in
      var quoted = 0
      for (index, fault) in Fault.all.enumerated() {
        // A program for each processor; more would only wait for one.
        if index >= 2 { quoted += try await group.next() == true ? 1 : 0 }
        group.addTask { try await Self.check(fault, deadEnds, sandbox.port) }
      }
      return try await group.reduce(quoted) { $0 + ($1 ? 1 : 0) }
    }
    // All refusals with words of the API: what is shown of the key is its mask.
    #expect(quoted >= 10)
    withExtendedLifetime(servers) {}
    await sandbox.shutdown()
  }

  /// Returns whether the masked key was seen.
  private static func check(_ fault: Fault, _ deadEnds: DeadEnds, _ port: Int) async throws -> Bool {
    let api = FaultyAPI(port: port)
    let lines = lines(with: Canary.key)
    api.injectFaults { $0.method == "POST" || !$0.target.contains("limit=100") ? fault : nil }
    let run = try await Program.run(
      ["--log-level", "debug"],
      environment: [
        "PAYIN_API_KEY": Canary.key, "PAYIN_BASE_URL": deadEnds.url(fault, else: api), "PAYIN_TIMEOUT": "1.5",
        "PAYIN_LIST_TIMEOUT": "1.5", "PAYIN_CONNECT_TIMEOUT": "0.4", "PAYIN_DRAIN_TIMEOUT": "60",
      ], input: lines)
    #expect(run.output.split(separator: "\n").count == lines.count - 1, "\(fault.name): \(run.errorOutput)")
    #expect(run.errorOutput.contains("level="), "\(fault.name)")
    expectAbsent(run, fault.name)
    return run.output.contains("Bearer pk_…5D83")
  }

  private static func expectAbsent(_ run: Program, _ place: String) {
    let lines = run.everything.split(separator: "\n").filter { !Canary.forms(in: String($0)).isEmpty }
    #expect(lines.isEmpty, "\(place)")
  }

  /// The key is the value of every flag, alone and inside of a URL, and of every variable; as a flag and a subcommand of its own.
  @Test func keyInTheWrongPlaceIsNotRepeated() async throws {
    let help = try await Program.run(["help", "serve"])
    let flags = Set(help.output.matches(of: /--[a-z-]+/).map { String($0.output) })
    #expect(flags.count > 15)
    let values = [Canary.key, "https://user:\(Canary.key)@127.0.0.1/?key=\(Canary.key)"]
    var commands = [[Canary.key], ["serve", Canary.key], ["help", Canary.key], ["--\(Canary.key)"], ["--version"]]
    for flag in flags { commands += [[flag, values[0]], ["\(flag)=\(values[1])"]] }
    for command in commands {
      let run = try await Program.run(command, environment: ["PAYIN_API_KEY": Canary.key, "PAYIN_LOG_LEVEL": "debug"])
      Self.expectAbsent(run, "\(command)")
    }
    let all = Self.lines(with: "other")
    // The opening, a call that is sent, and the status.
    let lines = Array(all.prefix(4)) + all.suffix(1)
    for variable in ConfigurationVariable.allCases {
      for value in values {
        let run = try await Program.run([], environment: [variable.rawValue: value], input: lines)
        Self.expectAbsent(run, "\(variable.rawValue)=\(value)")
      }
    }
  }
}
