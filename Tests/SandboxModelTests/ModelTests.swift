import TestSupport
import Testing

@testable import Sandbox

/// The sandbox against a model of it that is too simple to be wrong.
@Suite(.timeLimit(.minutes(3)))
struct ModelTests {
  private static let seed: UInt64 = 20_260_131

  @Test func tenThousandStepsAgreeWithTheModel() async throws {
    try await TemporaryFolder.run { folder in
      let file = folder + "/sandbox.sqlite"
      let run = try ModelRun(seed: Self.seed, file: file, poolSize: 12)
      try run.run(steps: 10_000)
      // Each of them was of use.
      #expect(run.tally.count == ModelRun.operations.count, "\(run.tally)")
      #expect(Set(run.statuses.keys).isSuperset(of: [200, 201, 400, 404, 409, 410]), "\(run.statuses)")
      try checkEvents(run.model, try Database(path: file))
    }
  }

  /// Every end is told once, and nothing else is.
  private func checkEvents(_ model: ReferenceModel, _ database: Database) throws {
    let events = try database.all("SELECT type, business_id FROM webhook_events") { row throws(DatabaseError) in
      "\(try row.text()) \(try row.text())"
    }
    let ended = model.orders.values.filter { $0.status != "pending" }.map { "order.\($0.status) \($0.id)" }
    #expect(events.filter { $0.hasPrefix("order.") }.sorted() == ended.sorted())
    let deposits = model.transfers.values.filter { if case .deposit = $0.purpose { true } else { false } }
    #expect(events.count { $0.hasPrefix("deposit.pending") } == deposits.count)
    #expect(events.count { $0.hasPrefix("deposit.confirmed") } == deposits.count(where: \.isConfirmed))
  }
}
