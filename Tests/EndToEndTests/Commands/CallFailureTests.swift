import JSON
import TestSupport
import Testing

/// What a script learns of a call that fails: the exit status, the reason on stderr, the error object on stdout.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct CallFailureTests {
  private static let unreachable = [
    "PAYIN_API_KEY": LoopbackAPI.key, "PAYIN_BASE_URL": "http://127.0.0.1:1", "PAYIN_TIMEOUT": "1",
  ]

  /// Statuses by the table of docs/command-line.md.
  @Test(
    arguments: [
      (["list_orders"], [:], 0, nil),
      (["get_order", "orderId=ord_0"], [:], 1, "not_found"),
      (["get_order", "orderid=ord_0"], [:], 2, "invalid_arguments"),
      (["list_orders", "page=0"], [:], 2, "invalid_arguments"),
      (["list_orders", "page=", "limit=x"], [:], 2, "invalid_arguments"),
      (["create_order", "orderReference="], [:], 2, "invalid_arguments"),
      (["get_ordr"], [:], 2, nil), (["get_order", "ord_0"], [:], 2, nil), (["get_order", "--orderId"], [:], 2, nil),
      (["get_order", "--json", "[]"], [:], 2, nil), (["get_order", "--json", #"{"a":1,"a":2}"#], [:], 2, nil),
      (["get_order", "orderId:=x"], [:], 2, nil), (["get_order", "--output", "xml"], [:], 2, nil),
      (["get_order", "orderId=1", "orderId=2"], [:], 2, nil),
      (["get_order", "orderId=1"], ["PAYIN_LOG_LEVEL": "loud"], 3, nil),
      (["get_order", "orderId=1"], ["PAYIN_BASE_URL": "http://127.0.0.1:1"], 3, "not_configured"),
      (["create_order"], ["PAYIN_READ_ONLY": "1"], 3, nil),
      (["create_order", "--read-only"], [:], 3, nil),
      (["get_status"], ["PAYIN_TOOLS": "orders"], 3, nil),
      (["simulate_payment", "orderId=1"], unreachable, 3, nil),
      (["get_order", "orderId=1"], unreachable, 5, "unreachable"),
    ] as [([String], [String: String], Int32, String?)])
  func statusTellsTheKindOfFailure(
    arguments: [String], environment: [String: String], status: Int32, code: String?
  ) async throws {
    let run = try await CallRun(
      ["call"] + arguments + ["--sandbox-db", ":memory:"], environment: environment)
    #expect(run.exit == .status(status), "\(run)")
    #expect(run.errors.isEmpty == (status == 0))
    if status != 0, code == nil { #expect(run.output.isEmpty) }
    if let code { #expect(try run.json["code"]?.string == code) }
  }

  @Test func reasonFixAndNextCommandAreOnStandardError() async throws {
    let run = try await CallRun(["call", "get_order", "orderId=ord_0", "--output", "text", "--sandbox-db", ":memory:"])
    #expect(
      run.errors == """
        payin-mcp: The API has no such resource (HTTP 404): "Order not found".
        Fix: Check the id or reference; list the resources to find it.
        Retry: after a change of the call or the settings
        Next: payin-mcp call list_orders

        """)
    #expect(run.output.isEmpty)
    let chinese = try await CallRun(
      ["call", "get_order", "orderId=ord_0", "--lang", "zh", "--output", "text", "--sandbox-db", ":memory:"])
    #expect(chinese.errors.hasPrefix("payin-mcp: 资源不存在（HTTP 404）：“Order not found”。\n处理办法：请检查"))
  }

  @Test(
    arguments: [
      (["get_ordr"], "there is no tool get_ordr. Did you mean get_order?"),
      (["get_order", "orderid=1"], "`orderid`: Did you mean `orderId`?"),
      (["list_orders", "limit=1000"], "`limit`: Use at most 100."),
      (["list_orders", "page=one"], "Give `page` as an integer from 1 to 1000000."),
      (["list_orders", "status=open"], "Use one of pending, completed, expired."),
      (["get_order", "ord_1"], "Arguments are written name=value; for example orderId=…."),
      (["create_order", "amount=1e3"], "Write whole tokens as plain digits with at most 6 decimals"),
      (["list_orders", "madeUp=1"], "Remove `madeUp`"),
    ])
  func mistakeIsNamedWithItsFix(arguments: [String], text: String) async throws {
    let run = try await CallRun(["call"] + arguments + ["--sandbox-db", ":memory:"])
    #expect(run.exit == .status(2))
    #expect(run.errors.contains(text), "\(run.errors)")
  }

  /// Not the variables that `call` itself sets for its server.
  @Test func settingIsNamedAsItsSourceSpellsIt() async throws {
    let folder = try TestFolder()
    let path = try folder.write(#"{"tools":"orderz"}"#, to: "config.json")
    let tools = "holds a name that is not a tool or set"
    let rows: [(arguments: [String], environment: [String: String], words: String)] = [
      ([], ["PAYIN_TOOLS": "orderz"], "payin-mcp: PAYIN_TOOLS \(tools)"),
      (["--tools", "orderz"], [:], "payin-mcp: --tools \(tools)"),
      (["--config", path], [:], "payin-mcp: \"tools\" (line 1 of \(path)) \(tools)"),
      (["--sandbox-webhook-url", "http://evil.example/"], [:], "payin-mcp: --sandbox-webhook-url must begin with"),
      ([], ["PAYIN_SANDBOX_WEBHOOK_URL": "http://evil.example/"], "payin-mcp: PAYIN_SANDBOX_WEBHOOK_URL must begin"),
    ]
    for row in rows {
      let run = try await CallRun(
        ["call", "list_orders", "--sandbox-db", ":memory:"] + row.arguments, environment: row.environment)
      #expect(run.exit == .status(3))
      #expect(run.errors.hasPrefix(row.words), "\(run.errors)")
    }
  }

  @Test func toolThatIsOnlyNotOnByDefaultCanBeCalled() async throws {
    for environment in [[:], ["PAYIN_TOOLS": "-payment_links"], ["PAYIN_TOOLS": "get_order_stats"]] {
      let run = try await CallRun(["call", "get_order_stats", "--sandbox-db", ":memory:"], environment: environment)
      #expect(run.exit == .status(0), "\(run.errors)")
    }
    let left = try await CallRun(
      ["call", "get_payment_link", "id=1", "--sandbox-db", ":memory:"], environment: ["PAYIN_TOOLS": "-payment_links"])
    #expect(left.errors == "payin-mcp: get_payment_link is left out by PAYIN_TOOLS (--tools).\n")
  }

  @Test func bytesThatAreNoTextAreRefused() async throws {
    let run = try await Shell.run(
      #"HOME=/nonexistent \#(ServerBinary.path) call get_order orderId=$'a\xff' --sandbox-db :memory:"#)
    #expect(run.exit == .status(2))
    #expect(run.output == "payin-mcp: orderId holds bytes that are not UTF-8.\n")
  }

  @Test func outputThatCannotBeWrittenIsSaid() async throws {
    let run = try await CallRun(
      ["call", "search_docs", "query=refund"], wrapper: ["sh", "-c", #"exec "$0" "$@" >/dev/full"#])
    #expect(run.exit == .status(4))
    #expect(run.errors.hasPrefix("payin-mcp: cannot write to standard output: "))
  }

  /// Whatever an API repeats and a person pastes.
  @Test func keyIsNeverShown() async throws {
    let api = TestServer.answering { request, peer in
      let body = #"{"success":false,"error":"\#(LoopbackAPI.key)","message":"\#(request.lines)"}"#
      peer.reply(400, ["Content-Type: application/json"], body.replacing("\\", with: ""))
    }
    let environment = LoopbackAPI.environment(api)
    let words = [
      ["get_order", "orderId=\(LoopbackAPI.key)"], [LoopbackAPI.key], ["get_order", LoopbackAPI.key],
      ["get_order", "\(LoopbackAPI.key)=1"], ["get_order", "--\(LoopbackAPI.key)"],
      ["get_order", "orderId:=\(LoopbackAPI.key)"], ["list_orders", "page=\(LoopbackAPI.key)"],
    ]
    for format in ["json", "text", "table"] {
      for arguments in words {
        let run = try await CallRun(["call"] + arguments + ["--output", format], environment: environment)
        #expect(run.exit != .status(0))
        #expect(!(run.output + run.errors).contains("canary"), "\(arguments): \(run)")
      }
    }
  }
}
