import HTTP
import NIOCore
import SandboxAPI
import SandboxModel

/// The open connections of a server, all on one event loop. All methods but `finish` must be called on the loop.
final class Connections: Sendable {
  private struct State {
    var open: [ObjectIdentifier: Connection] = [:]
    var expiry: Scheduled<Void>?
    var onClose: () -> Void = {}
  }

  private let loop: any EventLoop
  private let maximum: @Sendable () -> Int
  private let idleTime: TimeAmount
  private let shortestIdleTime: TimeAmount
  /// The simulated delay of replies, by which they are sent later.
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
  func onClose(_ body: @escaping () -> Void) {
    state.value.onClose = body
  }

  var isFull: Bool { state.value.open.count >= maximum() }

  func add(_ channel: any Channel) {
    let id = ObjectIdentifier(channel)
    state.value.open[id] = Connection(channel)
    channel.closeFuture.assumeIsolated().whenComplete { [self] _ in forget(id) }
    scheduleExpiry()
  }

  /// The connection of a channel; nil once it has ended.
  func connection(of channel: any Channel) -> Connection? {
    state.value.open[ObjectIdentifier(channel)]
  }

  private func forget(_ id: ObjectIdentifier) {
    if state.value.open.removeValue(forKey: id) != nil { state.value.onClose() }
  }

  // MARK: Making room

  /// Closes the connection that has been idle for longest, if it has been idle for long enough.
  /// - Returns: nil if one was closed, else when to try again.
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
    // The socket is closed at this point; `closeFuture` is completed later.
    forget(ObjectIdentifier(connection.channel))
  }

  // MARK: Time

  private func scheduleExpiry() {
    guard state.value.expiry == nil, let first = state.value.open.values.map(expiry).min() else { return }
    // This makes at most four checks in each idle time.
    let time = max(first, .now() + .nanoseconds(idleTime.nanoseconds / 4))
    state.value.expiry = loop.assumeIsolated().scheduleTask(deadline: time) { [self] in
      state.value.expiry = nil
      for connection in state.value.open.values where expiry(connection) <= .now() {
        close(connection)
      }
      scheduleExpiry()
    }
  }

  /// When the connection expires without traffic; always in the future while a request is handled.
  private func expiry(_ connection: Connection) -> NIODeadline {
    switch connection.activity {
    case .idle, .receiving: connection.since + idleTime
    case .sending: connection.since + latency + idleTime
    case .answering: .now() + idleTime
    }
  }

  /// Closes each connection once its current request is answered, or when `time` has passed.
  func finish(within time: TimeAmount) async {
    let cut = loop.scheduleTask(in: time) { [state] in
      for connection in state.value.open.values { connection.channel.close(promise: nil) }
    }
    let closed = loop.flatSubmit { [loop, state] in
      let open = state.value.open.values.map(\.channel)
      // The pipelining handler closes idle connections at once.
      for channel in open { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
      return EventLoopFuture.andAllComplete(open.map(\.closeFuture), on: loop)
    }
    try? await closed.get()
    cut.cancel()
  }
}

/// A connection to the server and its activity. It belongs to the event loop.
final class Connection {
  enum Activity {
    /// No part of a request has arrived since the last reply.
    case idle
    /// A part of a request has arrived.
    case receiving
    /// The request is handled, or a fault delays the reply. No time limit applies.
    case answering
    /// The reply is being sent.
    case sending
  }

  let channel: any Channel
  private(set) var activity = Activity.idle
  private(set) var since = NIODeadline.now()

  init(_ channel: any Channel) {
    self.channel = channel
  }

  /// Sets the activity and starts its time. A request that arrives in pieces has the time of its first one: else a
  /// client could hold a connection for as long as it sends a byte now and then.
  func begin(_ activity: Activity) {
    guard activity != .receiving || self.activity != .receiving else { return }
    self.activity = activity
    since = .now()
  }
}

/// The limits on the number of connections and on their idle time.
package struct ConnectionLimits: Sendable {
  /// The upper bound: more connections are useless on one machine, and each uses memory.
  private static let most = 2048

  /// The maximum number of connections, read before each one is accepted: the descriptor limit can change.
  package var count: @Sendable () -> Int
  /// The time in which a request must have come, or a reply been sent, or else the next request have started; a connection
  /// on which it has not is closed. The time in which a request is handled does not count.
  var idleTime = Duration.seconds(60)
  /// The shortest time for which a connection must have been idle before it is closed to make room.
  var shortestIdleTime = Duration.seconds(1)

  package init(count: @escaping @Sendable () -> Int) {
    self.count = count
  }

  /// The limits that the file descriptors of this process allow.
  /// - Parameter descriptorsEach: 2 if the clients are in this process as well, else 1.
  package static func ofProcess(descriptorsEach: Int) -> ConnectionLimits {
    ConnectionLimits {
      DescriptorLimit.serverConnections(limit: DescriptorLimit.soft, descriptorsEach: descriptorsEach, atMost: most)
    }
  }
}
