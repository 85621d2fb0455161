import Foundation
import JSON
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel

/// What a sandbox has acknowledged survives its process, wherever in its work that is killed.
///
/// SQLite runs with `synchronous = NORMAL` and a write-ahead log: what is committed is in the kernel's hands and outlives
/// the process. Only a power cut could lose the last commits, never tear one; that is not tried here, and a sandbox may
/// lose them.
@Suite(.timeLimit(.minutes(10)))
struct SuddenDeathTests {
  private static let seed = RandomizedTests.seed(otherwise: 9)
  private static let poolSize = 300
  /// How many times a sandbox is killed.
  private static let rounds = RandomizedTests.count(50, full: 200)

  @Test func nothingAcknowledgedIsLostAndNothingIsHalfWritten() async throws {
    var random = SeededGenerator(seed: Self.seed)
    var (acknowledged, takenBack, stories) = (0, 0, 0)
    try await TemporaryFolder.run { folder in
      let model = folder + "/model.sqlite"
      let link = try Self.makeFile(model)
      for round in 1...Self.rounds {
        let microseconds = UInt32.random(in: 2000...120_000, using: &random)
        let file = folder + "/\(round).sqlite"
        try FileManager.default.copyItem(atPath: model, toPath: file)
        let ledger = try await Self.load(file, slug: link.slug, killedAfter: microseconds)
        acknowledged += ledger.acknowledged
        takenBack += ledger.reorganised.count
        stories += ledger.stories.count
        let comment: Comment = "seed \(Self.seed), round \(round), killed after \(microseconds) µs"
        #expect(try FileRules.violations(in: file) == [:], comment)
        let sandbox = try SandboxInProcess(file: file, poolSize: Self.poolSize)
        try ledger.check(sandbox, link: link.id, comment)
        try ledger.finishStories(sandbox, comment)
        try goOn(sandbox, comment)
        #expect(try FileRules.violations(in: file) == [:], comment)
      }
    }
    print(
      """
      \(Self.rounds) deaths, \(acknowledged) writes acknowledged before, among them \(takenBack) payments taken back and \
      \(stories) stories
      """)
    #expect(acknowledged > Self.rounds && takenBack > 0 && stories > 0)
  }

  /// A file with a payment link of many items.
  private static func makeFile(_ file: String) throws -> (id: String, slug: String) {
    let sandbox = try SandboxInProcess(file: file, poolSize: poolSize)
    let link = try sandbox.post(
      "/api/v1/payment-links",
      [
        "title": "Cups", "amount": .string(Ledger.amount), "inventoryTotal": 100_000,
        "currencies": [["currency": "USDT", "chainId": "tron-nile"]],
      ]
    ).data
    let id = try #require(link["id"]?.string)
    _ = try sandbox.post("/api/v1/payment-links/\(id)/publish")
    return (id, try #require(link["slug"]?.string))
  }

  private static func load(_ file: String, slug: String, killedAfter microseconds: UInt32) async throws -> Ledger {
    let sandbox = try MortalSandbox(file: file, poolSize: poolSize)
    let port = sandbox.port
    async let orders = TestThread.run { Load.order(port: port) }
    async let purchases = TestThread.run { Load.checkOut(port: port, slug: slug) }
    async let depositors = TestThread.run { Load.deposit(port: port) }
    async let reorganised = TestThread.run { Load.reorganise(port: port) }
    async let stories = TestThread.run { Load.playStories(port: port) }
    try await TestThread.run { _ = usleep(microseconds) }
    sandbox.kill()
    return try await Ledger(
      orders: orders, purchases: purchases, depositors: depositors, reorganised: reorganised, stories: stories)
  }

  /// Ids, addresses and hashes start where they stopped.
  private func goOn(_ sandbox: SandboxInProcess, _ comment: Comment) throws {
    let order = try sandbox.post(
      "/api/v1/orders",
      [
        "orderReference": "afterwards", "amount": .string(Ledger.amount), "currency": "USDC",
        "chainId": "ethereum-sepolia",
      ])
    #expect(order.status == 201, comment)
    let id = try #require(order.data["orderId"])
    let payment = try sandbox.post("/_sandbox/payments", ["orderId": id])
    #expect(payment.data["order"]?["status"]?.string == "completed", comment)
  }
}
