import FoundationEssentials
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel

/// The sandbox against a model of it that is too simple to be wrong.
@Suite(.timeLimit(.minutes(3)))
struct ModelTests {
  private static let seed = RandomizedTests.seed(otherwise: 20_260_131)
  private static let steps = RandomizedTests.count(4000, full: 10_000)
  /// How often each outcome must have been met. Of 26 seeds, the rarest outcome was met 7 to 22 times in 4,000 steps.
  private static let least = RandomizedTests.count(2, full: 15)

  /// What must have been met on the way, else the agreement is worth little.
  private static let outcomes = [
    "create order 201", "create order 409", "create duplicate 409", "create wrong order 400", "pay 201", "pay 400",
    "pay what is missing 201", "confirm or repeat 200", "bind 201", "bind 400", "bind 409", "deposit 201",
    "deposit 404", "create link 201", "publish 409", "buy 201", "buy 400", "buy 409", "buy 410", "visit 410",
    "archive address 409", "take back 200", "take back 404", "take back 409", "add blocks 200",
    "play story 201", "play story 409",
  ]

  @Test func everyStepAgreesWithTheModel() async throws {
    try await TemporaryFolder.run { folder in
      let file = folder + "/sandbox.sqlite"
      let run = try ModelRun(seed: Self.seed, file: file, poolSize: 12)
      try run.run(steps: Self.steps)
      for outcome in Self.outcomes {
        #expect(run.outcomes[outcome] ?? 0 >= Self.least, "\(outcome) of \(run.outcomes)")
      }
      #expect(run.model.ended.values.allSatisfy { $0 >= Self.steps * 3 / 100 }, "\(run.model.ended)")
      #expect(run.model.links.values.reduce(0) { $0 + $1.sold } >= Self.least)
      print(
        "\(Self.steps) steps, seed \(Self.seed), \(run.model.orderIds.count) orders, \(run.model.hashes.count) payments"
      )
      let database = try Database(path: file)
      try checkEvents(run.model, database)
      #expect(try TotalRules.violations(in: database) == [:])
    }
  }

  /// Every end is told once, and nothing else is; a deposit that was taken back was told before.
  private func checkEvents(_ model: ReferenceModel, _ database: Database) throws {
    let events = try database.all("SELECT type, business_id FROM webhook_events") { row throws(DatabaseError) in
      "\(try row.text()) \(try row.text())"
    }
    let ended = model.orders.values.filter { $0.status != "pending" }.map { "order.\($0.status) \($0.id)" }
    #expect(events.filter { $0.hasPrefix("order.") }.sorted() == ended.sorted())
    let deposits = model.transfers.values.filter { if case .deposit = $0.purpose { true } else { false } }
    #expect(events.count { $0.hasPrefix("deposit.pending") } == deposits.count)
    #expect(events.count { $0.hasPrefix("deposit.confirmed") } == deposits.count(where: \.wasConfirmed))
  }
}
