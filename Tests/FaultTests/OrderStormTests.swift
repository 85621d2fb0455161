import JSON
import PayIn
import Sandbox
import Synchronization
import TestSupport
import Testing

/// Many clients, few references, and an API that keeps failing before and after it has made an order.
@Suite(.timeLimit(.minutes(3)))
struct OrderStormTests {
  private static let faults = Fault.all.filter { fault in
    if case .uncertain = fault.effect { !fault.isSlow && fault.name != "20 MB body" } else { false }
  }

  /// - Parameters:
  ///   - processes: that know nothing of each other. The API's refusal of a second order is then what remains; one that
  ///     takes two of one reference is safe in the hands of one process.
  @Test(arguments: [(1, true), (20, false)])
  func everyReferenceHasOneOrder(processes: Int, allowsDuplicates: Bool) async throws {
    let sandbox = try await SandboxServer.start(
      SandboxConfiguration(seed: 42, poolSize: 1000, allowsDuplicateReferences: allowsDuplicates))
    let api = FaultyAPI(port: sandbox.port)
    api.injectFaults(Self.plan(seed: 7))
    let storm = try OrderStorm(api, sandbox, processes: processes)
    let (references, calls) = Self.references(seed: 11)
    var answers = await storm.run(Array(calls[..<(calls.count / 2)]))
    // An uncertain create is not repeated by any process before the minute that the answers name.
    storm.pass(.seconds(61))
    try storm.restart()
    answers += await storm.run(Array(calls[(calls.count / 2)...]))
    let orders = try await storm.orders()
    #expect(answers.count == calls.count)
    for (reference, result) in answers { check(result, orders[Array(reference.utf8)] ?? [], reference) }
    let uncertain = answers.count { (try? $0.result.get()) == nil }

    // When a lost order can no longer come to light, who asks again gets one.
    api.injectFaults { _ in nil }
    storm.pass(.seconds(61))
    try storm.restart()
    let settled = await storm.run(references)
    for answer in settled { #expect(throws: Never.self) { try answer.result.get() } }
    let all = try await storm.orders()
    #expect(Set(all.keys) == Set(references.map { Array($0.utf8) }))
    #expect(all.values.allSatisfy { $0.count == 1 })
    print(
      "\(processes) processes: \(calls.count) calls, \(references.count) references, \(uncertain) uncertain answers,",
      "\(all.values.reduce(0) { $0 + $1.count }) orders")
    await sandbox.shutdown()
  }

  /// What was said must be so.
  private func check(_ result: Result<WriteResult, PayInError>, _ orders: [APIResource], _ reference: String) {
    #expect(orders.count <= 1, "\(reference)")
    switch result {
    case .success(let result):
      #expect(orders.map { $0["orderId"] } == [result.resource?["orderId"]], "\(reference)")
      #expect(result.resource?["amount"] == OrderStorm.amount(reference), "\(reference)")
    case .failure(let error):
      #expect(error.code == .outcomeUnknown && error.outcome == .unknown, "\(reference): \(error)")
      #expect(error.retry != .unsafe && error.retry != .never, "\(reference): \(error)")
    }
  }

  /// 400 random references of all planes, in families that are easily taken for each other, and 1,000 calls with them in
  /// an order that keeps repeats both near and far.
  private static func references(seed: UInt64) -> (references: [String], calls: [String]) {
    var (random, references) = (SeededGenerator(seed: seed), ReferenceGenerator(seed: seed))
    let all = (0..<50).flatMap { _ in
      references.family(of: 8) { NewReference.error(in: $0, hiding: .none) == nil }
    }
    let repeats = (0..<600).map { _ in all.randomElement(using: &random) ?? "" }
    return (all, (all + repeats).shuffled(using: &random))
  }

  /// Two of three creates fail.
  private static func plan(seed: UInt64) -> FaultyAPI.Plan {
    let generator = Mutex(SeededGenerator(seed: seed))
    return { request in
      guard request.method == "POST" else { return nil }
      return generator.withLock { generator in
        Int.random(in: 0..<3, using: &generator) == 0 ? nil : faults.randomElement(using: &generator)
      }
    }
  }
}
