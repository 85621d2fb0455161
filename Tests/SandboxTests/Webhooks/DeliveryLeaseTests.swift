import HTTP
import JSON
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Deliveries are at home in the file, and no process takes one from another that lives.
@Suite(.timeLimit(.minutes(1)))
struct DeliveryLeaseTests {
  private static func withFile(_ body: (SandboxConfiguration.Storage, String) async throws -> Void) async throws {
    try await TemporaryFolder.run { folder in
      try await body(.file(path: "\(folder)/sandbox.sqlite"), "\(folder)/sandbox.sqlite")
    }
  }

  @Test func serversOnOneFileSendEachEventOnce() async throws {
    let receiver = WebhookReceiver()
    let bench = WebhookBench()
    try await Self.withFile { file, _ in
      try await bench.run(database: file) { one in
        try await bench.run(database: file) { other in
          try await one.makeEndpoint(receiver)
          try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...20 {
              group.addTask { try await (number.isMultiple(of: 2) ? one : other).payOrder("order-\(number)") }
            }
            try await group.waitForAll()
          }
          let requests = await receiver.take(20)
          #expect(Set(requests.map(\.eventId)).count == 20)
          while try await one.deliveries("status=success").count < 20 { await Task.yield() }
          #expect(receiver.accepted == 20)
        }
      }
    }
  }

  @Test func restartSendsWhatIsWaiting() async throws {
    let receiver = WebhookReceiver()
    let bench = WebhookBench()
    try await Self.withFile { file, _ in
      try await SandboxFixture.run(database: file, clock: bench.clock) { silent in
        try await silent.makeEndpoint(receiver)
        try await silent.payOrder("order-1")
      }
      try await bench.run(database: file) { sandbox in
        #expect(await receiver.take().map(\.eventType) == ["order.completed"])
        _ = try await sandbox.delivery("", .success)
      }
    }
  }

  /// What a process had taken when it was killed.
  @Test func deliveryOfADeadProcessIsSentWhenItsLeaseIsOver() async throws {
    let receiver = WebhookReceiver()
    let bench = WebhookBench()
    try await Self.withFile { file, path in
      try await SandboxFixture.run(database: file, clock: bench.clock) { silent in
        try await silent.makeEndpoint(receiver)
        try await silent.payOrder("order-1")
      }
      let deliveries = DeliveryRepository(database: try Database(path: path))
      #expect(try deliveries.acquireLeases(10, at: bench.clock.now, except: [], .make()).count == 1)
      #expect(try deliveries.acquireLeases(10, at: bench.clock.now, except: [], .make()).isEmpty)
      try await bench.run(database: file) { sandbox in
        await bench.alarm.slept(seconds: 35)
        #expect(try await sandbox.deliveries().map { $0["status"] } == ["sending"])
        #expect(receiver.accepted == 0)
        bench.alarm.advance(seconds: 35)
        #expect(await receiver.take().map(\.eventType) == ["order.completed"])
        _ = try await sandbox.delivery("", .success)
      }
    }
  }

  /// The first owner was only slow, and comes back with its result.
  @Test func lateResultDoesNotUndoThatOfTheNextOwner() throws {
    let context = try RequestContext.make(dialect: .published)
    let endpoint = WebhookEndpoint.make()
    try context.store.endpoints.insert(endpoint)
    _ = try context.store.binding.bind("user", .evm, metadata: nil, tenant: "tenant", now: context.now)
    let first = try #require(try context.store.deliveries.acquireLeases(10, at: context.now, except: [], .make()).first)
    let later = context.now.adding(seconds: 40)
    let second = try #require(try context.store.deliveries.acquireLeases(10, at: later, except: [], .make()).first)
    try context.store.deliveries.finish(second, DeliveryAttempt(.init(status: 200), milliseconds: 1), at: later)
    try context.store.deliveries.finish(first, DeliveryAttempt(.init(status: 500), milliseconds: 1), at: later)
    let delivery = try context.store.deliveries.find(id: first.webhook.deliveryId, tenant: "tenant")
    #expect(delivery?.status == .success)
    #expect(delivery?.attempts == 1)
  }

  @Test func shutdownCallsOffWhatIsOnItsWay() async throws {
    let receiver = WebhookReceiver { number, peer in number == 0 ? peer.waitForEnd() : peer.reply(200) }
    let bench = WebhookBench()
    try await Self.withFile { file, _ in
      try await bench.run(database: file) { sandbox in
        try await sandbox.makeEndpoint(receiver)
        try await sandbox.payOrder("order-1")
        #expect(await receiver.take().count == 1)
      }
      try await bench.run(database: file) { sandbox in
        #expect(await receiver.take().map(\.eventType) == ["order.completed"])
        let delivery = try await sandbox.delivery("", .success)
        #expect(delivery["retry_count"] == 0)
      }
    }
  }

  @Test func configuredEndpointReceivesEventsOfAllTenants() async throws {
    let receiver = WebhookReceiver()
    var bench = WebhookBench()
    bench.webhook = .init(url: try WebhookURL(receiver.url), secret: "whsec_x")
    try await Self.withFile { file, _ in
      for reference in ["first", "second"] {
        try await bench.run(database: file) { sandbox in
          for key in ["pk_one", "pk_two"] { try await sandbox.with(key: key).payOrder(reference) }
          #expect(await receiver.take(2).map(\.eventType) == ["order.completed", "order.completed"])
          // What is called off before its answer is known is sent again by the next one.
          for key in ["pk_one", "pk_two"] {
            while try await !sandbox.with(key: key).deliveries("status=pending").isEmpty { await Task.yield() }
            while try await !sandbox.with(key: key).deliveries("status=sending").isEmpty { await Task.yield() }
          }
        }
      }
      #expect(receiver.accepted == 4)
    }
  }
}
