import Glibc
import JSON
import TestSupport
import Testing

/// Very many calls at once, half of which nobody wants any more.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct CancellationLoadTests {
  private static let calls = 1000
  /// The number of calls that reach the API at a time.
  private static let connections = 50

  /// What the program holds between two rounds.
  private struct Holding: CustomStringConvertible {
    let descriptors: Int
    let memory: Int

    init(_ process: ChildProcess) throws {
      let file = ProcessFile(process)
      (descriptors, memory) = (try file.descriptors.count, try file.memory)
    }

    var description: String { "\(descriptors) descriptors, \(memory / 1024) KiB" }
  }

  /// Rows 41, 125 to 127, at the limit: the first rounds show what such a load takes, the others that it is given back.
  ///
  /// The allocator keeps the pages of the busiest moment, which on a loaded machine comes in a late round. Calls that
  /// are not let go add as much in every round, so that no two rounds would stay within the bound.
  @Test func halfOfAThousandCancelledCallsLeaveNothingBehind() async throws {
    let rounds = (0..<12).map { _ in HeldRequests(inFlight: Self.connections) }
    let limits = ["PAYIN_MAX_IN_FLIGHT": "\(Self.calls)", "PAYIN_MAX_CONNECTIONS": "\(Self.connections)"]
    let client = try await Client(.november2025, Server(HeldRequests.api(rounds), limits))
    var holdings: [Holding] = []
    for (number, round) in rounds.enumerated() {
      try await run(round, number, client)
      holdings.append(try Holding(client.server.process))
      print("after round \(number): \(holdings[number])")
      if number >= 5, Self.growth(over: holdings) < Self.bound { break }
    }
    #expect(try await client.server.finish().isEmpty)
    #expect(Set(holdings.map(\.descriptors)).count == 1)
    #expect(Self.growth(over: holdings) < Self.bound)
  }

  /// What 1,000 cancelled calls that were not let go would hold at least, in bytes.
  private static let bound = 4 * 1024 * 1024

  /// The growth in bytes over the last two rounds.
  private static func growth(over holdings: [Holding]) -> Int {
    holdings[holdings.count - 1].memory - holdings[holdings.count - 3].memory
  }

  private func run(_ round: HeldRequests, _ number: Int, _ client: Client) async throws {
    let ids = (1...Self.calls).map { 1_000_000 * (number + 1) + $0 }
    for id in ids {
      let order: JSONValue = ["orderId": .string("ord_\(number)_\(id)")]
      client.server.send(Line.call(.number(JSONNumber(id)), "get_order", order, .november2025))
    }
    await round.isFull.wait()
    let (kept, cancelled) = (ids.filter { $0.isMultiple(of: 2) }, ids.filter { !$0.isMultiple(of: 2) })
    let sent = round.arrived.intersection(cancelled)
    // Those that wait for a connection come first, so that none of them gets one.
    for id in cancelled.filter({ !sent.contains($0) }) + sent {
      client.server.send(Line.cancel(.number(JSONNumber(id))))
    }
    // The cancels were read before it.
    #expect(try await client.result("ping") == [:])
    round.release.arrive()
    var answered: Set<Int> = []
    for _ in kept {
      let answer = try await client.server.next()
      #expect(try #require(answer["result"]).data["code"] == "not_found")
      answered.insert(try #require(answer["id"]?.number?.integer))
    }
    #expect(answered == Set(kept))
    #expect(round.arrived == sent.union(kept))
    await round.waitUntilAllAreClosed()
  }
}
