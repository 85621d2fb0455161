import Glibc
import JSON
import TestSupport
import Testing

/// Many large results at once, and a client that is slower than the server.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct LoadTests {
  /// A page of more orders than a result may hold (row 96).
  private static let fatPage: String = {
    let text = String(repeating: "0123456789", count: 40) + #"\"é\n"#
    let orders = (1...80).map {
      #"{"orderId":"ord_\#($0)","orderReference":"\#(text)","status":"\#(text)","amount":"1"}"#
    }
    let rows = orders.joined(separator: ",")
    return #"{"success":true,"data":{"orders":[\#(rows)],"pagination":{"page":1,"limit":100,"total":80}}}"#
  }()

  /// Rows 13, 96: 200 calls in parallel over a pipe that holds 4 KiB and is read 1000 bytes at a time.
  @Test func largeResultsNeverInterleave() async throws {
    let server = try Server(LoopbackAPI.answering(200, Self.fatPage), reading: .later, pieces: 1000)
    let ids = 1...200
    for id in ids {
      server.send(Line.call(.number(JSONNumber(id)), "list_orders", ["limit": 100], .july2026))
    }
    server.startReading()
    let answers = try await server.finish()
    #expect(Set(answers.compactMap { $0["id"]?.number?.integer }) == Set(ids))
    #expect(answers.count == 200)
    for answer in answers {
      let result = try #require(answer["result"])
      let size = result["structuredContent"].map { JSONWriter.bytes(of: $0).count } ?? 0
      #expect(40_000...60_000 ~= size)
      #expect(result["structuredContent"]?["pagination"]?["hasMore"] == true)
      #expect(result["structuredContent"]?["warnings"]?.array?.isEmpty == false)
    }
  }
}
