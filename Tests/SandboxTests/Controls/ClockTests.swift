import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// The test clock stands at 2025-01-28T10:30:00Z.
@Suite struct ClockTests {
  @Test(arguments: [
    (#"{"advanceSeconds":90}"#, "2025-01-28T10:31:30.000Z"),
    (#"{"advanceMinutes":45}"#, "2025-01-28T11:15:00.000Z"),
    (#"{"to":"2025-02-28T00:00:00+08:00"}"#, "2025-02-27T16:00:00.000Z"),
    (#"{"to":"2025-01-28T10:30:00Z"}"#, "2025-01-28T10:30:00.000Z"),
  ])
  func everyRouteSeesTheTimeMovedTo(_ body: String, _ time: String) async throws {
    try await SandboxFixture.run { sandbox in
      let moved = try await sandbox.moveClock(try JSONParser.parse(body))
      #expect(moved.status == 200)
      #expect(moved["time"] == time)
      #expect(moved["machineTime"] == "2025-01-28T10:30:00.000Z")
      let order = try await sandbox.createOrder()
      #expect(order["createdAt"] == time)
      let health = try await sandbox.send("GET", "/health")
      #expect(health.json["timestamp"]?.string == time)
    }
  }

  @Test func movesAddUpAndTheMachinesTimeGoesOn() async throws {
    try await SandboxFixture.run { sandbox in
      _ = try await sandbox.moveClock(["advanceMinutes": 5])
      sandbox.clock.advance(minutes: 1)
      let moved = try await sandbox.moveClock(["advanceSeconds": 30])
      #expect(moved["time"] == "2025-01-28T10:36:30.000Z")
      #expect(moved.data["aheadSeconds"] == 330)
    }
  }

  @Test func dueOrdersEndAtTheirOwnTime() async throws {
    try await SandboxFixture.run { sandbox in
      let unpaid = try await sandbox.orderId("unpaid")
      let short = try await sandbox.orderId("short", ["paymentWindowMinutes": 1, "graceMinutes": 0])
      let paid = try await sandbox.orderId("paid")
      _ = try await sandbox.pay(["orderId": .string(paid)])
      let moved = try await sandbox.moveClock(["advanceMinutes": 600])
      #expect(moved.data["endedOrders"] == 2)
      let expired = [try await sandbox.get("/orders/\(unpaid)"), try await sandbox.get("/orders/\(short)")]
      #expect(expired.map { $0["expiredAt"] } == ["2025-01-28T10:45:00.000Z", "2025-01-28T10:31:00.000Z"])
      let completed = try await sandbox.get("/orders/\(paid)")
      #expect(completed["completedAt"] == "2025-01-28T10:30:00.000Z")
    }
  }

  @Test func addressCooledDownWhenTheClockMovedPastIt() async throws {
    try await SandboxFixture.run(poolSize: 1) { sandbox in
      let first = try await sandbox.createOrder("a")
      _ = try await sandbox.moveClock(["advanceMinutes": 44])
      let early = try await sandbox.createOrder("b")
      #expect(early.error == "InsufficientAddresses")
      _ = try await sandbox.moveClock(["advanceMinutes": 1])
      let second = try await sandbox.createOrder("b")
      #expect(second["address"] == first["address"])
    }
  }

  @Test(arguments: [
    #"{}"#, #"{"advanceSeconds":1,"advanceMinutes":1}"#, #"{"advanceSeconds":0}"#, #"{"advanceMinutes":-1}"#,
    #"{"advanceSeconds":1.5}"#, #"{"advanceSeconds":9223372036854775807}"#, #"{"advanceMinutes":5260321}"#,
    #"{"to":"2025-01-28T10:29:59.999Z"}"#, #"{"to":"tomorrow"}"#, #"{"to":"2125-01-28T10:30:00Z"}"#,
  ])
  func impossibleMoveIsRefusedAndMovesNothing(_ body: String) async throws {
    try await SandboxFixture.run { sandbox in
      let refused = try await sandbox.moveClock(try JSONParser.parse(body))
      #expect(refused.status == 400)
      #expect(refused.error == "ValidationError")
      let time = try await sandbox.time()
      #expect(time == "2025-01-28T10:30:00.000Z")
    }
  }

  @Test func tenYearsAreTheMostInAll() async throws {
    try await SandboxFixture.run { sandbox in
      let most = try await sandbox.moveClock(["advanceMinutes": 5_260_320])
      #expect(most["time"] == "2035-01-29T10:30:00.000Z")
      let more = try await sandbox.moveClock(["advanceSeconds": 1])
      #expect(more.status == 400)
    }
  }

  // MARK: Never back

  @Test func timeStandsStillWhenTheMachinesClockIsSetBack() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId()
      sandbox.clock.advance(minutes: 15)
      let expired = try await sandbox.get("/orders/\(id)")
      #expect(expired["status"] == "expired")
      sandbox.clock.advance(minutes: -60)
      let later = try await sandbox.createOrder("later")
      #expect(later["createdAt"] == "2025-01-28T10:45:00.000Z")
      #expect(later["expiresAt"] == "2025-01-28T11:00:00.000Z")
      let moved = try await sandbox.moveClock(["advanceMinutes": 15])
      #expect(moved["time"] == "2025-01-28T11:00:00.000Z")
      #expect(moved.data["endedOrders"] == 1)
      sandbox.clock.advance(minutes: 61)
      let time = try await sandbox.time()
      #expect(time == "2025-01-28T11:01:00.000Z")
    }
  }

  @Test func restartKeepsTheTimeEvenIfTheMachinesIsEarlierThen() async throws {
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: "\(folder)/sandbox.sqlite")
      let clock = TestClock()
      try await SandboxFixture.run(database: file, clock: clock) { sandbox in
        _ = try await sandbox.moveClock(["advanceMinutes": 30])
        clock.advance(minutes: 10)
        let order = try await sandbox.createOrder()
        #expect(order["createdAt"] == "2025-01-28T11:10:00.000Z")
      }
      clock.advance(minutes: -5)
      try await SandboxFixture.run(database: file, clock: clock) { sandbox in
        let time = try await sandbox.time()
        #expect(time == "2025-01-28T11:10:00.000Z")
        clock.advance(minutes: 6)
        let later = try await sandbox.time()
        #expect(later == "2025-01-28T11:11:00.000Z")
      }
    }
  }

  @Test func serversOnOneFileHaveOneTime() async throws {
    try await TemporaryFolder.run { folder in
      let file = SandboxConfiguration.Storage.file(path: "\(folder)/sandbox.sqlite")
      let clock = TestClock()
      try await SandboxFixture.run(database: file, clock: clock) { one in
        try await SandboxFixture.run(database: file, clock: clock) { other in
          let id = try await one.orderId()
          _ = try await other.moveClock(["advanceMinutes": 15])
          let order = try await one.get("/orders/\(id)")
          #expect(order["status"] == "expired")
          #expect(order["expiredAt"] == "2025-01-28T10:45:00.000Z")
          let times = [try await one.time(), try await other.time()]
          #expect(times == ["2025-01-28T10:45:00.000Z", "2025-01-28T10:45:00.000Z"])
        }
      }
    }
  }

  @Test func machineClockIsNeverReadBackwards() {
    let machine = TestClock()
    let steady = MonotonicClock { machine.now }
    let start = steady.now()
    machine.advance(minutes: -1)
    #expect(steady.now() == start)
    machine.advance(minutes: 2)
    #expect(steady.now() == start.adding(minutes: 1))
  }
}
