import JSON
import TestSupport
import Testing

/// Confirmation through the built program, on a server of this machine that is declared to be the main network.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct ConfirmationTests {
  private static let publish: JSONObject = ["id": "link_1"]

  /// Counts the writes.
  private final class API {
    let server: TestServer
    private let count = HTTPMethodCount()

    init() {
      let count = count
      server = .answering { request, peer in
        count.add(request.method)
        peer.reply(200, ["Content-Type: application/json"], #"{"success":true,"data":{"id":"link_1"}}"#)
      }
    }

    var writes: Int { count.writes }
  }

  private let api = API()

  private func server(_ more: [String: String] = [:]) throws -> Server {
    try Server(
      api.server,
      ["PAYIN_ENVIRONMENT": "mainnet", "PAYIN_ALLOW_MAINNET_WRITES": "1"].merging(more) { $1 })
  }

  private func client(_ ability: AskedClient.Ability, _ server: Server, isReady: Bool = true) async throws
    -> AskedClient
  {
    try await AskedClient(ability, server, AskedClient.Counter(), isReady: isReady)
  }

  /// Rows 132, 138, 139: each way to answer, in each revision that asks.
  @Test(
    arguments: [AskedClient.Ability.cForm, .dForm, .nForm],
    [
      (.accept, "done", "done", 1), (.decline, "declined", "declined", 0), (.boxEmpty, "declined", "declined", 0),
      (.cancel, "not_confirmed", "not_confirmed", 0), (.malformed, "not_confirmed", "asked", 0),
      (.error, "not_confirmed", "asked", 0), (.silence, "not_confirmed", "asked", 0),
    ] as [(reply: AskedClient.Reply, old: String, new: String, writes: Int)])
  func onlyAYesIsSent(
    ability: AskedClient.Ability, expected: (reply: AskedClient.Reply, old: String, new: String, writes: Int)
  ) async throws {
    let server = try server()
    let client = try await client(ability, server)
    let outcome = try await client.outcome("publish_payment_link", Self.publish, expected.reply)
    #expect(outcome == (ability == .nForm ? expected.new : expected.old))
    #expect(api.writes == expected.writes)
    #expect(try await server.finish().isEmpty)
  }

  /// Rows 133, 134, 139: who has not declared forms is not asked, and is told what to do.
  @Test(arguments: AskedClient.Ability.allCases.filter { !$0.canAsk })
  func clientThatCannotAskIsRefused(ability: AskedClient.Ability) async throws {
    let server = try server()
    let answer = try await client(ability, server).call("publish_payment_link", Self.publish, .none)
    let failure = answer["result"]?["_meta"]?["payin-mcp/error"]
    #expect(failure?["code"] == "confirmation_required")
    #expect(failure?["fix"]?.string?.contains("PAYIN_CONFIRM=token") == true)
    #expect(api.writes == 0)
    #expect(try await server.finish().isEmpty)
  }

  /// Row 52: nothing is asked before the client is ready.
  @Test func nothingIsAskedBeforeTheClientIsReady() async throws {
    let server = try server()
    let client = try await client(.dForm, server, isReady: false)
    #expect(try await client.outcome("publish_payment_link", Self.publish, .accept) == "confirmation_required")
    #expect(api.writes == 0)
    #expect(try await server.finish().isEmpty)
  }

  /// Rows 67, 71: what one request or session declares says nothing of another.
  @Test func abilitiesDoNotLeak() async throws {
    let server = try server()
    let ids = AskedClient.Counter()
    for ability in [AskedClient.Ability.nForm, .n, .dForm, .n, .d, .nForm, .d] {
      let client = try await AskedClient(ability, server, ids)
      let arguments: JSONObject = ["id": .string("link_\(ids.next())")]
      let expected = ability.canAsk ? "declined" : "confirmation_required"
      #expect(try await client.outcome("publish_payment_link", arguments, .decline) == expected)
    }
    #expect(api.writes == 0)
    #expect(try await server.finish().isEmpty)
  }

  /// Row 135: a changed state, one of other arguments, and one of another tool.
  @Test func foreignStateIsAnError() async throws {
    let server = try server()
    let client = try await client(.nForm, server)
    let first = try await client.call("publish_payment_link", Self.publish, .accept)
    let state = try #require(first["result"]?["requestState"]?.string)
    let yes: JSONValue = ["confirm": ["action": "accept", "content": ["confirm": true]]]
    let flipped = (state.hasPrefix("A") ? "B" : "A") + state.dropFirst()
    for (tool, arguments, state) in [
      ("publish_payment_link", Self.publish, flipped), ("publish_payment_link", ["id": "link_2"], state),
      ("archive_payment_link", Self.publish, state), ("get_order", ["orderId": "1"], state),
    ] as [(String, JSONObject, String)] {
      let answer = try await client.call(
        tool, arguments, .accept, more: ["inputResponses": yes, "requestState": .string(state)])
      #expect(answer["error"]?["code"] == -32602)
    }
    #expect(api.writes == 0)
    #expect(try await server.finish().isEmpty)
  }

  /// Row 136: the same retry twice is one write.
  @Test func replayedRetryIsOneWrite() async throws {
    let server = try server()
    #expect(try await client(.nForm, server).outcome("publish_payment_link", Self.publish, .replayed) == "done")
    #expect(api.writes == 1)
    #expect(try await server.finish().isEmpty)
  }

  /// Row 137: what was not asked for is ignored, what is missing is asked again.
  @Test func onlyTheAskedAnswerCounts() async throws {
    let server = try server()
    let client = try await client(.nForm, server)
    let yes: JSONValue = ["action": "accept", "content": ["confirm": true]]
    var state = try await client.call("publish_payment_link", Self.publish, .accept)["result"]?["requestState"]
    for responses in [["other": yes], [:], ["confirm": ["action": "accept"]]] as [JSONValue] {
      let carried = try #require(state)
      let more: JSONObject = ["inputResponses": responses, "requestState": carried]
      let answer = try await client.call("publish_payment_link", Self.publish, .accept, more: more)
      #expect(answer["result"]?["resultType"] == "input_required")
      state = answer["result"]?["requestState"]
    }
    #expect(api.writes == 0)
    let carried = try #require(state)
    let more: JSONObject = ["inputResponses": ["other": 5, "confirm": yes], "requestState": carried]
    let answer = try await client.call("publish_payment_link", Self.publish, .accept, more: more)
    #expect(answer["result"]?["resultType"] == "complete")
    #expect(api.writes == 1)
    #expect(try await server.finish().isEmpty)
  }

  /// Row 138: a no holds for all who ask again for the same.
  @Test func noIsFinalForEveryRepeat() async throws {
    let server = try server(["PAYIN_CONFIRM": "token"])
    let ids = AskedClient.Counter()
    let first = try await AskedClient(.dForm, server, ids)
    #expect(try await first.outcome("publish_payment_link", Self.publish, .decline) == "declined")
    for ability in AskedClient.Ability.allCases {
      let client = try await AskedClient(ability, server, ids)
      let reply: AskedClient.Reply = ability.canAsk ? .accept : .token
      #expect(try await client.outcome("publish_payment_link", Self.publish, reply) == "declined")
    }
    #expect(api.writes == 0)
    #expect(try await server.finish().isEmpty)
  }

  /// Row 140: in two steps, once, for the same arguments.
  @Test(
    arguments: AskedClient.Ability.allCases.filter { !$0.canAsk },
    [
      (.none, "confirmation_required", 0), (.token, "done", 1), (.tokenReplayed, "done", 1),
      (.tokenElsewhere, "confirmation_required", 0),
    ] as [(reply: AskedClient.Reply, outcome: String, writes: Int)])
  func tokenConfirmsInTwoSteps(
    ability: AskedClient.Ability, expected: (reply: AskedClient.Reply, outcome: String, writes: Int)
  ) async throws {
    let server = try server(["PAYIN_CONFIRM": "token"])
    let arguments: JSONObject = [
      "title": "t", "amount": "5", "currencies": [["currency": "USDT", "chainId": "ethereum-mainnet"]],
    ]
    let client = try await client(ability, server)
    #expect(try await client.outcome("create_payment_link", arguments, expected.reply) == expected.outcome)
    #expect(api.writes == expected.writes)
    #expect(try await server.finish().isEmpty)
  }

  /// Row 141, by the judge's rules as well: one box.
  @Test(arguments: [AskedClient.Ability.cForm, .dForm, .nForm])
  func formHasOneBox(ability: AskedClient.Ability) async throws {
    let server = try server()
    _ = try await client(ability, server).outcome("publish_payment_link", Self.publish, .cancel)
    #expect(server.received.contains(#""properties":{"confirm":{"type":"boolean","title":"Yes, do this"}}"#))
    #expect(try await server.finish().isEmpty)
  }
}
