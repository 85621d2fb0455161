import HTTP
import Testing

struct DescriptorLimitTests {
  struct Case: Sendable {
    let wanted: Int
    let descriptors: Int
    let free: Int
    let connections: Int
  }

  @Test(arguments: [
    Case(wanted: 50, descriptors: 1, free: 1000, connections: 50),
    Case(wanted: 1000, descriptors: 1, free: 1000, connections: 750),
    Case(wanted: 1000, descriptors: 2, free: 1000, connections: 375),
    Case(wanted: 1000, descriptors: 2, free: 2256, connections: 1000),
    Case(wanted: 50, descriptors: 2, free: 48, connections: 16),
    Case(wanted: 50, descriptors: 1, free: 20, connections: 4),
    Case(wanted: 50, descriptors: 2, free: 3, connections: 1),
    Case(wanted: 50, descriptors: 2, free: -5, connections: 1),
  ])
  func connectionsLeaveAReserve(one: Case) {
    #expect(
      DescriptorLimit.clientConnections(one.wanted, descriptorsEach: one.descriptors, free: one.free) == one.connections
    )
  }
}
