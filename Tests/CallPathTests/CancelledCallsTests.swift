import JSON
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct CancelledCallsTests {
  private static let calls = 1000

  /// Rows 41, 125 and 126: under Thread Sanitizer, which the program itself is too large for.
  @Test func onlyTheUncancelledHalfOfAThousandCallsIsAnswered() async throws {
    let held = HeldRequests(inFlight: 50)
    let path = try CallPath(to: HeldRequests.api([held]), calls: Self.calls, connections: 50)
    path.send(Self.request(0, "initialize", Self.introduction))
    _ = try await path.next()
    let ids = Array(1...Self.calls)
    for id in ids { path.send(Self.request(id, "tools/call", Self.getOrder(id))) }
    await held.isFull.wait()
    let (kept, cancelled) = (ids.filter { $0.isMultiple(of: 2) }, ids.filter { !$0.isMultiple(of: 2) })
    for id in cancelled { path.send(Self.cancel(id)) }
    path.send(Self.request(-1, "ping", [:]))
    #expect(try await path.next()?["id"] == -1)
    held.release.arrive()
    var answered: Set<Int> = []
    for _ in kept {
      let answer = try #require(await path.next())
      #expect(answer["result"]?["isError"] == true)
      answered.insert(try #require(answer["id"]?.number?.integer))
    }
    #expect(answered == Set(kept))
    await held.waitUntilAllAreClosed()
    #expect(try await path.finish().isEmpty)
  }

  private static let introduction: JSONValue = [
    "protocolVersion": "2025-11-25", "capabilities": [:], "clientInfo": ["name": "test", "version": "1"],
  ]

  private static func request(_ id: Int, _ method: String, _ parameters: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": .number(JSONNumber(id)), "method": .string(method), "params": parameters]
  }

  private static func getOrder(_ id: Int) -> JSONValue {
    ["name": "get_order", "arguments": ["orderId": .string("ord_0_\(id)")]]
  }

  private static func cancel(_ id: Int) -> JSONValue {
    [
      "jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": .number(JSONNumber(id))],
    ]
  }
}
