import JSON
import MCP
import Testing

/// `resources/subscribe` of the older revisions: row 115 of the protocol table, and those named at a test.
@Suite(.timeLimit(.minutes(1)))
struct SubscriptionTests {
  private static func ask(_ id: Int, _ method: String, _ uri: String) -> String {
    SessionTests.request(id, "resources/\(method)", #"{"uri":"\#(uri)"}"#)
  }

  private static func updated(_ uri: String) -> JSONValue {
    ["jsonrpc": "2.0", "method": "notifications/resources/updated", "params": ["uri": .string(uri)]]
  }

  private static func ok(_ id: Int) -> JSONValue {
    ["jsonrpc": "2.0", "id": .number(JSONNumber(id)), "result": [:]]
  }

  /// A session that a handshake has opened.
  private static func harness(_ shelf: BookResources, _ version: String = "2025-11-25") async throws -> SessionHarness {
    let harness = try SessionHarness(features: shelf.features)
    harness.send(SessionTests.initialize(version))
    let result = try await harness.next()?["result"]
    #expect(result?["capabilities"]?["resources"] == ["subscribe": true])
    return harness
  }

  @Test(arguments: SessionTests.withHandshake)
  func changeIsReportedToTheSubscriber(version: String) async throws {
    let shelf = BookResources()
    let harness = try await Self.harness(shelf, version)
    harness.send(Self.ask(1, "subscribe", "shelf://books/1"), Self.ask(2, "subscribe", "shelf://books/2"))
    #expect(try await [harness.next(), harness.next()] == [Self.ok(1), Self.ok(2)])
    for id in [2, 1, 2] {
      shelf.change("shelf://books/\(id)")
      #expect(try await harness.next() == Self.updated("shelf://books/\(id)"))
    }
    shelf.change("shelf://books/3")
    #expect(try await harness.finish().isEmpty)
  }

  @Test func subscribingTwiceIsSubscribingOnce() async throws {
    let shelf = BookResources()
    let harness = try await Self.harness(shelf)
    harness.send(Self.ask(1, "subscribe", "shelf://books/1"), Self.ask(2, "subscribe", "shelf://books/1"))
    #expect(try await [harness.next(), harness.next()] == [Self.ok(1), Self.ok(2)])
    #expect(shelf.openedCount == 1)
    shelf.change("shelf://books/1")
    #expect(try await harness.next() == Self.updated("shelf://books/1"))
    #expect(try await harness.finish().isEmpty)
  }

  /// Nothing follows the answer, even if updates were on their way.
  @Test func nothingFollowsUnsubscribe() async throws {
    let shelf = BookResources()
    let harness = try await Self.harness(shelf)
    harness.send(Self.ask(1, "subscribe", "shelf://books/1"))
    #expect(try await harness.next() == Self.ok(1))
    shelf.change("shelf://books/1", times: 10_000)
    harness.send(Self.ask(2, "unsubscribe", "shelf://books/1"))
    while let line = try await harness.next(), line != Self.ok(2) {
      #expect(line == Self.updated("shelf://books/1"))
    }
    #expect(await shelf.nextEnding() == "shelf://books/1")
    harness.send(SessionTests.request(3, "ping"))
    #expect(try await harness.finish() == [Self.ok(3)])
  }

  @Test(arguments: ["shelf://books/1", "shelf://nowhere", "%%%"])
  func unsubscribingWhatWasNeverSubscribedSucceeds(uri: String) async throws {
    let harness = try await Self.harness(BookResources())
    harness.send(Self.ask(1, "unsubscribe", uri))
    #expect(try await harness.finish() == [Self.ok(1)])
  }

  /// A resource that exists and never changes.
  @Test(arguments: ["shelf://guide", "shelf://books/last"])
  func constantResourceCanBeSubscribed(uri: String) async throws {
    let shelf = BookResources()
    let harness = try await Self.harness(shelf)
    harness.send(Self.ask(1, "subscribe", uri))
    #expect(try await harness.finish() == [Self.ok(1)])
    #expect(shelf.openedCount == 0)
  }

  /// Row 106.
  @Test(arguments: ["shelf://nowhere", "shelf://books/lost", "shelf://books/..", "SHELF://books/1", ""])
  func unknownResourceIsTheErrorOfReading(uri: String) async throws {
    let shelf = BookResources()
    let harness = try await Self.harness(shelf)
    harness.send(Self.ask(1, "subscribe", uri))
    let answers = try await harness.finish()
    #expect(answers.first?["error"]?["code"] == -32002)
    #expect(answers.first?["error"]?["data"] == ["uri": .string(uri)])
    #expect(shelf.openedCount == 0)
  }

  @Test(arguments: ["subscribe", "unsubscribe"], ["{}", #"{"uri":5}"#])
  func addressIsNeeded(method: String, params: String) async throws {
    let harness = try await Self.harness(BookResources())
    harness.send(SessionTests.request(1, "resources/\(method)", params))
    #expect(try await harness.finish().first?["error"]?["code"] == -32602)
  }

  @Test func subscriptionsAreBounded() async throws {
    let harness = try await Self.harness(BookResources())
    for id in 1...257 { harness.send(Self.ask(id, "subscribe", "shelf://books/\(id)")) }
    harness.send(
      Self.ask(258, "subscribe", "shelf://books/1"), Self.ask(259, "unsubscribe", "shelf://books/1"),
      Self.ask(260, "subscribe", "shelf://books/260"))
    let answers = try await harness.finish()
    #expect(answers.filter { $0["error"]?["code"] == -32602 }.map { $0["id"] } == [257])
    #expect(answers.filter { $0["result"] == [:] }.count == 259)
  }

  /// Row 53: a new session begins without the subscriptions of the old one.
  @Test func secondInitializeDropsSubscriptions() async throws {
    let shelf = BookResources()
    let harness = try await Self.harness(shelf)
    harness.send(Self.ask(1, "subscribe", "shelf://books/1"), SessionTests.initialize("2025-06-18", id: 2))
    #expect(try await harness.next() == Self.ok(1))
    #expect(try await harness.next()?["id"] == 2)
    #expect(await shelf.nextEnding() == "shelf://books/1")
    shelf.change("shelf://books/1")
    harness.send(Self.ask(3, "subscribe", "shelf://books/1"))
    #expect(try await harness.next() == Self.ok(3))
    shelf.change("shelf://books/1")
    #expect(try await harness.next() == Self.updated("shelf://books/1"))
    #expect(try await harness.finish().isEmpty)
  }

  @Test func resourceThatChangesNoMoreCanBeSubscribedAgain() async throws {
    let shelf = BookResources()
    let harness = try await Self.harness(shelf)
    for id in 1...2 {
      harness.send(Self.ask(id, "subscribe", "shelf://books/1"))
      #expect(try await harness.next() == Self.ok(id))
      shelf.change("shelf://books/1")
      #expect(try await harness.next() == Self.updated("shelf://books/1"))
      harness.send(Self.ask(3, "unsubscribe", "shelf://books/1"))
      #expect(try await harness.next() == Self.ok(3))
    }
    #expect(shelf.openedCount == 2)
    #expect(try await harness.finish().isEmpty)
  }

  /// Row 7: a watch does not hold up the end, and is released.
  @Test func endOfInputEndsTheWatching() async throws {
    let shelf = BookResources()
    let harness = try await Self.harness(shelf)
    harness.send(Self.ask(1, "subscribe", "shelf://books/1"))
    #expect(try await harness.finish() == [Self.ok(1)])
    #expect(await shelf.nextEnding() == "shelf://books/1")
  }

  /// Row 36: the answer is part of the batch, the updates are not.
  @Test func subscribingInABatchWorks() async throws {
    let shelf = BookResources()
    let harness = try await Self.harness(shelf, "2025-03-26")
    harness.send("[\(Self.ask(1, "subscribe", "shelf://books/1"))]")
    #expect(try await harness.next() == [Self.ok(1)])
    shelf.change("shelf://books/1")
    #expect(try await harness.next() == Self.updated("shelf://books/1"))
    #expect(try await harness.finish().isEmpty)
  }
}
