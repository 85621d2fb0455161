import CurlTransport
import HTTP
import JSON
import MCP
import PayIn
import PayInTools
import Sandbox
import SandboxAPI
import Synchronization
import TestSupport
import Testing

/// A sandbox in another process, named by an address and a token, and servers that only say that they are one.
@Suite(.timeLimit(.minutes(1)))
struct SeparateSandboxTests {
  private static let key = "pk_live_0123456789abcdef"

  /// The tools of a server whose settings name the sandbox.
  private static func tools(
    at url: String, token: String = "let-me-in", _ transport: any HTTPTransport
  ) throws -> (catalogue: ToolCatalogue, sandbox: SeparateSandbox) {
    let configuration = try Configuration.load(
      environment: ["PAYIN_BASE_URL": url, "PAYIN_SANDBOX_TOKEN": token, "PAYIN_API_KEY": key])
    let sandbox = SeparateSandbox(
      try #require(configuration.baseURL), try #require(configuration.sandboxToken),
      key: try #require(configuration.apiKey), transport: transport)
    let context = ToolContext(
      configuration: configuration,
      versions: ToolContext.Versions(server: "1", libcurl: "8", protocolRevisions: ["2025-06-18"]),
      transport: transport, sandbox: sandbox, observe: { _ in })
    return (try PayInTools.catalogue(context), sandbox)
  }

  private static func call(
    _ tools: ToolCatalogue, _ name: String, _ arguments: JSONObject = [:]
  ) async throws -> ToolResult {
    await tools.call(try #require(tools[name]), arguments: arguments)
  }

  @Test(arguments: [Dialect.documented, .published])
  func provedSandboxHasItsTools(_ dialect: Dialect) async throws {
    try await ClientBench.run(dialect: dialect) { bench in
      let tools = try Self.tools(at: bench.server.root, bench.transport).catalogue
      let status = try await Self.call(tools, "get_status").object
      #expect(status["environment"]?["mode"] == "sandbox" && status["reachable"] == true)
      #expect(status["environment"]?["host"]?.string == "127.0.0.1:\(bench.server.port)")
      // The token is a setting here, and settings that are secret are not shown.
      #expect(status["dashboardUrl"]?.string == bench.server.root + "/")
      let made = try await Self.call(
        tools, "create_order",
        ["orderReference": "o1", "amount": "5", "currency": "USDC", "chainId": "ethereum-sepolia"])
      let id = try #require(made.object["orderId"], "\(made.summary)")
      let paid = try await Self.call(tools, "simulate_payment", ["orderId": id])
      #expect(paid.object["order"]?["status"] == "completed", "\(paid.summary)")
      #expect(try await Self.call(tools, "advance_clock", ["advanceMinutes": 1]).isError == false)
    }
  }

  /// Servers that are not the sandbox of the token. Each notes what it gets.
  enum Stranger: CaseIterable {
    /// Answers everything, with a mark and a proof of its own making.
    case flatterer
    /// An API that knows no such header.
    case api
  }

  /// A real API must not be taken for a sandbox, and neither key nor token must reach what only says that it is one.
  @Test(arguments: Stranger.allCases)
  func strangerGetsNothingButTheChallenge(_ stranger: Stranger) async throws {
    try await ClientBench.run { bench in
      let received = Mutex<[ReceivedRequest]>([])
      let server = TestServer.answering { request, peer in
        received.withLock { $0.append(request) }
        let challenge = request.values("X-Sandbox-Challenge").first ?? ""
        switch stranger {
        case .flatterer:
          peer.reply(200, ["X-Sandbox: payin-mcp", "X-Sandbox-Proof: \(challenge)"], #"{"success":true,"data":{}}"#)
        case .api: peer.reply(200, ["Content-Type: application/json"], #"{"success":true,"data":{"orderId":"o"}}"#)
        }
      }
      let tools = try Self.tools(at: server.url(""), bench.transport).catalogue
      for (name, arguments) in [
        ("list_orders", [:]), ("simulate_payment", ["orderId": "ord_1"]), ("get_status", [:]),
      ] as [(String, JSONObject)] {
        let result = try await Self.call(tools, name, arguments)
        let status = name == "get_status"
        #expect(result.isError == !status && (status || result.object["code"] == "sandbox_unavailable"))
        if status { #expect(result.object["reachable"] == false) }
        let text = "\(JSONValue.object(result.object))"
        #expect(text.contains("neither key nor token was sent to it"), "\(text)")
      }
      let requests = received.withLock(\.self)
      #expect(!requests.isEmpty)
      for request in requests {
        #expect(request.target == "/_sandbox/identity" && request.values("Authorization").isEmpty)
        #expect(!request.lines.joined().contains("let-me-in") && !request.lines.joined().contains("pk_"))
      }
    }
  }

  /// A server on another port that passes the challenge on to the sandbox, and its answer back.
  @Test func proofOfTheSandboxIsNotThatOfItsNeighbour() async throws {
    try await ClientBench.run { bench in
      let relay = Relay(bench.transport, to: bench.server.root)
      let tools = try Self.tools(at: "http://127.0.0.1:9", relay).catalogue
      let failed = try await Self.call(tools, "list_orders")
      #expect(failed.object["code"] == "sandbox_unavailable", "\(failed.summary)")
      #expect(relay.passed == ["/_sandbox/identity"])
    }
  }

  private final class Relay: HTTPTransport {
    private let transport: CurlTransport
    private let root: String
    private let paths = Mutex<[String]>([])

    init(_ transport: CurlTransport, to root: String) {
      (self.transport, self.root) = (transport, root)
    }

    var passed: [String] { paths.withLock(\.self) }

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
      let path = request.url.replacing("http://127.0.0.1:9", with: "")
      paths.withLock { $0.append(path) }
      var request = request
      request.url = root + path
      return try await transport.send(request)
    }
  }

  @Test func sandboxWithAnotherTokenAndNoServerAreExplained() async throws {
    try await ClientBench.run { bench in
      for (url, token, words) in [
        (bench.server.root, "another-token", "does not know the token"),
        ("http://127.0.0.1:9", "let-me-in", "does not answer"),
      ] {
        let tools = try Self.tools(at: url, token: token, bench.transport).catalogue
        let failed = try await Self.call(tools, "get_order", ["orderId": "ord_1"]).object
        #expect(failed["code"] == "sandbox_unavailable" && failed["message"]?.string?.contains(words) == true)
        #expect(failed["fix"]?.string?.contains("payin-mcp sandbox") == true)
        #expect(!"\(JSONValue.object(failed))".contains(token))
      }
    }
  }

  /// Another program can have the port since the last call.
  @Test func proofIsDemandedBeforeEachCall() async throws {
    try await ClientBench.run { bench in
      let transport = LossyTransport(bench.transport)
      let sandbox = try Self.tools(at: bench.server.root, transport).sandbox
      for proofs in 1...3 {
        _ = try await sandbox.target()
        #expect(transport.lines == Array(repeating: "GET /_sandbox/identity", count: proofs))
      }
    }
  }
}
