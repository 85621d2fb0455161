import JSON
import Testing

@testable import MCP

/// Rows of the protocol table are named at each test.
@Suite(.timeLimit(.minutes(1)))
struct CompletionTests {
  private static func complete(_ params: String, in era: String = "2025-11-25") async throws -> JSONValue? {
    let lines = ResourceTests.ask("completion/complete", params, in: era)
    return try await SessionHarness.answers(to: lines, features: .test).last
  }

  private static func tone(_ value: String, more: String = "") -> String {
    #""ref":{"type":"ref/prompt","name":"greeting"},"argument":{"name":"tone","value":"\#(value)"}\#(more)"#
  }

  private static func book(_ value: String) -> String {
    #""ref":{"type":"ref/resource","uri":"shelf://books/{id}"},"argument":{"name":"id","value":"\#(value)"}"#
  }

  /// Rows 57, 64, 119, 121: also in the first revision, which has no capability for it.
  @Test(arguments: ResourceTests.eras)
  func candidatesAreThoseThatBeginSo(era: String) async throws {
    let result = try await Self.complete(Self.tone("WA"), in: era)?["result"]
    #expect(result?["completion"] == ["values": ["Warm", "wary"], "total": 2, "hasMore": false])
    let isStateless = era == "2026-07-28"
    #expect(SessionTests.keys(result) == (isStateless ? ["resultType", "completion", "_meta"] : ["completion"]))
  }

  /// Row 119.
  @Test(arguments: [("", 100, 250, true), ("book-1", 100, 111, true), ("book-24", 11, 11, false), ("x", 0, 0, false)])
  func atMostAHundredAreGiven(value: String, count: Int, total: Int, hasMore: Bool) async throws {
    let completion = try await Self.complete(Self.book(value))?["result"]?["completion"]
    #expect(completion?["values"]?.array?.count == count)
    #expect(completion?["total"]?.number?.integer == total)
    #expect(completion?["hasMore"]?.bool == hasMore)
  }

  /// Row 56: what is filled in already counts from the revision on that knows it.
  @Test(arguments: ResourceTests.eras)
  func contextIsThatOfTheRevision(era: String) async throws {
    let params = Self.tone("", more: #","context":{"arguments":{"who":"Ann"}}"#)
    let values = try await Self.complete(params, in: era)?["result"]?["completion"]?["values"]
    #expect(values == (era >= "2025-06-18" ? ["Warm", "wary", "cold", "Ann"] : ["Warm", "wary", "cold"]))
  }

  /// Row 120.
  @Test func knownArgumentWithoutCandidatesIsEmpty() async throws {
    let params = #""ref":{"type":"ref/prompt","name":"greeting"},"argument":{"name":"who","value":"A"}"#
    let completion = try await Self.complete(params)?["result"]?["completion"]
    #expect(completion == ["values": [], "total": 0, "hasMore": false])
  }

  /// Row 120.
  @Test(arguments: [
    "", #""ref":{"type":"ref/prompt","name":"greeting"}"#, #""argument":{"name":"tone","value":""}"#,
    #""ref":"greeting","argument":{"name":"tone","value":""}"#,
    #""ref":{"type":"ref/tool","name":"echo"},"argument":{"name":"text","value":""}"#,
    #""ref":{"type":"ref/prompt"},"argument":{"name":"tone","value":""}"#,
    #""ref":{"type":"ref/prompt","name":"nope"},"argument":{"name":"tone","value":""}"#,
    #""ref":{"type":"ref/prompt","name":"greeting"},"argument":{"name":"nope","value":""}"#,
    #""ref":{"type":"ref/prompt","name":"greeting"},"argument":{"name":"tone","value":5}"#,
    #""ref":{"type":"ref/prompt","name":"greeting"},"argument":{"name":"tone"}"#,
    #""ref":{"type":"ref/resource","uri":"shelf://pages/{id}"},"argument":{"name":"id","value":""}"#,
    #""ref":{"type":"ref/resource","uri":"shelf://guide"},"argument":{"name":"id","value":""}"#,
    #""ref":{"type":"ref/resource","uri":"shelf://books/{id}"},"argument":{"name":"ID","value":""}"#,
    #""ref":{"type":"ref/prompt","name":"greeting"},"argument":{"name":"tone","value":""},"context":{"arguments":[]}"#,
    #""ref":{"type":"ref/prompt","name":"greeting"},"argument":{"name":"tone","value":""},"context":{"arguments":{"a":1}}"#,
  ])
  func unknownSubjectOrArgumentIsRefused(params: String) async throws {
    for era in ["2025-06-18", "2026-07-28"] {
      #expect(try await Self.complete(params, in: era)?["error"]?["code"] == -32602)
    }
  }

  /// Row 119: a burst beyond the limit is told that there is more, not that there is nothing.
  @Test func completionIsRateLimited() async throws {
    let now = ContinuousClock.now
    let harness = try SessionHarness(features: .test, settings: .make(now: { now }))
    harness.send(SessionTests.initialize("2025-11-25"))
    for id in 1...101 { harness.send(SessionTests.request(id, "completion/complete", "{\(Self.tone(""))}")) }
    let completions = try await harness.finish().dropFirst().map { $0["result"]?["completion"] }
    #expect(completions.count == 101)
    #expect(completions.prefix(100).allSatisfy { $0?["total"] == 3 })
    #expect(completions.last == ["values": [], "hasMore": true])
  }

  @Test func bucketFillsWithTime() {
    let start = ContinuousClock.now
    var bucket = TokenBucket(capacity: 2, perSecond: 10, now: start)
    let milliseconds = [0, 0, 0, 99, 101, 101, 100_000, 100_000, 100_000, 0]
    let taken = milliseconds.map { bucket.take(now: start + .milliseconds($0)) }
    #expect(taken == [true, true, false, false, true, false, true, true, false, false])
  }
}
