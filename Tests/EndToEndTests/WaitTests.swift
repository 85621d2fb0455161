import JSON
import TestSupport
import Testing

/// Waits through the built program: told of on the way, cut short by the client or by the end of input.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct WaitTests {
  private static let order: JSONValue = [
    "orderReference": "wait-1", "amount": "10.50", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  /// Sends a wait of 50 s and returns once it has told of its first look.
  private func startWait(
    _ id: JSONValue, for order: JSONValue, _ client: Client, token: JSONValue = "t"
  ) async throws -> JSONValue {
    client.server.send(
      Line.call(
        id, "wait_for_order", ["orderId": order, "timeoutSeconds": 50], client.revision, meta: ["progressToken": token])
    )
    let progress = try await client.server.next()
    #expect(progress["method"] == "notifications/progress")
    return try #require(progress["params"])
  }

  /// Rows 122, 123: the token as it was sent, rising numbers, and nothing after the result.
  @Test(arguments: Revision.allCases, [0, "a"] as [JSONValue])
  func waitTellsOnTheWayAndEndsWhenPaid(revision: Revision, token: JSONValue) async throws {
    let client = try await Client(revision, Server(environment: ["PAYIN_LANG": "zh"]))
    let id = try #require(try await client.data("create_order", Self.order)["orderId"])
    let first = try await startWait(90, for: id, client, token: token)
    #expect(first["progressToken"] == token)
    #expect(first["progress"] == 1)
    if revision != .november2024 { #expect(first["message"]?.string?.contains("还差 10.5") == true) }
    client.server.send(Line.call(91, "simulate_payment", ["orderId": id], revision))
    var (progress, answers): ([Int], [JSONValue]) = ([1], [])
    while answers.count < 2 {
      let message = try await client.server.next()
      if let number = message["params"]?["progress"]?.number?.integer {
        #expect(!answers.contains { $0["id"] == 90 })
        progress.append(number)
      } else {
        answers.append(message)
      }
    }
    #expect(progress == Array(Set(progress)).sorted())
    let paid = try #require(answers.first { $0["id"] == 90 }?["result"]).data
    #expect(paid["status"] == "completed")
    #expect(paid["missing"] == "0")
    #expect(paid["timedOut"] == false)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 123: without a token nothing is told.
  @Test(arguments: Revision.eras)
  func waitWithoutATokenIsSilent(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    let id = try #require(try await client.data("create_order", Self.order)["orderId"])
    client.server.send(
      Line.call(90, "wait_for_order", ["orderId": id, "timeoutSeconds": 1], revision))
    let answer = try await client.server.next()
    #expect(answer["id"] == 90)
    #expect(try #require(answer["result"]).data["timedOut"] == true)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Rows 125, 126: a look that is under way for nobody else is given up.
  @Test(arguments: Revision.eras)
  func cancelledWaitGivesItsLookUp(revision: Revision) async throws {
    let (arrived, closed) = (Latch(), Latch())
    let api = TestServer { peer in
      guard peer.readRequest() != nil else { return }
      arrived.arrive()
      peer.waitForEnd()
      closed.arrive()
    }
    let client = try await Client(revision, Server(api))
    client.server.send(Line.call(90, "wait_for_order", ["orderId": "ord_1"], revision))
    await arrived.wait()
    client.server.send(Line.cancel(90))
    await closed.wait()
    #expect(try await client.result("tools/list")["tools"] != nil)
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 125: the other wait for the same order goes on.
  @Test(arguments: Revision.eras)
  func cancelledWaitLeavesTheOthersAlone(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    let id = try #require(try await client.data("create_order", Self.order)["orderId"])
    _ = try await startWait(90, for: id, client)
    client.server.send(Line.call(91, "wait_for_order", ["orderId": id, "timeoutSeconds": 50], revision))
    client.server.send(Line.cancel(90), Line.call(92, "simulate_payment", ["orderId": id], revision))
    let answers = [try await client.server.next(), try await client.server.next()]
    #expect(Set(answers.map { $0["id"]?.number?.integer }) == [91, 92])
    #expect(try answers.first { $0["id"] == 91 }?["result"]?.data["status"] == "completed")
    #expect(try await client.server.finish().isEmpty)
  }

  /// Row 8: the end of input ends the wait with what is known and where to go on.
  @Test(arguments: Revision.allCases)
  func endOfInputEndsTheWait(revision: Revision) async throws {
    let client = try await Client(revision, Server())
    let id = try #require(try await client.data("create_order", Self.order)["orderId"])
    client.server.send(
      Line.call(90, "wait_for_order", ["orderId": id, "timeoutSeconds": 50], revision),
      Line.call(91, "wait_for_order", ["orderId": id], revision))
    let start = ContinuousClock.now
    let answers = try await client.server.finish()
    #expect(start.duration(to: .now) < .seconds(20))
    #expect(Set(answers.map { $0["id"]?.number?.integer }) == [90, 91])
    for answer in answers {
      let data = try #require(answer["result"]).data
      #expect(data["timedOut"] == true)
      #expect(data["missing"] == "10.5")
      #expect(data["cursor"]?.string?.isEmpty == false)
    }
  }
}
