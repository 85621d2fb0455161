import JSON
import TestSupport
import Testing

/// What the program does with settings that cannot work: it says which one, and starts if it can.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct ConfigurationTests {
  struct Key: CustomTestStringConvertible {
    let name: String
    let text: String
    var testDescription: String { name }
  }

  /// Holds what must not be repeated.
  private static let secret = "canary_4f9a1c77e20b5d83"

  static let keys = [
    Key(name: "unexpanded", text: "${PAYIN_API_KEY}"),
    Key(name: "unexpanded, with a default", text: "${env:PAYIN_API_KEY:-pk_\(secret)}"),
    Key(name: "quoted", text: "\"pk_test_\(secret)\""),
    Key(name: "empty", text: ""),
    Key(name: "blank", text: "  "),
    Key(name: "wrong prefix", text: "sk_test_\(secret)"),
    Key(name: "a webhook secret", text: "whsec_\(secret)"),
    Key(name: "with Bearer", text: "Bearer pk_test_\(secret)"),
    Key(name: "with a line break", text: "pk_test_\(secret)\n"),
    Key(name: "not ASCII", text: "pk_test_é\(secret)"),
  ]

  /// Row 143: the server starts, lists, and each tool explains; the value is repeated nowhere.
  @Test(arguments: keys)
  func unusableKeyIsExplainedByTheTools(key: Key) async throws {
    let server = try Server([], environment: ["PAYIN_API_KEY": key.text])
    let client = try await Client(.november2025, server)
    let list = try await client.result("tools/list")
    #expect(list["tools"]?.array?.count == 20)
    let status = try await client.data("get_status")
    #expect(status["configured"] == false)
    #expect(status["environment"]?["mode"] == "testnet")
    #expect(status["problems"]?.array?.first?["variable"] == "PAYIN_API_KEY")
    let failure = try await client.failure("get_order", ["orderId": "ord_1"])
    #expect(failure["code"] == "not_configured")
    #expect(failure["message"]?.string?.hasPrefix("PAYIN_API_KEY ") == true)
    #expect(failure["next"]?["tool"] == "get_status")
    #expect(!server.received.contains(Self.secret))
    // Settings that do not keep the server from starting are told by the tools, not on stderr.
    #expect(try await server.finish().isEmpty)
  }

  /// A named API without a key is a forgotten key, not the sandbox.
  @Test func missingKeyOfANamedAPIIsExplained() async throws {
    let api = LoopbackAPI.closing()
    let client = try await Client(.july2026, Server([], environment: ["PAYIN_BASE_URL": api.url("")]))
    let failure = try await client.failure("list_orders")
    #expect(failure["code"] == "not_configured")
    #expect(failure["message"]?.string?.contains("PAYIN_API_KEY is not set") == true)
    #expect(api.accepted == 0)
    #expect(try await client.server.finish().isEmpty)
  }

  @Test func noSettingsMeanTheSandbox() async throws {
    let client = try await Client(.july2026, Server())
    let status = try await client.data("get_status")
    #expect(status["environment"]?["mode"] == "sandbox")
    #expect(status["reachable"] == true)
    #expect(status["apiKey"] == nil)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Tool managers write what is not set as an empty text, and Kubernetes tells of its services.
  @Test func emptyVariablesAndThoseOfServicesDoNotStopTheStart() async throws {
    let empty = [
      "PAYIN_BASE_URL", "PAYIN_ENVIRONMENT", "PAYIN_ALLOW_MAINNET_WRITES", "PAYIN_CONFIRM", "PAYIN_TOOLS",
      "PAYIN_READ_ONLY", "PAYIN_CONNECT_TIMEOUT", "PAYIN_TIMEOUT", "PAYIN_LIST_TIMEOUT", "PAYIN_DRAIN_TIMEOUT",
      "PAYIN_MAX_CONNECTIONS", "PAYIN_MAX_IN_FLIGHT", "PAYIN_MAX_RESPONSE_BYTES", "PAYIN_DUPLICATE_CHECK",
      "PAYIN_RATE_LIMIT", "PAYIN_MAX_AMOUNT", "PAYIN_MAX_ORDERS_PER_HOUR", "PAYIN_DIALECT", "PAYIN_LANG",
      "PAYIN_CA_BUNDLE", "PAYIN_SANDBOX_WEBHOOK_URL", "PAYIN_SANDBOX_MERCHANT",
    ]
    let links = ["PAYIN_SERVICE_HOST": "10.0.0.11", "PAYIN_PORT": "tcp://10.0.0.11:80", "PAYIN_LOG_LEVEL": "info"]
    let environment = links.merging(empty.map { ($0, "") }) { $1 }
    let client = try await Client(.july2026, Server([], environment: environment))
    #expect(try await client.data("get_status")["environment"]?["mode"] == "sandbox")
    client.server.closeInput()
    #expect(
      try await client.server.waitForEnd().errorOutput.contains(
        "level=info ignored=PAYIN_PORT,PAYIN_SERVICE_HOST reason=service_link"))
  }

  // MARK: Words on stderr

  /// The names that the dialects had first. They are documented nowhere else.
  @Test(arguments: [("en", "which is now called published"), ("zh", "该值现已改名为 published")])
  func oldNameOfADialectIsWarnedAboutOnce(_ language: String, _ words: String) async throws {
    let server = try Server(environment: ["PAYIN_DIALECT": "open", "PAYIN_LANG": language])
    let client = try await Client(.july2026, server)
    #expect(try await client.data("get_status", ["detail": true])["dialect"] == "published")
    _ = try await client.data("list_orders")
    server.closeInput()
    let errorOutput = try await server.waitForEnd().errorOutput
    #expect(errorOutput.hasPrefix("payin-mcp: PAYIN_DIALECT ") && errorOutput.contains(words), "\(errorOutput)")
    #expect(errorOutput.split(separator: "\n").count == 1, "\(errorOutput)")
  }

  @Test(arguments: [("en", "is set and not used"), ("zh", "已设置但未使用")])
  func keyThatTheSandboxDoesNotUseIsWarnedAboutOnce(_ language: String, _ words: String) async throws {
    let server = try Server(
      environment: ["PAYIN_API_KEY": LoopbackAPI.key, "PAYIN_ENVIRONMENT": "sandbox", "PAYIN_LANG": language])
    let client = try await Client(.july2026, server)
    #expect(try await client.data("get_status")["warnings"]?.array?.first?["message"]?.string?.contains(words) == true)
    server.closeInput()
    let errorOutput = try await server.waitForEnd().errorOutput
    #expect(errorOutput.hasPrefix("payin-mcp: PAYIN_API_KEY ") && errorOutput.contains(words), "\(errorOutput)")
    #expect(errorOutput.split(separator: "\n").count == 1 && !errorOutput.contains(LoopbackAPI.key), "\(errorOutput)")
  }

  /// What each level adds to the one before it. The old name of a dialect is warned about; the order is not there.
  @Test(arguments: [
    ("error", [] as [String]), ("warning", ["warning"]), ("info", ["warning", "info"]),
    ("debug", ["warning", "info", "debug"]),
  ])
  func levelDecidesWhatIsLogged(_ level: String, _ kinds: [String]) async throws {
    let server = try Server(environment: ["PAYIN_DIALECT": "seed", "PAYIN_LOG_LEVEL": level])
    let client = try await Client(.july2026, server)
    #expect(try await client.failure("get_order", ["orderId": "ord_canary"])["code"] == "not_found")
    server.closeInput()
    let errorOutput = try await server.waitForEnd().errorOutput
    #expect(errorOutput.contains("PAYIN_DIALECT ") == kinds.contains("warning"), "\(errorOutput)")
    #expect(
      errorOutput.contains(#"level=info call="GET /orders/:orderId" status=404"#) == kinds.contains("info"),
      "\(errorOutput)")
    #expect(
      errorOutput.contains(#"level=debug call="GET /orders/:orderId" event=start"#) == kinds.contains("debug"),
      "\(errorOutput)")
    #expect(!errorOutput.contains("ord_canary"))
  }

  // MARK: What stops the start

  struct Variable: CustomTestStringConvertible {
    let name: String
    let value: String
    /// What stderr must say as well.
    var words = ""
    var testDescription: String { "\(name)=\(value)" }
  }

  static let variables = [
    Variable(name: "PAYIN_BASE_URL", value: "http://example.com", words: "https://"),
    Variable(name: "PAYIN_BASE_URL", value: "http://127.0.0.1.example.com/api/v1", words: "https://"),
    Variable(name: "PAYIN_BASE_URL", value: "http://localhost.example.com", words: "https://"),
    Variable(name: "PAYIN_BASE_URL", value: "ftp://localhost"),
    Variable(name: "PAYIN_BASE_URL", value: "testnet"),
    Variable(name: "PAYIN_BASE_URL", value: "https://user:word@testnet.payin.com", words: "password"),
    Variable(name: "PAYIN_ENVIRONMENT", value: "production", words: "mainnet"),
    Variable(name: "PAYIN_TIMEOUT", value: "soon", words: "seconds"),
    Variable(name: "PAYIN_TIMEOUT", value: "-1", words: "seconds"),
    Variable(name: "PAYIN_MAX_IN_FLIGHT", value: "0", words: "4096"),
    Variable(name: "PAYIN_LOG_LEVEL", value: "loud", words: "debug"),
    Variable(name: "PAYIN_DIALECT", value: "cloud", words: "must be one of auto, documented, published."),
    Variable(name: "PAYIN_CA_BUNDLE", value: "ca.pem", words: "absolute path"),
    Variable(name: "PAYIN_ALLOW_MAINNET_WRITES", value: "maybe"),
    Variable(name: "PAYIN_TIMEOUTT", value: "3", words: "Did you mean PAYIN_TIMEOUT?"),
    Variable(name: "PAYIN_KEY", value: "pk_test_\(secret)", words: "Did you mean PAYIN_API_KEY?"),
    Variable(name: "PAYIN_COLOUR", value: "blue", words: "not a setting"),
    Variable(name: "PAYIN_READ_ONLY", value: "yes", words: "must be 1 or 0"),
    Variable(name: "PAYIN_DUPLICATE_CHECK", value: "yes", words: "must be on or off"),
    Variable(name: "PAYIN_TOOLS", value: "default,create_ordr", words: "(number 2). Did you mean create_order?"),
    Variable(name: "PAYIN_TOOLS", value: "whsec_\(secret)", words: "is not a tool or set"),
    Variable(name: "PAYIN_TOOLS", value: "-all", words: "leaves no tool"),
  ]

  @Test(arguments: variables)
  func unusableSettingStopsTheStartAndIsNamed(variable: Variable) async throws {
    let server = try Server([], environment: [variable.name: variable.value])
    server.send(Line.request(1, "ping"))
    let completion = try await server.waitForEnd()
    #expect(completion.exit == .status(3))
    #expect(completion.answers.isEmpty)
    #expect(completion.errorOutput.contains("\(variable.name) "))
    #expect(completion.errorOutput.contains(variable.words))
    #expect(!completion.errorOutput.contains(Self.secret))
  }

  @Test func allUnusableSettingsAreToldAtOnce() async throws {
    let settings = ["PAYIN_TIMEOUT": "soon", "PAYIN_LOG_LEVEL": "loud", "PAYIN_COLOUR": "blue"]
    let completion = try await Server([], environment: settings).waitForEnd()
    #expect(completion.exit == .status(3))
    for name in settings.keys { #expect(completion.errorOutput.contains(name)) }
  }

  @Test(arguments: ["http://shop.example/hook", "https://u:canary0@shop.example/", "shop.example"])
  func placeThatWebhooksMustNotGoToStopsTheStart(_ url: String) async throws {
    let completion = try await Server([], environment: ["PAYIN_SANDBOX_WEBHOOK_URL": url]).waitForEnd()
    #expect(completion.exit == .status(3))
    #expect(completion.errorOutput.contains("PAYIN_SANDBOX_WEBHOOK_URL must"))
    #expect(!completion.errorOutput.contains("canary0"))
  }

  // MARK: The command line

  struct Usage: CustomTestStringConvertible {
    let arguments: [String]
    /// What stderr must name.
    let words: String
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let usages = [
    Usage(arguments: ["--nope"], words: "'--nope'"),
    Usage(arguments: ["serve", "--nope"], words: "'--nope'"),
    Usage(arguments: ["nope"], words: "'nope'"),
    Usage(arguments: ["serve", "extra"], words: "'extra'"),
    Usage(arguments: ["--sandbox-db"], words: "--sandbox-db"),
    Usage(arguments: ["--api-key", "pk_test_\(secret)"], words: "'--api-key'"),
    Usage(arguments: ["--api-key=pk_test_\(secret)"], words: "'--api-key'"),
    Usage(arguments: ["pk_test_\(secret)"], words: "no command '…'"),
    Usage(arguments: ["serve", "PAYIN_API_KEY=pk_test_\(secret)", "x"], words: "unexpected arguments"),
    Usage(arguments: ["whsec_\(secret)"], words: "no command '…'"),
  ]

  @Test(arguments: usages)
  func unknownArgumentIsAUsageError(usage: Usage) async throws {
    let completion = try await Server(usage.arguments).waitForEnd()
    #expect(completion.exit == .status(2))
    #expect(completion.answers.isEmpty)
    #expect(completion.errorOutput.contains(usage.words))
    #expect(!completion.errorOutput.contains(Self.secret))
  }

  @Test(arguments: [["--help"], ["-h"], ["help"], ["serve", "--help"], ["--version"]])
  func helpAndVersionAreResults(arguments: [String]) async throws {
    let server = try Server(arguments)
    let (text, completion) = await server.waitForText()
    #expect(completion.exit == .status(0))
    #expect(text.contains(arguments == ["--version"] ? "0.1.0" : "USAGE: payin-mcp"))
    #expect(completion.errorOutput.isEmpty)
  }

  /// Flags override variables, under the same rules.
  @Test func flagWinsOverItsVariable() async throws {
    let completion = try await Server(["--log-level", "loud"], environment: ["PAYIN_LOG_LEVEL": "debug"]).waitForEnd()
    #expect(completion.exit == .status(3))
    #expect(completion.errorOutput.hasPrefix("payin-mcp: --log-level must be one of"))
  }
}
