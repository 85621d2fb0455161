import JSON
import JSONRPC
import Synchronization
import Threads

/// Watches resources for clients and tells them of updates. Nothing is said about a subscription that has ended.
///
/// Subscriptions begin on the thread that reads the input. A request that listens takes no place among the running
/// calls, and does not hold up the end of the process.
final class Subscriptions: Sendable {
  private struct State {
    var ledger = SubscriptionLedger(limit: Subscriptions.limit)
    var watches: [SubscriptionLedger.Ticket: Task<Void, Never>] = [:]
    var replies: [RequestID: Reply] = [:]
  }

  /// Each costs its resource's owner something, such as asking an API again and again.
  static let limit = 256

  private let state = Mutex(State())
  private let output: OutputQueue
  private let serverInfo: JSONObject

  /// `serverInfo` is that of the stateless revision.
  init(output: OutputQueue, serverInfo: JSONObject) {
    self.output = output
    self.serverInfo = serverInfo
    output.whenUncongested { [weak self] in self?.sendPostponed() }
    output.whenStopping { [weak self] in self?.finish() ?? false }
  }

  /// Whether a request of that id still listens.
  func isOpen(_ id: RequestID) -> Bool {
    state.withLock { $0.ledger.isOpen(id) }
  }

  // MARK: The legacy session

  func subscribe(to uri: String, in resources: ResourceCatalogue, _ reply: Reply) throws(RPCError) {
    guard !state.withLock({ $0.ledger.isSubscribed(uri) }) else { return reply.succeed([:]) }
    try checkRoom(for: 1)
    let updates = try resources.updates(of: uri)
    reply.succeed([:])
    if let updates { watch(uri, updates, for: .session) }
  }

  func unsubscribe(from uri: String) {
    stop { $0.unsubscribe(uri) }
  }

  /// A new session begins without the subscriptions of the one before.
  func endSession() {
    stop { $0.close(.session) }
  }

  // MARK: Requests that listen

  /// Acknowledges what will be honoured, before anything else is said about it: the resources that can change.
  func listen(_ request: ListenRequest, in resources: ResourceCatalogue, _ reply: Reply) throws(RPCError) {
    try checkRoom(for: 1 + request.resources.count)
    let watched = request.resources.compactMap { uri in resources.updatesIfAny(of: uri).map { (uri, $0) } }
    state.withLock { state in
      state.ledger.open(reply.id)
      state.replies[reply.id] = reply
      output.enqueue(SubscriptionMessage.acknowledged(reply.id, watched.map(\.0)))
    }
    for (uri, updates) in watched { watch(uri, updates, for: .request(reply.id)) }
  }

  /// Unknown ids are ignored.
  func cancel(_ id: RequestID) {
    close(id)?.drop()
  }

  /// Every request that listens gets its result. Returns whether there were any.
  @discardableResult
  func finish() -> Bool {
    endSession()
    let open = state.withLock { Array($0.replies.keys) }
    for id in open {
      close(id)?.succeed(encoded: SubscriptionMessage.ended(id, serverInfo: serverInfo))
    }
    return !open.isEmpty
  }

  private func close(_ id: RequestID) -> Reply? {
    stop { $0.close(.request(id)) }
    return state.withLock { $0.replies.removeValue(forKey: id) }
  }

  // MARK: Watching

  private func checkRoom(for count: Int) throws(RPCError) {
    guard state.withLock({ $0.ledger.hasRoom(for: count) }) else {
      throw .invalidParams("too many subscriptions: at most \(Self.limit) at once")
    }
  }

  private func watch(_ uri: String, _ updates: AsyncStream<Void>, for listener: SubscriptionLedger.Listener) {
    state.withLock { state in
      let ticket = state.ledger.admit(uri, for: listener)
      state.watches[ticket] = Task.start { [weak self] in
        for await _ in updates { self?.send(ticket) }
        self?.end(ticket)
      }
    }
  }

  private func end(_ ticket: SubscriptionLedger.Ticket) {
    state.withLock { state in
      state.ledger.end(ticket)
      state.watches[ticket] = nil
    }
  }

  private func stop(_ remove: (inout SubscriptionLedger) -> [SubscriptionLedger.Ticket]) {
    let stopped = state.withLock { state in
      remove(&state.ledger).compactMap { state.watches.removeValue(forKey: $0) }
    }
    for watch in stopped { watch.cancel() }
  }

  // MARK: Telling

  /// Under the lock, so that nothing follows the end of a subscription.
  private func send(_ ticket: SubscriptionLedger.Ticket) {
    state.withLock { state in
      guard let subscription = state.ledger[ticket] else { return }
      if output.isCongested {
        state.ledger.postpone(ticket)
      } else {
        output.enqueue(SubscriptionMessage.updated(subscription))
      }
    }
  }

  private func sendPostponed() {
    state.withLock { state in
      for subscription in state.ledger.takePostponed() {
        output.enqueue(SubscriptionMessage.updated(subscription))
      }
    }
  }
}
