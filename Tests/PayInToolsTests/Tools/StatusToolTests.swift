import HTTP
import JSON
import MCP
import Testing

@testable import PayInTools

@Suite struct StatusToolTests {
  @Test func healthIsPassedOnAsReceived() async throws {
    let status = try await Bench(environment: Bench.live).call("get_status", ["detail": true])
    #expect(status.object["environment"] == ["mode": "testnet", "host": "testnet.payin.com"])
    #expect(status.object["configured"] == true)
    #expect(status.object["apiKey"] == "pk_…cdef")
    #expect(status.object["writesAllowed"] == true)
    #expect(status.object["reachable"] == true)
    #expect(
      status.object["health"] == ["status": "healthy", "version": "0.1.0", "timestamp": "2025-01-28T10:30:00Z"])
    #expect(status.object["dialect"] == "auto")
    #expect(status.object["dashboardUrl"] == nil)
    #expect(status.object["versions"] == ["server": "1", "libcurl": "7", "protocolRevisions": ["2025-06-18"]])
  }

  @Test func sandboxTellsWhereItsDashboardIs() async throws {
    let status = try await Bench().call("get_status", [:])
    #expect(status.object["dashboardUrl"] == "http://127.0.0.1:4010/?token=token")
  }

  @Test func keyThatTheSandboxDoesNotUseIsSaid() async throws {
    let status = try await Bench(environment: ["PAYIN_API_KEY": Bench.canary, "PAYIN_ENVIRONMENT": "sandbox"]).call(
      "get_status", [:])
    #expect(status.object["warnings"]?.array?.map { $0["code"] } == ["setting"])
    let message = status.object["warnings"]?.array?.first?["message"]?.string
    #expect(message?.hasPrefix("PAYIN_API_KEY is set and not used") == true)
  }

  @Test func unwellServerIsReachable() async throws {
    let status = try await Bench(.json(503, #"{"status":"unhealthy","error":"db"}"#)).call(
      "get_status", ["detail": true])
    #expect(status.object["reachable"] == true)
    #expect(status.object["health"] == ["status": "unhealthy", "error": "db"])
  }

  @Test(arguments: [
    StubAPI.Reply.failure(HTTPTransportError(.connectionRefused, mayHaveReachedServer: false)), .json(502, "<html>"),
    .json(200, "{}"),
  ])
  func serverThatIsNotThereIsAResultAndNotAFailure(_ reply: StubAPI.Reply) async throws {
    let status = try await Bench(reply).call("get_status", [:])
    #expect(!status.isError)
    #expect(status.object["reachable"] == false)
    #expect(status.object["reason"]?.string != nil)
    #expect(status.object["health"] == nil)
  }

  @Test func unusableKeyIsExplainedWithoutACall() async throws {
    let bench = try Bench(environment: ["PAYIN_API_KEY": "${PAYIN_API_KEY}"])
    let status = try await bench.call("get_status", [:])
    #expect(!status.isError)
    #expect(status.object["configured"] == false)
    #expect(status.object["writesAllowed"] == false)
    #expect(status.object["problems"]?.array?.map { $0["variable"] } == ["PAYIN_API_KEY"])
    #expect(status.object["apiKey"] == nil)
    #expect(bench.api.requests.isEmpty)
  }

  /// Health needs no key, so only another route shows that the key is refused.
  @Test(arguments: [true, false])
  func refusedKeyIsToldThoughTheAPIIsWell(_ isFirstCall: Bool) async throws {
    let refusal = StubAPI.Reply.json(401, #"{"error":"Unauthorized"}"#)
    let bench = try Bench(
      environment: Bench.live,
      routes: ["/orders": refusal, "/address-pool/summary": isFirstCall ? refusal : .json(404, "{}")])
    if !isFirstCall { #expect(try await bench.call("list_orders", [:]).object["code"] == "unauthorized") }
    let status = try await bench.call("get_status", [:])
    #expect(!status.isError)
    #expect(status.object["reachable"] == true)
    #expect(status.object["keyRefused"] == true)
    #expect(status.object["writesAllowed"] == false)
    #expect(status.object["reason"]?.string?.hasPrefix("The API refused the key") == true)
    #expect(status.summary.contains("The API refused the key"))
  }

  @Test func keyThatWasNotRefusedIsNotMentioned() async throws {
    let status = try await Bench(environment: Bench.live).call("get_status", [:])
    #expect(status.object["keyRefused"] == nil)
    #expect(status.object["reason"] == nil)
  }

  @Test func sandboxShowsNoKey() async throws {
    #expect(try await Bench().call("get_status", [:]).object["apiKey"] == nil)
  }
}
