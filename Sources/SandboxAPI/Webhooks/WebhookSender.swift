import HTTP
import JSON
import Synchronization
import Threads

/// Sends what is due, one task of the server for all. Sleeps until something falls due or somebody has written.
final class Courier: Sendable {
  /// To slow receivers, so that they do not hold up the others.
  private static let maximumRequests = 16
  /// After the database could not be had.
  private static let pause: Int64 = 1

  /// Waits until the sandbox's clock shows `due`, or the task is cancelled.
  typealias Sleep = @Sendable (_ now: Timestamp, _ due: Timestamp) async -> Void

  private struct Round {
    let claims: [Claim]
    let now: Timestamp
    /// When there is more to do.
    let next: Timestamp?
  }

  private let service: SandboxService
  /// Where the database may block.
  private let worker: Worker
  private let sleep: Sleep
  /// Ids of deliveries.
  private let sending = Mutex<Set<String>>([])

  init(service: SandboxService, worker: Worker, sleep: @escaping Sleep) {
    self.service = service
    self.worker = worker
    self.sleep = sleep
  }

  /// Until the inbox is closed. What is on its way then is called off and becomes due again.
  func run() async {
    await withDiscardingTaskGroup { group in
      var timer: Task<Void, Never>?
      for await message in service.inbox.messages {
        switch message {
        case .errand(let errand, let answer): group.addTask { answer(await errand.run(self)) }
        case .wake:
          timer?.cancel()
          let round = await round()
          for claim in round.claims { group.addTask { await self.deliver(claim) } }
          timer = round.next.map { due in Task.start { await self.wake(at: due, from: round.now) } }
        }
      }
      timer?.cancel()
      group.cancelAll()
    }
  }

  private func wake(at due: Timestamp, from now: Timestamp) async {
    await sleep(now, due)
    if !Task.isCancelled { service.inbox.wake() }
  }

  /// Ends orders and claims deliveries, if any are due.
  private func round() async -> Round {
    service.inbox.acknowledge()
    guard service.transport != nil else { return Round(claims: [], now: service.now, next: nil) }
    let running = sending.withLock { $0 }
    do {
      let (agenda, now) = try await transact(.reading) { call in (try call.agenda(except: running), call.now) }
      guard agenda.isDue else { return Round(claims: [], now: now, next: agenda.next) }
      let round = try await transact(.writing) { call in
        try call.settlement.settleDue(now: call.now)
        let claims = try call.deliveries.claim(
          Self.maximumRequests - running.count, at: call.now, except: running,
          call.settings.webhooks)
        return Round(claims: claims, now: call.now, next: try call.agenda(except: running).next)
      }
      sending.withLock { $0.formUnion(round.claims.map(\.parcel.deliveryId)) }
      return round
    } catch {
      return Round(claims: [], now: service.now, next: service.now.adding(seconds: Self.pause))
    }
  }

  private func deliver(_ claim: Claim) async {
    let attempt = await send(claim.parcel)
    // In a task of its own, which is not cancelled with this one.
    await Task.start { [self] in
      // If this fails, the delivery is sent again when its lease is over.
      try? await transact(.writing) { call in
        if let attempt {
          try call.deliveries.finish(claim, attempt, at: call.now)
        } else {
          try call.deliveries.release(claim, at: call.now)
        }
      }
    }.value
    sending.withLock { _ = $0.remove(claim.parcel.deliveryId) }
    service.inbox.wake()
  }
}

extension Courier {
  /// Nil if the courier was stopped before there was an answer.
  func send(_ parcel: Parcel) async -> Attempt? {
    guard let transport = service.transport else { return nil }
    let start = ContinuousClock.now
    // Receivers judge the age of a signature by their own clock, which is not the sandbox's.
    let request = parcel.request(at: Timestamp.now().milliseconds / 1000)
    func elapsed() -> Int { Int(start.duration(to: .now) / .milliseconds(1)) }
    do throws(HTTPTransportError) {
      return Attempt(try await transport.send(request), milliseconds: elapsed())
    } catch {
      return Task.isCancelled ? nil : Attempt(error, milliseconds: elapsed())
    }
  }

  /// On the thread of the database.
  func transact<Value: Sendable>(
    _ kind: Database.TransactionKind, _ body: @escaping @Sendable (Call) throws -> Value
  ) async throws -> Value {
    try await worker.run { [service] in try service.transact(kind, body) }
  }
}

extension Courier {
  /// For all deliveries of one request, so that its answer comes while somebody still waits for it.
  private static let patience = Duration.seconds(20)

  /// Sends one after the other, each once, and tells what the receivers said.
  func carry(_ parcels: [Parcel]) async -> HTTPResponse {
    let deadline = ContinuousClock.now + Self.patience
    var views: [JSONObject] = []
    for var parcel in parcels {
      parcel.timeout = min(parcel.timeout, ContinuousClock.now.duration(to: deadline))
      let attempt = parcel.timeout > .zero ? await send(parcel) : nil
      let id = parcel.deliveryId
      // What the log misses, the answer still tells.
      try? await transact(.writing) { call in try call.deliveries.finish(id, attempt, at: call.now) }
      views.append(parcel.view(attempt))
    }
    return Reply.success(["deliveries": .array(views.map(JSONValue.object))])
  }
}

extension DeliveryRepository {
  /// Of one that is tried once. Nil if it was not sent.
  fileprivate func finish(_ id: String, _ attempt: Attempt?, at now: Timestamp) throws {
    let status = attempt.map { $0.outcome == .delivered ? Delivery.Status.success : .failed } ?? .cancelled
    try database.execute(
      """
      UPDATE webhook_deliveries SET status = ?, attempts = ?, sent_at = ?, completed_at = ?, response_status = ?,
        response_body = ?, milliseconds = ?, problem = ? WHERE id = ?
      """,
      [
        .text(status.rawValue), SQLValue(attempt == nil ? 0 : 1), SQLValue(attempt == nil ? nil : now), SQLValue(now),
        SQLValue(attempt?.status), SQLValue(attempt?.body), SQLValue(attempt?.milliseconds),
        SQLValue(attempt?.problem), .text(id),
      ])
  }
}

extension Parcel {
  fileprivate func view(_ attempt: Attempt?) -> JSONObject {
    var view: JSONObject = [
      "deliveryId": .string(deliveryId), "eventId": .string(eventId), "eventType": .string(type.rawValue),
      "url": .string(url), "scheme": .string(scheme.rawValue), "signedWith": .string(key.source.rawValue),
      "delivered": .bool(attempt?.outcome == .delivered),
    ]
    if let status = attempt?.status { view.append("status", .number(JSONNumber(status))) }
    if let attempt { view.append("ms", .number(JSONNumber(attempt.milliseconds))) }
    view.appendIfPresent("problem", attempt == nil ? "not sent: the others took too long" : attempt?.problem)
    return view
  }
}
