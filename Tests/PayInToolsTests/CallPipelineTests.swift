import HTTP
import JSON
import MCP
import PayIn
import Synchronization
import Testing

@testable import PayInTools

@Suite struct CallPipelineTests {
  /// Answers nothing, and takes all the time that it is given for that.
  private final class HangingAPI: HTTPTransport {
    let passed = Mutex(Duration.zero)
    let asked = Mutex<[String]>([])

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
      passed.withLock { $0 += request.limits.totalTimeout }
      asked.withLock { $0.append(request.url) }
      throw HTTPTransportError(.timeout, detail: "", mayHaveReachedServer: true)
    }

    var time: TimeSource {
      let start = ContinuousClock.now
      return TimeSource(
        now: { [self] in start + passed.withLock { $0 } }, date: { 1_738_060_200 },
        sleep: { [self] duration in passed.withLock { $0 += duration } }, random: { 0 })
    }
  }

  /// A token that the built-in table does not know has the API asked for its lists first.
  @Test func lookUpOfTokensIsPartOfTheCallsTime() async throws {
    let api = HangingAPI()
    let configuration = try Configuration.load(environment: Bench.live)
    let client = PayInClient(
      target: try #require(configuration.target), transport: api, time: api.time, makeRequestID: { "req_1" })
    let catalogue = try PayInTools.catalogue(
      ToolContext(
        configuration: configuration,
        versions: ToolContext.Versions(server: "1", libcurl: "8", protocolRevisions: []), time: api.time,
        client: { client }))
    var order = ToolExample.order
    order["currency"] = "ZZZ"
    let result = await catalogue.call(try #require(catalogue["create_order"]), arguments: order)
    #expect(result.object["code"] == "timeout")
    #expect(api.asked.withLock { $0.contains { $0.contains("/tokens") } })
    #expect(api.asked.withLock { $0.contains { $0.contains("/orders") } })
    #expect(api.passed.withLock { $0 } <= .seconds(30))
  }
}
