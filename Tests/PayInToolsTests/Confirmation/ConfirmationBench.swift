import HTTP
import JSON
import MCP
import PayIn
import Synchronization
import Testing

@testable import PayInTools

/// The tools on a stub of the API, and a person who answers what is asked.
final class ConfirmationBench: Sendable {
  static let mainnet = [
    "PAYIN_API_KEY": Bench.canary, "PAYIN_BASE_URL": "https://app.payin.com", "PAYIN_ENVIRONMENT": "mainnet",
    "PAYIN_ALLOW_MAINNET_WRITES": "1", "PAYIN_TOOLS": "all",
  ]

  static let order: JSONObject = [
    "orderReference": "invoice-1", "amount": "10.50", "currency": "USDT", "chainId": "ethereum-mainnet",
  ]

  let api: StubAPI
  let catalogue: ToolCatalogue
  private let asked = Mutex<[ElicitationQuestion]>([])

  /// - Parameter environment: in addition to that of a main network with both switches.
  init(
    _ environment: [String: String] = [:], tokens: StateSealer = StateSealer(), on base: [String: String] = mainnet,
    api: StubAPI = StubAPI()
  ) throws {
    self.api = api
    let configuration = try Configuration.load(environment: base.merging(environment) { $1 })
    let sandbox = Target(
      baseURL: try BaseURL("http://127.0.0.1:4010"), apiKey: try APIKey(Bench.canary), sandboxToken: "token")
    var limits = configuration.limits
    limits.rates = nil
    let client = PayInClient(
      target: configuration.target ?? sandbox, transport: api, limits: limits, time: .fast,
      makeRequestID: { "req_1" })
    catalogue = try PayInTools.catalogue(
      ToolContext(
        configuration: configuration,
        versions: ToolContext.Versions(server: "1", libcurl: "7", protocolRevisions: []), time: .fast,
        tokens: tokens, client: { client }))
  }

  var questions: [ElicitationQuestion] { asked.withLock { $0 } }

  /// The number of writes that reached the stub of the API.
  var writes: Int { api.requests.filter { $0.method != .get }.count }

  func call(_ tool: String, _ arguments: JSONObject = order, answer: ElicitationAnswer = .cannotAsk) async throws
    -> ToolResult
  {
    await catalogue.call(try #require(catalogue[tool]), arguments: arguments) { question in
      self.asked.withLock { $0.append(question) }
      return answer
    }
  }
}

extension ToolExample {
  /// The arguments with chains of the main network.
  var onMainnet: JSONObject {
    let text = JSONValue.object(arguments).description.replacing("ethereum-sepolia", with: "ethereum-mainnet")
    return (try? JSONParser.parse(text))?.object ?? [:]
  }

  /// Those that change something at the API.
  static let writes = calls.filter { $0.operation.kind.isWrite && !sandboxOnly.contains($0.name) }
}
