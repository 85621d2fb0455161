import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct AddressOriginTests {
  /// A file made before addresses had a time of origin.
  @Test func olderAddressesStayAndHaveNoOrigin() throws {
    let database = try Database(path: ":memory:")
    try database.executeScript(Schema.initial)
    try database.execute("INSERT INTO addresses (protocol, address) VALUES ('evm', '0x1')")
    try database.executeScript("PRAGMA user_version = 1")
    try Schema.migrate(database)
    let pool = AddressPool(database: database, cooldownMinutes: 30)
    let now = Timestamp(milliseconds: 1_738_060_200_000)
    #expect(try pool.add("0x2", .evm, at: now))
    let list = try pool.list(Filter("TRUE"), ListPage(number: 1, limit: 20), tenant: "t", now: now)
    #expect(list.map(\.address) == ["0x2", "0x1"])
    #expect(list.map(\.createdAt) == [now, nil])
  }
}
