import JSON
import MCP
import Testing

/// Rows of the protocol table are named at each test.
@Suite(.timeLimit(.minutes(1)))
struct ResourceTests {
  /// A revision with a handshake, and the stateless one.
  static let eras = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"]

  /// The lines that open the era and ask in it, the answer to which is the last.
  static func ask(_ method: String, _ params: String, in era: String, id: Int = 1) -> [String] {
    let isStateless = era == "2026-07-28"
    return isStateless
      ? [SessionTests.stateless(id, method, params.isEmpty ? "" : params + ",")]
      : [SessionTests.initialize(era), SessionTests.request(id, method, "{\(params)}")]
  }

  private static func read(_ uri: String, in era: String, _ features: ServerFeatures = .test) async throws -> JSONValue?
  {
    let params = #""uri":\#(JSONValue.string(uri))"#
    return try await SessionHarness.answers(to: ask("resources/read", params, in: era), features: features).last
  }

  /// Rows 57, 64, 75, 76, 105.
  @Test(arguments: eras)
  func resourceIsReadInTheShapeOfTheRevision(era: String) async throws {
    let isStateless = era == "2026-07-28"
    let guide = try await Self.read("shelf://guide", in: era)?["result"]
    #expect(
      guide?["contents"] == [["uri": "shelf://guide", "mimeType": "text/markdown", "text": "# Guide\n"]])
    let keys = isStateless ? ["resultType", "contents", "ttlMs", "cacheScope", "_meta"] : ["contents"]
    #expect(SessionTests.keys(guide) == keys)
    #expect(guide?["cacheScope"] == (isStateless ? "public" : nil))
    let book = try await Self.read("shelf://books/1", in: era)?["result"]
    #expect(book?["contents"]?.array?.first?["uri"] == "shelf://books/1")
    #expect(book?["ttlMs"] == (isStateless ? 0 : nil))
    #expect(book?["cacheScope"] == (isStateless ? "private" : nil))
  }

  /// Rows 70, 106, 107: a code of its own in the old era only, and the address in the data.
  @Test(arguments: eras, ["shelf://books/2", "other://books/1", "shelf://nowhere", "shelf://books/..", ""])
  func unknownResourceIsAnErrorThatNamesIt(era: String, uri: String) async throws {
    let error = try await Self.read(uri, in: era)?["error"]
    #expect(error?["code"] == (era == "2026-07-28" ? -32602 : -32002))
    #expect(error?["data"] == ["uri": .string(uri)])
  }

  /// Row 108: the reader, which would go to the network, is not even asked.
  @Test(arguments: [
    "shelf://books/../1", "shelf://books/%2e%2e", "shelf://books/a%2f1", "shelf://books/%00", "shelf://me@books/1",
    "SHELF://books/1", "shelf://books/" + String(repeating: "a", count: 10_240),
  ])
  func attackIsRefusedUnread(uri: String) async throws {
    let reads = Counter()
    let catalogue = ResourceCatalogue.make { _ throws(ResourceFailure) in
      reads.increase()
      throw .unavailable("was asked")
    }
    let answer = try await Self.read(uri, in: "2026-07-28", ServerFeatures(resources: catalogue))
    #expect(answer?["error"]?["code"] == -32602)
    #expect(reads.count == 0)
    #expect("\(answer ?? .null)".utf8.count < 3000)
  }

  /// Row 109.
  @Test(arguments: eras)
  func faultWhileReadingIsAnInternalError(era: String) async throws {
    let error = try await Self.read("shelf://books/torn", in: era)?["error"]
    #expect(error == ["code": -32603, "message": "the shelf cannot be reached"])
  }

  @Test(arguments: ["", #""uri":5"#, #""uri":null"#, #""uri":["shelf://guide"]"#])
  func readNeedsAnAddress(params: String) async throws {
    for era in ["2025-06-18", "2026-07-28"] {
      let answers = try await SessionHarness.answers(to: Self.ask("resources/read", params, in: era), features: .test)
      #expect(answers.last?["error"]?["code"] == -32602)
      #expect(answers.last?["error"]?["data"] == nil)
    }
  }

  // MARK: Reading takes time

  private static func waiting(_ door: Door) -> ServerFeatures {
    ServerFeatures(
      resources: .make { uri throws(ResourceFailure) in
        await door.wait()
        return ResourceContents(text: uri, mimeType: "text/plain", caching: .live)
      })
  }

  private static let slow = SessionTests.stateless(1, "resources/read", #""uri":"shelf://books/1","#)

  /// Row 41.
  @Test func readingDoesNotHoldUpOthers() async throws {
    let door = Door()
    let harness = try SessionHarness(features: Self.waiting(door))
    harness.send(Self.slow, SessionTests.request(2, "ping"))
    #expect(try await harness.next()?["id"] == 2)
    door.open()
    #expect(try await harness.next()?["result"]?["contents"]?.array?.first?["text"] == "shelf://books/1")
    #expect(try await harness.finish().isEmpty)
  }

  /// Rows 125, 126.
  @Test func cancelledReadingIsStoppedAndSilent() async throws {
    let door = Door()
    let harness = try SessionHarness(features: Self.waiting(door))
    harness.send(Self.slow)
    await door.waitForArrival()
    harness.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#)
    #expect(await door.waitForEnding())
    harness.send(SessionTests.request(2, "ping"))
    #expect(try await harness.next()?["id"] == 2)
    #expect(try await harness.finish().isEmpty)
  }

  /// Row 9.
  @Test func readingThatDoesNotEndIsAnsweredAtTheEndOfInput() async throws {
    let door = Door()
    let harness = try SessionHarness(
      features: Self.waiting(door), settings: .make(drainTimeout: .milliseconds(50)))
    harness.send(Self.slow)
    let answers = try await harness.finish()
    #expect(answers.map { $0["error"]?["code"] } == [-32603])
    #expect(await door.waitForEnding())
  }
}
