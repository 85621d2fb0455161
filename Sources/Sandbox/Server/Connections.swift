import NIOCore
import SandboxAPI
import SandboxModel

/// The open connections of a server, all of one event loop. All but `finish` must be called on the loop.
final class Connections: Sendable {
  private struct State {
    var open: [ObjectIdentifier: Connection] = [:]
    var expiry: Scheduled<Void>?
    var onRoom: () -> Void = {}
  }

  private let loop: any EventLoop
  private let maximum: @Sendable () -> Int
  private let idleTime: TimeAmount
  private let shortestIdleTime: TimeAmount
  /// Over a slow network an answer leaves by so much later.
  private let latency: TimeAmount
  private let state: NIOLoopBoundBox<State>

  init(loop: any EventLoop, limits: ConnectionLimits, latency: TimeAmount) {
    self.loop = loop
    maximum = limits.count
    idleTime = TimeAmount(limits.idleTime)
    shortestIdleTime = TimeAmount(limits.shortestIdleTime)
    self.latency = latency
    state = NIOLoopBoundBox.makeBoxSendingValue(State(), eventLoop: loop)
  }

  /// Calls `body` whenever a connection has ended.
  func onRoom(_ body: @escaping () -> Void) {
    state.value.onRoom = body
  }

  var isFull: Bool { state.value.open.count >= maximum() }

  func add(_ channel: any Channel) {
    let id = ObjectIdentifier(channel)
    state.value.open[id] = Connection(channel)
    channel.closeFuture.assumeIsolated().whenComplete { [self] _ in forget(id) }
    scheduleExpiry()
  }

  /// Nil once it has ended.
  func connection(of channel: any Channel) -> Connection? {
    state.value.open[ObjectIdentifier(channel)]
  }

  private func forget(_ id: ObjectIdentifier) {
    if state.value.open.removeValue(forKey: id) != nil { state.value.onRoom() }
  }

  // MARK: Making room

  /// Closes the connection that has been idle for longest, if it has been so for long enough.
  /// - Returns: nil if one was closed, else when it is worth while to try again.
  func makeRoom() -> NIODeadline? {
    let idle = state.value.open.values.filter { $0.activity == .idle }
    guard let longest = idle.min(by: { $0.since < $1.since }) else { return .now() + shortestIdleTime }
    let due = longest.since + shortestIdleTime
    guard due <= .now() else { return due }
    close(longest)
    return nil
  }

  private func close(_ connection: Connection) {
    connection.channel.close(promise: nil)
    // The socket is closed by now, while `closeFuture` comes later.
    forget(ObjectIdentifier(connection.channel))
  }

  // MARK: Time

  private func scheduleExpiry() {
    guard state.value.expiry == nil, let first = state.value.open.values.map(expiry).min() else { return }
    // Not more often than once in a quarter of the time.
    let time = max(first, .now() + .nanoseconds(idleTime.nanoseconds / 4))
    state.value.expiry = loop.assumeIsolated().scheduleTask(deadline: time) { [self] in
      state.value.expiry = nil
      for connection in state.value.open.values where expiry(connection) <= .now() {
        close(connection)
      }
      scheduleExpiry()
    }
  }

  /// When the connection is closed if nothing moves; always later for one that is being answered.
  private func expiry(_ connection: Connection) -> NIODeadline {
    switch connection.activity {
    case .idle, .receiving: connection.since + idleTime
    case .sending: connection.since + latency + idleTime
    case .answering: .now() + idleTime
    }
  }

  /// Has each connection closed once the request it is busy with is answered, or when `time` is over.
  func finish(within time: TimeAmount) async {
    let cut = loop.scheduleTask(in: time) { [state] in
      for connection in state.value.open.values { connection.channel.close(promise: nil) }
    }
    let closed = loop.flatSubmit { [loop, state] in
      let open = state.value.open.values.map(\.channel)
      // The pipelining handler closes at once where it waits for a request.
      for channel in open { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
      return EventLoopFuture.andAllComplete(open.map(\.closeFuture), on: loop)
    }
    try? await closed.get()
    cut.cancel()
  }
}

/// One connection to the server, and what it is doing. Belongs to the event loop.
final class Connection {
  enum Activity {
    /// No part of a request has come since the last answer.
    case idle
    /// A part of a request has come.
    case receiving
    /// The request is carried out, or a fault holds the answer back. That takes as long as it takes.
    case answering
    /// The answer was handed over, and the client has not taken all of it.
    case sending
  }

  let channel: any Channel
  private(set) var activity = Activity.idle
  private(set) var since = NIODeadline.now()

  init(_ channel: any Channel) {
    self.channel = channel
  }

  /// Each call starts the time of the activity anew.
  func note(_ activity: Activity) {
    self.activity = activity
    since = .now()
  }
}
