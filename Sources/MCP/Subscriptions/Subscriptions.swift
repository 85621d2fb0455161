import JSON
import JSONRPC
import Synchronization
import Threads

/// Watches resources for clients and sends them updates. Nothing is sent for a subscription that has ended.
///
/// Subscriptions begin on the thread that reads the input. A request that listens takes no place among the running
/// calls, and does not hold up the end of the process.
final class Subscriptions: Sendable {
  private struct State {
    var table = SubscriptionTable(limit: Subscriptions.limit)
    var watches: [SubscriptionTable.Ticket: Task<Void, Never>] = [:]
    var listeners: [RequestID: Listener] = [:]
  }

  /// A request that listens, and what its result says about the server.
  private struct Listener {
    let reply: Reply
    let serverInfo: JSONObject
  }

  /// The greatest number of subscriptions and requests that listen. Each costs its resource's owner something, such as
  /// asking an API again and again.
  static let limit = 256

  /// Returns whether there is a task of that id, which may have to be looked for.
  typealias TaskFinder = @Sendable (_ id: String) async -> Bool

  private let state = Mutex(State())
  private let output: OutputQueue
  private let tasks: TaskRegistry

  init(output: OutputQueue, tasks: TaskRegistry = TaskRegistry()) {
    self.output = output
    self.tasks = tasks
    output.whenUncongested { [weak self] in self?.sendPostponed() }
    output.whenStopping { [weak self] in self?.finish() ?? false }
  }

  /// Whether a request of that id still listens.
  func isOpen(_ id: RequestID) -> Bool {
    state.withLock { $0.table.isOpen(id) }
  }

  // MARK: The session

  func subscribe(to uri: String, in resources: ResourceCatalogue, _ reply: Reply) throws(RPCError) {
    guard !state.withLock({ $0.table.isSubscribed(uri) }) else { return reply.succeed([:]) }
    try checkRoom(for: 1)
    let updates = try resources.updates(of: uri)
    reply.succeed([:])
    if let updates { watch(.resource(uri: uri), updates, for: .session) }
  }

  func unsubscribe(from uri: String) {
    stop { $0.unsubscribe(uri) }
  }

  /// A new session begins without the subscriptions of the one before.
  func endSession() {
    stop { $0.close(.session) }
  }

  // MARK: Requests that listen

  /// Acknowledges the resources that can change and the tasks that there are, before any update is sent.
  func listen(
    _ request: ListenRequest, in resources: ResourceCatalogue?, finding find: TaskFinder? = nil,
    serverInfo: JSONObject, _ reply: Reply
  ) throws(RPCError) {
    try checkRoom(for: 1 + request.resources.count + request.tasks.count)
    let watched = request.resources.compactMap { uri in
      resources?.updatesIfAny(of: uri).map { (uri: uri, updates: $0) }
    }
    state.withLock { state in
      state.table.open(reply.id, reserving: watched.count + request.tasks.count)
      state.listeners[reply.id] = Listener(reply: reply, serverInfo: serverInfo)
    }
    guard let find, !request.tasks.isEmpty else { return begin(reply, watched, tasks: []) }
    _ = Task.start { [self] in
      var found: [String] = []
      for id in request.tasks where await find(id) { found.append(id) }
      begin(reply, watched, tasks: found)
    }
  }

  /// Acknowledges a request and watches what it listens to, unless it was cancelled meanwhile.
  private func begin(_ reply: Reply, _ resources: [(uri: String, updates: AsyncStream<Void>)], tasks ids: [String]) {
    let isOpen = state.withLock { state in
      guard state.listeners[reply.id]?.reply === reply else { return false }
      output.enqueue(SubscriptionMessage.acknowledged(reply.id, resources.map(\.uri), tasks: ids))
      return true
    }
    guard isOpen else { return }
    for (uri, updates) in resources { watch(.resource(uri: uri), updates, for: .request(reply.id)) }
    for id in ids {
      if let changes = tasks.changes(of: id) { watch(.task(id: id), changes, for: .request(reply.id)) }
    }
    state.withLock { state in
      if state.listeners[reply.id]?.reply === reply { state.table.settle(reply.id) }
    }
  }

  /// Unknown ids are ignored.
  func cancel(_ id: RequestID) {
    close(id)?.reply.drop()
  }

  /// Gives every request that listens its result. Returns whether there were any.
  @discardableResult
  func finish() -> Bool {
    endSession()
    let open = state.withLock { Array($0.listeners.keys) }
    for id in open {
      guard let listener = close(id) else { continue }
      listener.reply.succeed(encoded: SubscriptionMessage.ended(id, serverInfo: listener.serverInfo))
    }
    return !open.isEmpty
  }

  private func close(_ id: RequestID) -> Listener? {
    stop { $0.close(.request(id)) }
    return state.withLock { $0.listeners.removeValue(forKey: id) }
  }

  // MARK: Watching

  private func checkRoom(for count: Int) throws(RPCError) {
    guard state.withLock({ $0.table.hasRoom(for: count) }) else {
      throw .invalidParams("too many subscriptions: at most \(Self.limit) at once")
    }
  }

  private func watch(
    _ topic: SubscriptionTable.Topic, _ updates: AsyncStream<Void>, for listener: SubscriptionTable.Listener
  ) {
    state.withLock { state in
      // A request that was acknowledged by a task may have been cancelled since.
      if case .request(let id) = listener, !state.table.isOpen(id) { return }
      let ticket = state.table.admit(topic, for: listener)
      state.watches[ticket] = Task.start { [weak self] in
        for await _ in updates { self?.send(ticket) }
        self?.end(ticket)
      }
    }
  }

  private func end(_ ticket: SubscriptionTable.Ticket) {
    state.withLock { state in
      state.table.end(ticket)
      state.watches[ticket] = nil
    }
  }

  private func stop(_ remove: (inout SubscriptionTable) -> [SubscriptionTable.Ticket]) {
    let stopped = state.withLock { state in
      remove(&state.table).compactMap { state.watches.removeValue(forKey: $0) }
    }
    for watch in stopped { watch.cancel() }
  }

  // MARK: Updates

  /// Sends under the lock, so that nothing follows the end of a subscription.
  private func send(_ ticket: SubscriptionTable.Ticket) {
    state.withLock { state in
      guard let subscription = state.table[ticket] else { return }
      if output.isCongested {
        state.table.postpone(ticket)
      } else {
        output.enqueue(message(for: subscription))
      }
    }
  }

  private func sendPostponed() {
    state.withLock { state in
      for subscription in state.table.takePostponed() {
        output.enqueue(message(for: subscription))
      }
    }
  }

  /// Empty if the task has expired meanwhile.
  private func message(for subscription: SubscriptionTable.Subscription) -> [UInt8] {
    switch subscription.topic {
    case .resource(let uri): SubscriptionMessage.updated(uri, for: subscription.listener)
    case .task(let id):
      tasks.task(id).map { SubscriptionMessage.changed($0, for: subscription.listener, at: tasks.now) } ?? []
    }
  }
}
