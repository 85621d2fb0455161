import JSON
import Synchronization
import TestSupport
import Testing

/// Calls that are still running when the client has lost interest, or has left.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct CancellationTests {
  /// Reads a request, tells so, never answers, and tells when the connection has been closed.
  private static func silentAPI(arrived: Latch, closed: Latch) -> TestServer {
    TestServer { peer in
      guard peer.readRequest() != nil else { return }
      arrived.arrive()
      peer.waitForEnd()
      closed.arrive()
    }
  }

  /// Rows 41, 125 to 127: other cancels have no effect, this one closes the connection and leaves no answer.
  @Test(arguments: Revision.allCases)
  func cancelledCallIsAbortedAndNeverAnswered(revision: Revision) async throws {
    let (arrived, closed) = (Latch(), Latch())
    let api = Self.silentAPI(arrived: arrived, closed: closed)
    let client = try await Client(revision, Server(api))
    client.server.send(Line.call(70, "get_order", ["orderId": "ord_1"], revision))
    await arrived.wait()
    client.server.send(
      Line.cancel("70"), Line.cancel(71), Line.cancel(nil), Line.notification("notifications/cancelled"))
    #expect(try await client.result("tools/list")["tools"] != nil)
    client.server.send(Line.cancel(70))
    await closed.wait()
    #expect(try await client.result("tools/list")["tools"] != nil)
    // The id is free again, and the next call is not disturbed.
    client.server.send(Line.call(70, "create_order", [:], revision))
    #expect(try await client.server.next()["id"] == 70)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 35.
  @Test func idInFlightIsRefusedAndTheFirstGoesOn() async throws {
    let (arrived, release) = (Latch(), Latch())
    let api = TestServer { peer in
      guard peer.readRequest() != nil else { return }
      arrived.arrive()
      release.block()
      peer.reply(404, [], LoopbackAPI.notFound)
    }
    let client = try await Client(.november2025, Server(api))
    client.server.send(Line.call(70, "get_order", ["orderId": "ord_1"], .november2025))
    await arrived.wait()
    client.server.send(Line.request(70, "ping"))
    #expect(try await client.server.next()["error"]?["code"] == -32600)
    release.arrive()
    #expect(try await client.server.next()["result"]?.data["code"] == "not_found")
    #expect(try await client.server.finish().isEmpty)
  }

  /// Rows 9, 146: what runs at the end of input is answered with what is known of it. A create that only ever looked
  /// whether its order exists has sent nothing.
  @Test(arguments: Revision.eras)
  func callThatDoesNotEndIsAnsweredAtTheEndOfInput(revision: Revision) async throws {
    let arrived = Latch(after: 2)
    let api = Self.silentAPI(arrived: arrived, closed: Latch())
    let client = try await Client(revision, Server(api, ["PAYIN_DRAIN_TIMEOUT": "0.2"]))
    let order: JSONValue = ["orderReference": "a", "amount": "1", "currency": "USDT", "chainId": "tron-nile"]
    client.server.send(
      Line.call(70, "get_order", ["orderId": "ord_1"], revision), Line.call(71, "create_order", order, revision))
    await arrived.wait()
    let answers = try await client.server.finish()
    let failures = try answers.map { try #require($0["result"]).data }
    #expect(Set(answers.map { $0["id"]?.number?.integer }) == [70, 71])
    #expect(failures.allSatisfy { $0["code"] == "shutting_down" })
    #expect(Set(failures.map { $0["outcome"]?.string }) == [nil, "not_sent"])
    #expect(failures.allSatisfy { $0["retry"] == "safe" })
    #expect(api.accepted == 2)
  }

  /// The write was sent once, and a restarted server must not repeat it before it has come to light.
  @Test(arguments: Revision.eras)
  func createThatWasSentIsUnknownAtTheEndOfInput(revision: Revision) async throws {
    let arrived = Latch()
    let posts = Mutex(0)
    let api = TestServer { peer in
      while let request = peer.readRequest() {
        if request.method == "GET" {
          peer.reply(200, ["Content-Type: application/json"], #"{"success":true,"data":{"orders":[]}}"#)
        } else {
          posts.withLock { $0 += 1 }
          arrived.arrive()
          return peer.waitForEnd()
        }
      }
    }
    let client = try await Client(revision, Server(api, ["PAYIN_DRAIN_TIMEOUT": "0.2"]))
    let order: JSONValue = ["orderReference": "a", "amount": "1", "currency": "USDT", "chainId": "tron-nile"]
    client.server.send(Line.call(71, "create_order", order, revision))
    await arrived.wait()
    let failure = try #require(try await client.server.finish().first?["result"]).data
    #expect((failure["code"], failure["outcome"], failure["retry"]) == ("shutting_down", "unknown", "after"))
    #expect(failure["retryAfterSeconds"] == 60)
    #expect(posts.withLock(\.self) == 1)
  }
}
