import Glibc
import JSON
import JSONRPC
import TestSupport
import Testing

@testable import MCP

/// `subscriptions/listen`: rows 110 to 114 of the protocol table, and those named at a test.
@Suite(.timeLimit(.minutes(1)))
struct ListenTests {
  private static let subscriptionID = "io.modelcontextprotocol/subscriptionId"

  private static func listen(_ id: String, to uris: [String], more: String = "") -> String {
    let list = JSONValue.array(uris.map(JSONValue.string))
    return request(id, #""notifications":{\#(more)"resourceSubscriptions":\#(list)},"#)
  }

  private static func request(_ id: String, _ params: String) -> String {
    let params = RouteTests.statelessParams(params: params)
    return #"{"jsonrpc":"2.0","id":\#(id),"method":"subscriptions/listen","params":\#(params)}"#
  }

  private static func cancel(_ id: String) -> String {
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(id)}}"#
  }

  private static func acknowledged(_ id: JSONValue, _ honoured: JSONValue) -> JSONValue {
    [
      "jsonrpc": "2.0", "method": "notifications/subscriptions/acknowledged",
      "params": ["_meta": ["io.modelcontextprotocol/subscriptionId": id], "notifications": honoured],
    ]
  }

  private static func updated(_ id: JSONValue, _ uri: String) -> JSONValue {
    [
      "jsonrpc": "2.0", "method": "notifications/resources/updated",
      "params": ["_meta": ["io.modelcontextprotocol/subscriptionId": id], "uri": .string(uri)],
    ]
  }

  /// Rows 110, 111, 113: the acknowledgement first, the id in its type, the result at the end of input.
  @Test(arguments: ["1", #""1""#, "-7", #""""#, "9007199254740993"])
  func listenerIsAcknowledgedToldAndReleased(id: String) async throws {
    let (shelf, book) = (BookResources(), "shelf://books/1")
    let echoed = try JSONParser.parse(id)
    let harness = try SessionHarness(features: shelf.features)
    harness.send(Self.listen(id, to: [book]))
    #expect(try await harness.next() == Self.acknowledged(echoed, ["resourceSubscriptions": [.string(book)]]))
    for _ in 1...2 {
      shelf.change(book)
      #expect(try await harness.next() == Self.updated(echoed, book))
    }
    let last = try await harness.finish()
    #expect(last.map { $0["id"] } == [echoed])
    #expect(SessionTests.keys(last.first?["result"]) == ["resultType", "_meta"])
    #expect(last.first?["result"]?["resultType"] == "complete")
    #expect(last.first?["result"]?["_meta"]?[Self.subscriptionID] == echoed)
    #expect(last.first?["result"]?["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] == "test")
    #expect(await shelf.nextEnding() == book)
  }

  /// Row 110: what never changes, what there is not, and lists that are fixed are not honoured.
  @Test(arguments: [
    (
      ["shelf://books/2", "shelf://guide", "shelf://books/1", "shelf://nowhere"],
      ["shelf://books/2", "shelf://books/1"]
    ),
    (["shelf://books/1", "shelf://books/1"], ["shelf://books/1"]),
    (["shelf://guide", "shelf://books/lost", "shelf://books/last", "shelf://books/..", "", "SHELF://books/1"], []),
    ([], []),
  ])
  func onlyWhatCanChangeIsHonoured(asked: [String], honoured: [String]) async throws {
    let shelf = BookResources()
    let harness = try SessionHarness(features: shelf.features)
    let lists = #""toolsListChanged":true,"promptsListChanged":true,"resourcesListChanged":true,"#
    harness.send(Self.listen("1", to: asked, more: lists))
    let expected: JSONValue =
      honoured.isEmpty ? [:] : ["resourceSubscriptions": .array(honoured.map(JSONValue.string))]
    #expect(try await harness.next() == Self.acknowledged(1, expected))
    #expect(shelf.openedCount == honoured.count)
    #expect(try await harness.finish().count == 1)
  }

  @Test func nothingNeedBeAskedFor() async throws {
    let harness = try SessionHarness(features: BookResources().features)
    harness.send(Self.request("1", #""notifications":{},"#))
    #expect(try await harness.next() == Self.acknowledged(1, [:]))
    #expect(try await harness.finish().count == 1)
  }

  /// Rows 112, 125: no update and no result, even if updates were on their way.
  @Test func nothingFollowsTheCancel() async throws {
    let (shelf, book) = (BookResources(), "shelf://books/1")
    let harness = try SessionHarness(features: shelf.features)
    harness.send(Self.listen("1", to: [book]))
    #expect(try await harness.next()?["method"] == "notifications/subscriptions/acknowledged")
    shelf.change(book, times: 10_000)
    harness.send(Self.cancel(#""1""#), Self.cancel("1"), SessionTests.request(2, "ping"))
    while let line = try await harness.next(), line["id"] != 2 {
      #expect(line == Self.updated(1, book))
    }
    #expect(await shelf.nextEnding() == book)
    #expect(try await harness.finish().isEmpty)
  }

  /// Row 114.
  @Test func eachListenerGetsItsOwnCopy() async throws {
    let (shelf, book) = (BookResources(), "shelf://books/1")
    let harness = try SessionHarness(features: shelf.features)
    harness.send(
      Self.listen("1", to: [book]), Self.listen(#""1""#, to: [book, "shelf://books/2"]), Self.listen("3", to: []))
    for _ in 1...3 { _ = try await harness.next() }
    shelf.change(book)
    let copies = try await [harness.next(), harness.next()]
    #expect(copies.contains(Self.updated(1, book)) && copies.contains(Self.updated("1", book)))
    harness.send(Self.cancel("1"))
    #expect(await shelf.nextEnding() == book)
    shelf.change(book)
    #expect(try await harness.next() == Self.updated("1", book))
    let ends = try await harness.finish()
    #expect(ends.count == 2)
    #expect(ends.contains { $0["id"] == "1" } && ends.contains { $0["id"] == 3 })
  }

  /// Row 35: until the client cancels.
  @Test func idIsTakenWhileItListens() async throws {
    let harness = try SessionHarness(features: BookResources().features)
    harness.send(Self.listen("1", to: []), Self.listen("1", to: []), SessionTests.request(1, "ping"))
    #expect(try await harness.next()?["method"] == "notifications/subscriptions/acknowledged")
    #expect(try await harness.next()?["error"]?["code"] == -32600)
    #expect(try await harness.next()?["error"]?["code"] == -32600)
    harness.send(Self.cancel("1"), SessionTests.request(1, "ping"))
    #expect(try await harness.next()?["result"] == [:])
    #expect(try await harness.finish().isEmpty)
  }

  /// Row 41, and a session that begins beside it takes nothing away from it.
  @Test func listenerTakesNoPlaceFromCalls() async throws {
    let (shelf, book) = (BookResources(), "shelf://books/1")
    let harness = try SessionHarness(features: shelf.features, settings: .make(maximumInFlight: 1))
    harness.send(Self.listen("1", to: [book]), Self.listen("2", to: [book]))
    for _ in 1...2 { _ = try await harness.next() }
    harness.send(SessionTests.stateless(3, "tools/call", #""name":"echo","arguments":{"text":"x"},"#))
    #expect(try await harness.next()?["id"] == 3)
    harness.send(SessionTests.initialize("2025-11-25", id: 4))
    #expect(try await harness.next()?["id"] == 4)
    shelf.change(book)
    #expect(try await harness.next()?["method"] == "notifications/resources/updated")
    #expect(try await harness.next()?["method"] == "notifications/resources/updated")
    #expect(try await harness.finish().count == 2)
  }

  /// Row 60.
  @Test(arguments: [
    "", #""notifications":[],"#, #""notifications":null,"#, #""notifications":{"resourceSubscriptions":"x"},"#,
    #""notifications":{"resourceSubscriptions":[5]},"#,
  ])
  func oddParamsAreRefused(params: String) async throws {
    let answers = try await SessionHarness.answers(to: [Self.request("1", params)], features: BookResources().features)
    #expect(answers.map { $0["error"]?["code"] } == [-32602])
  }

  @Test func listenersAreBounded() async throws {
    let shelf = BookResources()
    let harness = try SessionHarness(features: shelf.features)
    harness.send(Self.listen("1", to: (1...256).map { "shelf://books/\($0)" }))
    #expect(try await harness.next()?["error"]?["code"] == -32602)
    #expect(shelf.openedCount == 0)
    for id in 1...257 { harness.send(Self.listen("\(id)", to: [])) }
    let answers = try await harness.finish()
    #expect(answers.filter { $0["error"]?["code"] == -32602 }.map { $0["id"] } == [257])
    #expect(answers.filter { $0["result"] != nil }.count == 256)
  }

  /// The array could not be answered before its end.
  @Test func listenIsNoPartOfABatch() async throws {
    let answers = try await SessionHarness.answers(
      to: [SessionTests.initialize("2025-03-26"), "[\(Self.listen("1", to: []))]"], features: BookResources().features)
    #expect(answers.last?.array?.first?["error"]?["code"] == -32600)
    #expect(answers.count == 2)
  }

  /// Row 113: best effort when the process is told to stop.
  @Test func stopReleasesListeners() async throws {
    let harness = try SessionHarness(features: BookResources().features)
    harness.send(Self.listen("1", to: []))
    _ = try await harness.next()
    harness.stop()
    #expect(try await harness.next()?["result"]?["_meta"]?[Self.subscriptionID] == 1)
    #expect(try await harness.finish().isEmpty)
  }

  /// Row 14: a client that does not read is told once of what has changed a thousand times.
  @Test func updatesOfAStalledClientBecomeOne() async throws {
    let (ends, gate, handled) = (Pipe(), Latch(), Latch())
    let output = try OutputQueue(descriptor: ends.writing, highWater: 1000)
    let inbox = LineReader(ends.reading, after: gate)
    let subscriptions = Subscriptions(output: output)
    let stall = [UInt8](repeating: 0x61, count: 1_000_000)
    output.enqueue(stall + [0x0A])
    let left = Counter()
    let resources = ResourceCatalogue.make(watch: { _ in
      AsyncStream {
        left.increase()
        if left.count == 1001 { handled.arrive() }
        return left.count <= 1000 ? () : nil
      }
    })
    let reply = Reply(id: RequestID(1)) { _ in }
    let request = try ListenRequest(["notifications": ["resourceSubscriptions": ["shelf://books/1"]]])
    try subscriptions.listen(request, in: resources, serverInfo: [:], reply)
    await handled.wait()
    gate.arrive()
    #expect(await inbox.nextLine()?.count == stall.count)
    #expect(try await inbox.next()?["method"] == "notifications/subscriptions/acknowledged")
    #expect(try await inbox.next() == Self.updated(1, "shelf://books/1"))
    subscriptions.finish()
    output.finish(idleTimeout: .seconds(30))
    close(ends.writing)
    #expect(try await inbox.rest().isEmpty)
  }
}
