import JSON
import TestSupport

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel

/// Random use of a sandbox. What it answers, and then what state it is in, must be what the reference model says.
final class ModelRun {
  /// The first difference; those after it would only follow from it.
  struct Disagreement: Error, CustomStringConvertible {
    let description: String
  }

  typealias Operation = (name: String, weight: Int, run: (ModelRun) -> () throws -> Void)

  static var operations: [Operation] {
    orderOperations + paymentOperations + chainOperations + depositOperations + linkOperations + poolOperations
      + timeOperations + storyOperations
  }

  let seed: UInt64
  let sandbox: SandboxInProcess
  var random: SeededGenerator
  var model: ReferenceModel
  /// How often each operation was answered with each status, such as `buy 410`.
  private(set) var outcomes: [String: Int] = [:]
  private(set) var step = 0
  private var operation = "start"

  init(seed: UInt64, file: String, poolSize: Int) throws {
    self.seed = seed
    let clock = ModelClock()
    sandbox = try SandboxInProcess(file: file, poolSize: poolSize, clock: clock)
    random = SeededGenerator(seed: seed)
    model = ReferenceModel(now: Int(clock.now.milliseconds), pools: [:])
    for family in ReferenceAsset.families {
      let rows = try sandbox.get("/api/v1/address-pool/addresses?limit=100&protocol=\(family)").data["addresses"]?.array
      // They are listed newest first.
      model.pools[family] = ReferencePool((rows ?? []).compactMap { $0["address"]?.string }.reversed())
    }
  }

  func run(steps: Int) throws {
    let lottery = Self.operations.flatMap { operation in Array(repeating: operation, count: operation.weight) }
    for number in 1...steps {
      step = number
      guard let chosen = lottery.randomElement(using: &random) else { return }
      operation = chosen.name
      try chosen.run(self)()
      try nameOrders()
      try checkTotals()
      if number % 2500 == 0 { try checkEverything() }
    }
  }

  func expect<Value: Equatable>(_ actual: Value, _ expected: Value, _ what: @autoclosure () -> String) throws {
    guard actual != expected else { return }
    throw Disagreement(
      description: "seed \(seed), step \(step), \(operation): \(what()): sandbox \(actual), model \(expected)")
  }

  /// - Returns: the reply, if its status is the one the model says.
  func expect(
    _ reply: SandboxInProcess.Reply, _ status: Int, _ error: String? = nil
  ) throws -> SandboxInProcess.Reply {
    outcomes["\(operation) \(reply.status)", default: 0] += 1
    try expect(reply.status, status, "status of \(reply.json)")
    try expect(reply.error, error, "error of \(reply.json)")
    return reply
  }

  /// One time in so many.
  func oneIn(_ odds: Int) -> Bool {
    Int.random(in: 0..<odds, using: &random) == 0
  }

  func pick<Value>(_ values: [Value]) -> Value? {
    values.randomElement(using: &random)
  }

  /// From a millionth to a hundred thousand millions.
  func randomAmount() -> Int {
    let most = [9, 999_999, 25_000_000, 100_000_000_000_000_000][Int.random(in: 0...3, using: &random)]
    return Int.random(in: 1...most, using: &random)
  }
}
