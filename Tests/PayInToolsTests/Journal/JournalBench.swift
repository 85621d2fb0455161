import Foundation
import HTTP
import JSON
import Journal
import MCP
import PayIn
import Testing

@testable import PayInTools

/// The tools with a journal, on a stub of the API, and a person who answers what is asked.
final class JournalBench: Sendable {
  let api: StubAPI
  let path: String
  let catalogue: ToolCatalogue

  static let order: JSONObject = [
    "orderReference": "invoice-1", "amount": "10.50", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  /// - Parameter arrival: called with the journal's path and the request when a write reaches the API.
  init(
    _ environment: [String: String] = [:], on base: [String: String] = Bench.live, api: StubAPI = StubAPI(),
    arrival: @escaping @Sendable (String, HTTPRequest) -> Void = { _, _ in }
  ) throws {
    self.api = api
    let path = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-\(UUID().uuidString)").path
    self.path = path
    let configuration = try Configuration.load(
      environment: ["PAYIN_TOOLS": "all"].merging(base) { $1 }.merging(environment) { $1 })
    let sandbox = Target(
      baseURL: try BaseURL("http://127.0.0.1:4010"), apiKey: try APIKey(Bench.canary), sandboxToken: "token")
    let client = PayInClient(
      target: configuration.target ?? sandbox, transport: Arrivals(api: api) { arrival(path, $0) },
      limits: configuration.limits, time: .fast, makeRequestID: { "req_1" })
    catalogue = try PayInTools.catalogue(
      ToolContext(
        configuration: configuration,
        versions: ToolContext.Versions(server: "9.9", libcurl: "7", protocolRevisions: []),
        time: .fast, journal: try Journal(path, now: { 1_767_268_800 }), client: { client }))
  }

  deinit {
    unlink(path)
  }

  func call(_ tool: String, _ arguments: JSONObject = order, answer: ElicitationAnswer = .cannotAsk) async throws
    -> ToolResult
  {
    await catalogue.call(try #require(catalogue[tool]), arguments: arguments) { _ in answer }
  }

  /// The number of writes that reached the stub of the API.
  var writes: Int { api.requests.filter { $0.method != .get }.count }

  var text: String {
    get throws { try String(contentsOfFile: path, encoding: .utf8) }
  }

  var records: [JSONValue] {
    get throws { try text.split(separator: "\n").map { try JSONParser.parse(String($0)) } }
  }

  /// Passes requests on, after it has told of the writes among them.
  private struct Arrivals: HTTPTransport {
    let api: StubAPI
    let tell: @Sendable (HTTPRequest) -> Void

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
      if request.method != .get { tell(request) }
      return try await api.send(request)
    }
  }
}
