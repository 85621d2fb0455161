import HTTP
import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

/// All tools, unless others are asked for, on a stub of the API.
struct Bench {
  static let canary = "pk_canary0123456789abcdef"
  static let live = ["PAYIN_API_KEY": canary]

  let api: StubAPI
  let context: ToolContext
  let catalogue: ToolCatalogue

  /// - Parameters:
  ///   - lookUp: the API's reply when the client looks up whether a reference is taken.
  ///   - routes: replies by a part of the URL, which come before all others.
  init(
    _ reply: StubAPI.Reply? = nil, lookUp: String = #"{"data":{"orders":[]}}"#, environment: [String: String] = [:],
    routes: [String: StubAPI.Reply] = [:], time: TimeSource = .fast
  ) throws {
    let api = StubAPI(reply, lookUp: lookUp, routes: routes)
    let configuration = try Configuration.load(environment: ["PAYIN_TOOLS": "all"].merging(environment) { $1 })
    let sandbox = Target(
      baseURL: try BaseURL("http://127.0.0.1:4010"), apiKey: try APIKey(Self.canary), sandboxToken: "token")
    let client = PayInClient(
      target: configuration.target ?? sandbox, transport: api,
      checksDuplicates: configuration.checksDuplicates, time: time, makeRequestID: { "req_1" })
    self.api = api
    context = ToolContext(
      configuration: configuration,
      versions: ToolContext.Versions(server: "1", libcurl: "7", protocolRevisions: ["2025-06-18"]),
      time: time, client: { client })
    catalogue = try PayInTools.catalogue(context)
  }

  func call(_ name: String, _ arguments: JSONObject) async throws -> ToolResult {
    await catalogue.call(try #require(catalogue[name]), arguments: arguments)
  }

  func call(_ example: ToolExample) async throws -> ToolResult {
    try await call(example.name, example.arguments)
  }
}

extension TimeSource {
  /// No sleep takes longer than a moment, in which other tasks run.
  static let fast = TimeSource(
    now: { [now = ContinuousClock.now] in now }, date: { date },
    sleep: { _ in try? await Task.sleep(for: .milliseconds(1)) }, random: { 0 })

  /// Sleeps of a second or more take a moment: the time of a wait is over soon. Shorter ones, which stand between polls,
  /// last until they are cancelled.
  static let withoutFurtherPolls = TimeSource(
    now: { [now = ContinuousClock.now] in now }, date: { date },
    sleep: { try? await Task.sleep(for: $0 < .seconds(1) ? .seconds(3600) : .milliseconds(1)) }, random: { 0 })

  private static let date = 1_738_060_200
}
