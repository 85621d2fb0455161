import Foundation
import JSON
import TestSupport
import Testing

/// Rows 138, 147, and all of the confirmation in one table: key, host, chain, switches, client and answer, against what
/// reaches PayIn's hosts. They are played on loopback, under their own names.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct MainnetMatrixTests {
  private struct Row: Hashable {
    let place: [String]
    let chain: String
    let reply: String
    let outcome: String
    let writes: Int
  }

  private struct Table {
    private var rows: [Row] = []
    private var clients: [Row: [String]] = [:]

    mutating func add(_ row: Row, _ client: String) {
      if clients[row] == nil { rows.append(row) }
      clients[row, default: []].append(client)
    }

    var text: String {
      let head = ["key", "host", "switches", "rule", "tool", "chain", "answer", "outcome", "writes", "clients"]
      let lines =
        [head]
        + rows.map {
          $0.place + [$0.chain, $0.reply, $0.outcome, "\($0.writes)", clients[$0, default: []].joined(separator: ", ")]
        }
      let widths = head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
      return lines.map { line in
        zip(line, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: "  ")
      }.joined(separator: "\n")
    }
  }

  @Test func writesReachPayInOnlyWithEverySwitchAndAYes() async throws {
    let api = try MainnetAPI()
    var table = Table()
    for place in MainnetPlace.all { try await visit(place, api, &table) }
    print("\n\(table.text)\n")
  }

  private func server(_ place: MainnetPlace, _ api: MainnetAPI) throws -> Server {
    try Server(
      Server.inMemory, environment: place.environment(api.port).merging(api.environment) { own, _ in own })
  }

  private func visit(_ place: MainnetPlace, _ api: MainnetAPI, _ table: inout Table) async throws {
    let server = try server(place, api)
    if place.refusesToStart {
      let completion = try await server.waitForEnd()
      #expect(completion.exit == .status(3), "\(place)")
      #expect(try api.writes().isEmpty)
      let row = Row(place: place.columns, chain: "–", reply: "–", outcome: "does not start", writes: 0)
      return table.add(row, "every one")
    }
    let ids = AskedClient.Counter()
    for chain in place.chains {
      for ability in AskedClient.Ability.allCases {
        for reply in replies(place, chain, ability) where reply != .silence {
          try await call(place, chain, ability, reply, server, ids, api, &table)
        }
      }
    }
    #expect(try await server.finish().isEmpty)
    for ability in [AskedClient.Ability.cForm, .dForm, .nForm] where place.isAsked(on: chain(of: place)) {
      let server = try self.server(place, api)
      try await call(place, chain(of: place), ability, .silence, server, AskedClient.Counter(), api, &table)
      #expect(try await server.finish().isEmpty)
    }
  }

  private func chain(of place: MainnetPlace) -> String {
    place.tool == .publish ? "–" : place.network == "mainnet" ? "ethereum-mainnet" : "ethereum-sepolia"
  }

  /// All of them where they matter, else that which would let the most through.
  private func replies(
    _ place: MainnetPlace, _ chain: String, _ ability: AskedClient.Ability
  ) -> [AskedClient.Reply] {
    guard place.isAsked(on: chain) else { return [ability.canAsk ? .accept : .token] }
    return ability.canAsk ? AskedClient.Reply.answers : AskedClient.Reply.steps
  }

  private func arguments(_ tool: MainnetPlace.Tool, of name: String, _ chain: String) -> JSONObject {
    switch tool {
    case .publish: ["id": .string(name)]
    case .createOrder:
      ["orderReference": .string(name), "amount": "10.50", "currency": "USDT", "chainId": .string(chain)]
    }
  }

  private func call(
    _ place: MainnetPlace, _ chain: String, _ ability: AskedClient.Ability, _ reply: AskedClient.Reply,
    _ server: Server, _ ids: AskedClient.Counter, _ api: MainnetAPI, _ table: inout Table
  ) async throws {
    let client = try await AskedClient(ability, server, ids)
    let outcome = try await client.outcome(
      place.tool.rawValue, arguments(place.tool, of: "\(ability) \(reply) \(chain)", chain), reply)
    let writes = try api.writes()
    let description = "\(place) \(chain) \(ability) \(reply): \(outcome)"
    #expect(writes.count == place.writes(on: chain, ability, reply), "\(description)")
    // Writes go to the host that was named, and nowhere else.
    let host =
      place.host == .own ? "127.0.0.1:\(api.port)" : place.host == .none ? "testnet.payin.com" : place.host.rawValue
    #expect(writes.allSatisfy { $0 == host }, "\(description)")
    if place.network != "sandbox" { #expect((outcome == "done") == (writes.count > 0), "\(description)") }
    table.add(
      Row(place: place.columns, chain: chain, reply: reply.rawValue, outcome: outcome, writes: writes.count),
      ability.rawValue)
  }
}
