package import HTTP
import JSON
package import SandboxModel
import Synchronization
import Threads

/// Sends the deliveries that are due, in one task of the server. It sleeps until a delivery falls due or a request has
/// written.
package final class WebhookSender: Sendable {
  /// The largest number of requests at once, so that slow receivers do not delay the others.
  private static let maximumRequests = 16
  /// The pause after a failure of the database, in seconds.
  private static let pause: Int64 = 1

  /// Waits until the sandbox's clock shows `due`, or the task is cancelled.
  package typealias Sleep = @Sendable (_ now: Timestamp, _ due: Timestamp) async -> Void

  private struct Round {
    let leases: [DeliveryLease]
    let now: Timestamp
    /// The time at which more work falls due; nil if there is none.
    let next: Timestamp?
  }

  private let service: SandboxService
  /// The thread on which the database may block.
  private let thread: DatabaseThread
  private let sleep: Sleep
  /// The ids of the deliveries that are being sent.
  private let sending = Mutex<Set<String>>([])

  package init(service: SandboxService, thread: DatabaseThread, sleep: @escaping Sleep) {
    self.service = service
    self.thread = thread
    self.sleep = sleep
  }

  /// Runs until the queue is closed. Requests that are running then are cancelled, and their deliveries become due
  /// again.
  package func run() async {
    await withDiscardingTaskGroup { group in
      var timer: Task<Void, Never>?
      for await message in service.queue.messages {
        switch message {
        case .reply(let reply, let answer): group.addTask { answer(await reply.make(self)) }
        case .wake:
          timer?.cancel()
          let round = await round()
          for lease in round.leases { group.addTask { await self.deliver(lease) } }
          timer = round.next.map { due in Task.start { await self.wake(at: due, from: round.now) } }
        }
      }
      timer?.cancel()
      group.cancelAll()
    }
  }

  private func wake(at due: Timestamp, from now: Timestamp) async {
    await sleep(now, due)
    if !Task.isCancelled { service.queue.wake() }
  }

  /// Ends orders, plays steps of stories and leases deliveries, if any are due.
  private func round() async -> Round {
    service.queue.acknowledge()
    guard service.transport != nil else { return Round(leases: [], now: service.now, next: nil) }
    let running = sending.withLock { $0 }
    do {
      let (dueWork, now) = try await transact(.reading) { context in
        (try context.store.dueWork(at: context.now, except: running), context.now)
      }
      guard dueWork.isDue else { return Round(leases: [], now: now, next: dueWork.next) }
      let round = try await transact(.writing) { context in
        if try context.settleDue().isMoreDue { self.service.queue.wake() }
        let leases = try context.store.deliveries.acquireLeases(
          Self.maximumRequests - running.count, at: context.now, except: running,
          context.store.webhooks)
        return Round(
          leases: leases, now: context.now, next: try context.store.dueWork(at: context.now, except: running).next)
      }
      sending.withLock { $0.formUnion(round.leases.map(\.webhook.deliveryId)) }
      return round
    } catch {
      return Round(leases: [], now: service.now, next: service.now.adding(seconds: Self.pause))
    }
  }

  private func deliver(_ lease: DeliveryLease) async {
    let attempt = await send(lease.webhook)
    if let attempt {
      service.report(
        AttemptedDelivery(
          lease.webhook, number: lease.attempts + 1, attempt, secondsToNext: lease.secondsToRetry(after: attempt)))
    }
    // A separate task, because this one may be cancelled.
    await Task.start { [self] in
      // After a failure the delivery is sent again when its lease has ended.
      try? await transact(.writing) { context in
        if let attempt {
          try context.store.deliveries.finish(lease, attempt, at: context.now)
        } else {
          try context.store.deliveries.release(lease, at: context.now)
        }
      }
    }.value
    sending.withLock { _ = $0.remove(lease.webhook.deliveryId) }
    service.queue.wake()
  }
}

extension WebhookSender {
  /// Sends one webhook. Returns nil if the sender was stopped before there was a response.
  package func send(_ webhook: OutgoingWebhook) async -> DeliveryAttempt? {
    guard let transport = service.transport else { return nil }
    let start = ContinuousClock.now
    // Receivers judge the age of a signature by their own clock, not by the sandbox's.
    let request = webhook.request(at: Timestamp.now().milliseconds / 1000)
    func elapsed() -> Int { Int(start.duration(to: .now) / .milliseconds(1)) }
    do throws(HTTPTransportError) {
      return DeliveryAttempt(try await transport.send(request), milliseconds: elapsed()).with(
        webhook.signature(in: request))
    } catch {
      guard !Task.isCancelled else { return nil }
      return DeliveryAttempt(error, milliseconds: elapsed()).with(webhook.signature(in: request))
    }
  }

  /// Adds to the activity log what was done outside of a transaction.
  /// - Returns: the number of the entry.
  func note(_ action: ControlAction) -> Int {
    service.note(action)
  }

  /// Runs a transaction on the thread of the database.
  func transact<Value: Sendable>(
    _ kind: Database.TransactionKind, _ body: @escaping @Sendable (RequestContext) throws -> Value
  ) async throws -> Value {
    try await thread.run { [service] in try service.transact(kind, body) }
  }
}

extension WebhookSender {
  /// The time limit for all deliveries of one request, so that its reply comes while the client still waits.
  private static let totalTimeout = Duration.seconds(20)

  /// Sends webhooks one after the other, each once, and reports the results.
  package func send(_ outgoing: [OutgoingWebhook]) async -> HTTPResponse {
    let deadline = ContinuousClock.now + Self.totalTimeout
    var views: [JSONObject] = []
    for var webhook in outgoing {
      webhook.timeout = min(webhook.timeout, ContinuousClock.now.duration(to: deadline))
      views.append(webhook.view(await send(once: webhook)))
    }
    return Reply.success(["deliveries": .array(views.map(JSONValue.object))])
  }

  /// Sends a webhook that is tried once, unless it has no time left, and stores and reports the result.
  func send(once webhook: OutgoingWebhook) async -> DeliveryAttempt? {
    let attempt = webhook.timeout > .zero ? await send(webhook) : nil
    if let attempt { service.report(AttemptedDelivery(webhook, number: 1, attempt, secondsToNext: nil)) }
    let id = webhook.deliveryId
    // If the log cannot be written, the reply still has the result.
    try? await transact(.writing) { context in try context.store.deliveries.finish(id, attempt, at: context.now) }
    return attempt
  }
}

extension OutgoingWebhook {
  fileprivate func view(_ attempt: DeliveryAttempt?) -> JSONObject {
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
