import Synchronization

@testable import Sandbox

extension Call {
  /// On a database of its own unless one is given, with one address of each family.
  static func make(dialect: Dialect = .seed, database: Database? = nil) throws -> Call {
    let database = try database ?? Database.make()
    let identifiers = Identifiers(seed: 42)
    let settings = SandboxSettings(
      identifiers: identifiers, controlToken: "let-me-in", cooldownMinutes: 30, allowsDuplicateReferences: false,
      dialect: dialect,
      webhooks: .make(dialect),
      machineClock: SteadyClock { TestClock().now })
    let call = Call(
      request: .own, parameters: [], tenant: nil, now: TestClock().now, settings: settings, database: database,
      errands: Errand.Slot())
    for family in AddressProtocol.allCases { try call.pool.fill(family, to: 1, from: identifiers) }
    return call
  }
}
