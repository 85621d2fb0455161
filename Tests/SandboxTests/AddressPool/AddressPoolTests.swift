import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct AddressPoolTests {
  private static let start = Timestamp(milliseconds: 1_738_060_200_000)

  private let database: Database
  private let identifiers = Identifiers(seed: 42)

  init() throws {
    database = try Database.make()
  }

  private func pool(_ size: Int = 3, cooldownMinutes: Int = 30) throws -> AddressPool {
    let pool = AddressPool(database: database, cooldownMinutes: cooldownMinutes)
    try pool.fill(.evm, to: size, from: identifiers)
    return pool
  }

  private func reserve(_ pool: AddressPool, _ minutes: Int = 0, for use: AddressPool.Use = .allocated) throws -> String?
  {
    try pool.reserve(.evm, for: use, now: Self.start.adding(minutes: minutes))
  }

  @Test func everyAddressIsTakenOnceOldestFirst() throws {
    let pool = try pool()
    let taken = [try reserve(pool), try reserve(pool, for: .bound), try reserve(pool)]
    #expect(taken == (0..<3).map { identifiers.address(.evm, $0) })
    #expect(try reserve(pool) == nil)
  }

  /// Minutes, from 0 to 1440.
  @Test(arguments: [0, 30, 1440])
  func releasedAddressRestsForItsCooldown(_ minutes: Int) throws {
    let pool = try pool(1, cooldownMinutes: minutes)
    let address = try #require(try reserve(pool))
    try pool.release(address, at: Self.start)
    let end = Self.start.adding(minutes: minutes)
    #expect(try pool.reserve(.evm, for: .bound, now: Timestamp(milliseconds: end.milliseconds - 1)) == nil)
    #expect(try pool.reserve(.evm, for: .bound, now: end) == address)
  }

  @Test func unusedComeBeforeUsedAndThoseReleasedFirstBeforeTheOthers() throws {
    let pool = try pool(3, cooldownMinutes: 1)
    let (first, second) = (try #require(try reserve(pool)), try #require(try reserve(pool)))
    try pool.release(second, at: Self.start)
    try pool.release(first, at: Self.start.adding(minutes: 1))
    let third = identifiers.address(.evm, 2)
    #expect([try reserve(pool, 10), try reserve(pool, 10), try reserve(pool, 10)] == [third, second, first])
  }

  @Test func archivedAddressIsNeverTaken() throws {
    let pool = try pool(2)
    try database.execute(
      "UPDATE addresses SET state = 'archived' WHERE address = ?", [.text(identifiers.address(.evm, 0))])
    #expect(try reserve(pool) == identifiers.address(.evm, 1))
    #expect(try reserve(pool) == nil)
  }

  @Test func familiesDoNotShareAddresses() throws {
    let pool = try pool(1)
    #expect(try pool.reserve(.tron, for: .allocated, now: Self.start) == nil)
    try pool.fill(.tron, to: 1, from: identifiers)
    #expect(try pool.reserve(.tron, for: .allocated, now: Self.start)?.hasPrefix("T") == true)
    #expect(try reserve(pool)?.hasPrefix("0x") == true)
  }

  @Test func fillingAddsOnlyWhatIsMissing() throws {
    let pool = try pool(2)
    let first = try reserve(pool)
    for size in [4, 4, 1] { try pool.fill(.evm, to: size, from: identifiers) }
    #expect(try database.number("SELECT COUNT(DISTINCT address) FROM addresses") == 4)
    #expect(try database.number("SELECT COUNT(*) FROM addresses WHERE state = 'available'") == 3)
    #expect(try reserve(pool) != first)
  }
}
