import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

@Suite struct ExportToolTests {
  private static let order: JSONObject = [
    "orderReference": "shoes-1", "amount": "10.50", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  private func program(
    _ bench: Bench, _ flow: ExportFlow = .session, _ language: ExportLanguage = .python
  ) async throws -> String {
    let result = try await bench.call(
      "export_code", ["flow": .string(flow.rawValue), "language": .string(language.rawValue)])
    #expect(!result.isError)
    return try #require(result.document)
  }

  @Test func codeIsTheTextAndNotDoubled() async throws {
    let result = try await Bench().call("export_code", ["flow": "order_checkout", "language": "go"])
    let encoder = ResultEncoder(
      revision: .november2025, server: .payIn(try Configuration.load(environment: [:]), version: "1"))
    let encoded = try JSONParser.parse(encoder.encode(result))
    let blocks = try #require(encoded["content"]?.array)
    #expect(blocks.count == 2)
    #expect(blocks[1]["text"]?.string == result.document)
    #expect(
      encoded["structuredContent"] == [
        "fileName": "payin_order_checkout.go", "language": "go", "run": "go run payin_order_checkout.go",
      ])
    #expect(blocks[0]["text"]?.string?.contains("go run payin_order_checkout.go") == true)
  }

  @Test func successfulCallsOfTheSessionAreExported() async throws {
    let bench = try Bench()
    #expect(try await !program(bench).contains("def create_order"))
    _ = try await bench.call("create_order", Self.order)
    _ = try await bench.call("get_order", ["orderId": "ord_1"])
    _ = try await bench.call("get_order", ["orderId": "ord_1"])
    _ = try await bench.call("get_status", [:])
    let text = try await program(bench)
    let calls = try #require(text.firstRange(of: "def main():")).upperBound
    #expect(
      text[calls...].split(separator: "\n").prefix(9).map(String.init) == [
        "    result1 = create_order({", "        \"orderReference\": \"shoes-1\",", "        \"amount\": \"10.50\",",
        "        \"currency\": \"USDT\",", "        \"chainId\": \"ethereum-sepolia\",", "    })",
        "    show(\"create_order\", result1)",
        "    result2 = get(path_of(\"orders\", field(result1, \"orderId\", \"id\")))",
        "    show(\"get_order\", result2)",
      ])
    #expect(!text.contains("result3"))
  }

  @Test func failedCallIsNotExported() async throws {
    let bench = try Bench(.json(404, #"{"success":false,"error":"NotFound","message":"no"}"#))
    _ = try await bench.call("get_order", ["orderId": "ord_1"])
    #expect(try await !program(bench).contains("result1"))
  }

  @Test func namedFlowUsesTheLatestValues() async throws {
    let bench = try Bench()
    #expect(try await program(bench, .orderCheckout).contains("invoice-77"))
    _ = try await bench.call("create_order", Self.order)
    let text = try await program(bench, .orderCheckout)
    #expect(text.contains("\"shoes-1\"") && !text.contains("invoice-77"))
  }

  /// The key in a text of a call, and another one of the same form.
  @Test(arguments: ExportLanguage.allCases)
  func noKeyIsInAProgram(_ language: ExportLanguage) async throws {
    let bench = try Bench(environment: Bench.live)
    var order = Self.order
    order["metadata"] = ["a": "x pk_test_0123456789abcdef", "sk_0123456789abcdef": "pk_live_0123456789"]
    #expect(try await !bench.call("create_order", order).isError)
    // The key itself is in no order that is made.
    _ = try await bench.call("list_orders", ["orderReference": .string("x \(Bench.canary)")])
    for flow in ExportFlow.allCases {
      let text = try await program(bench, flow, language)
      #expect(!KeyPattern.occurs(in: text), "\(flow)")
    }
    #expect(try await program(bench, .session, language).contains("shoes-1"))
  }

  @Test func longSessionIsCutAtItsStartAndSaid() async throws {
    let bench = try Bench()
    for number in 1...60 {
      var order = Self.order
      order["orderReference"] = .string("order-\(number)")
      order["metadata"] = ["note": .string(String(repeating: "'\\\u{1}", count: 400))]
      _ = try await bench.call("create_order", order)
    }
    for language in ExportLanguage.allCases {
      let result = try await bench.call("export_code", ["flow": "session", "language": .string(language.rawValue)])
      let text = try #require(result.document)
      #expect(text.utf8.count <= 60_000)
      #expect(text.contains("order-60") && !text.contains("order-1\""))
      #expect(result.summary.contains("The oldest calls are left out"))
    }
  }

  @Test func callsThatAreNotKeptAreCounted() async throws {
    let bench = try Bench()
    for number in 1...53 {
      var order = Self.order
      order["orderReference"] = .string("order-\(number)")
      _ = try await bench.call("create_order", order)
    }
    let session = try await bench.call("export_code", ["flow": "session", "language": "go"])
    #expect(session.summary.contains("The oldest calls are left out: 3."))
    let named = try await bench.call("export_code", ["flow": "retry", "language": "go"])
    #expect(!named.summary.contains("left out"))
  }

  /// The words that the command is told to run, quoted by the rules of POSIX (Shell Command Language, 2.2.2).
  @Test(arguments: [
    (ExportFlow.environment, "/a b/.env", "chmod 600 '/a b/.env'; set -a; . '/a b/.env'; set +a"),
    (.environment, ".env", "chmod 600 .env; set -a; . ./.env; set +a"),
    (.environment, "it's", #"chmod 600 'it'\''s'; set -a; . ./'it'\''s'; set +a"#),
    (.retry, "/tmp/x;y.py", "python3 '/tmp/x;y.py'"), (.retry, "-c.py", "python3 ./-c.py"),
  ])
  func commandRunsTheFileOfAnyName(_ flow: ExportFlow, _ path: String, _ command: String) {
    let target = ExportTarget(.testnet, baseURL: nil, language: .english)
    #expect(ExportedProgram(flow, in: .python, for: target).run(savedAs: path) == command)
  }

  /// What was under way must have come to light, whatever pauses are set.
  @Test(arguments: ExportLanguage.allCases)
  func minuteBeforeARepeatIsFixed(_ language: ExportLanguage) throws {
    let text = ExportedProgram(.retry, in: language, for: ExportTarget(.testnet, baseURL: nil, language: .english)).text
    #expect(text.contains(/(?i)minute_?seconds ?= ?60;?\n/))
  }

  struct Host: Sendable {
    let environment: [String: String]
    let address: String
    let note: String
  }

  @Test(
    arguments: [
      Host(environment: [:], address: "http://127.0.0.1:4010/api/v1", note: "A sandbox on this machine"),
      Host(environment: Bench.live, address: "https://testnet.payin.com/api/v1", note: "The test network"),
      Host(
        environment: [
          "PAYIN_API_KEY": Bench.canary, "PAYIN_ENVIRONMENT": "mainnet",
          "PAYIN_BASE_URL": "https://app.payin.com/api/v1",
        ], address: "https://app.payin.com/api/v1", note: "The main network: real money"),
      Host(
        environment: ["PAYIN_API_KEY": Bench.canary, "PAYIN_BASE_URL": "https://pay.example/x"],
        address: "https://pay.example/x/api/v1", note: "A PayIn API of your own"),
    ], ExportLanguage.allCases)
  func hostIsThatOfTheMode(_ host: Host, _ language: ExportLanguage) async throws {
    let bench = try Bench(environment: host.environment)
    for flow in ExportFlow.allCases where flow != .webhookHandler {
      let text = try await program(bench, flow, language)
      #expect(text.contains(host.address) && text.contains(host.note), "\(flow)")
    }
  }

  @Test(arguments: ExportLanguage.allCases, ExportFlow.allCases)
  func commentsAreInTheLanguageOfTheReader(_ language: ExportLanguage, _ flow: ExportFlow) {
    for reader in Language.allCases {
      let text = ExportedProgram(
        flow, in: language, for: ExportTarget(.testnet, baseURL: nil, language: reader)
      ).text
      let hasChinese = text.unicodeScalars.contains { 0x4E00...0x9FFF ~= $0.value }
      #expect(hasChinese == (reader == .chinese))
      for mark in ["#en ", "#zh ", "//en ", "//zh ", "{{host", "{{base", "{{c"] { #expect(!text.contains(mark)) }
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n") && text.count > 200)
      #expect(!text.split(separator: "\n").contains { $0.hasSuffix(" ") || $0.hasSuffix("\t") })
    }
  }

  @Test func numberThatADoubleCannotHoldIsWrittenAsText() {
    let value: JSONValue = ["n": .number(JSONNumber(12_345_678_901_234_567_890 as UInt64))]
    #expect(ProgramLiteral(.python).value(value).contains(#""n": "12345678901234567890""#))
    #expect(ProgramLiteral(.go).value(value).contains(#"json.Number("12345678901234567890")"#))
    #expect(ProgramLiteral(.curl).value(value).contains(#""n": 12345678901234567890"#))
    #expect(ProgramLiteral(.php).losesDigits(of: value) && !ProgramLiteral(.go).losesDigits(of: value))
  }
}

extension ToolResult {
  fileprivate var document: String? {
    if case .document(let text) = text { text } else { nil }
  }
}
