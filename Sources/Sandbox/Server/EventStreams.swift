import NIOCore
import NIOHTTP1
import SandboxAPI

/// The limits and times of event streams.
package struct EventStreamLimits: Sendable {
  /// The largest number of streams at once. A page in the background holds none.
  var count = 16
  /// The time for which changes are gathered before one message tells of them.
  var interval = TimeAmount.milliseconds(150)
  /// The time between signs of life, by which readers that are no longer there are noticed.
  var heartbeat = TimeAmount.seconds(15)
  /// The time between looks at what other processes have changed.
  var poll = TimeAmount.seconds(1)
  /// The size of the system's buffer for each stream, so that a reader that has stopped is noticed soon.
  var bufferBytes = 16 * 1024

  package init() {}
}

/// What event streams tell of.
struct EventSource: Sendable {
  let changes: ChangeFeed
  /// Looks for changes by other processes. Called on the event loop, so it must not wait.
  let poll: @Sendable () -> Void
  let limits: EventStreamLimits
}

/// The open event streams of a server (`text/event-stream`, HTML Living Standard, section 9.2), all on one event loop.
///
/// A message says which sections have changed, never what they are. A reader that cannot take one now is told later of
/// all that it missed; one that has not taken the last for a whole heartbeat is dropped. Nothing waits for a reader.
final class EventStreams: Sendable {
  private struct State {
    var streams: [ObjectIdentifier: EventStream] = [:]
    var watcher: Int?
    var timers: [RepeatedTask] = []
    var isClosed = false
  }

  private let loop: any EventLoop
  private let source: EventSource
  private let state: NIOLoopBoundBox<State>

  init(loop: any EventLoop, source: EventSource) {
    self.loop = loop
    self.source = source
    state = NIOLoopBoundBox.makeBoxSendingValue(State(), eventLoop: loop)
  }

  /// Whether another stream may be opened.
  var hasRoom: Bool { state.value.streams.count < source.limits.count && !state.value.isClosed }
  var count: Int { state.value.streams.count }

  /// Adds a stream whose head has been written.
  func add(_ context: ChannelHandlerContext) {
    let id = ObjectIdentifier(context.channel)
    // A small buffer only makes this stream's reader noticed sooner; a failure does no harm.
    try? context.channel.syncOptions?.setOption(.socketOption(.so_sndbuf), value: source.limits.bufferBytes)
    let stream = EventStream(context, seen: source.changes.number)
    state.value.streams[id] = stream
    context.channel.closeFuture.assumeIsolated().whenComplete { [self] _ in remove(id) }
    stream.send("retry: 2000\nevent: open\ndata: \(stream.seen)\n\n")
    if state.value.watcher == nil { startTimers() }
  }

  private func remove(_ id: ObjectIdentifier) {
    guard state.value.streams.removeValue(forKey: id) != nil, state.value.streams.isEmpty else { return }
    stopTimers()
  }

  /// Ends every stream, and refuses others. The connections are closed by their owner.
  func close() async {
    try? await loop.submit { [self] in
      state.value.isClosed = true
      for stream in state.value.streams.values { stream.finish() }
      // Nothing may follow the end of a reply, and one that waits for its reader is still open: a heartbeat followed.
      state.value.streams = [:]
      stopTimers()
    }.get()
  }

  // MARK: While there are streams

  private func startTimers() {
    // Changes come on any thread, often many at once: one call to the loop for each interval.
    let isCalled = Flag()
    state.value.watcher = source.changes.watch { [self] in
      guard isCalled.raise() else { return }
      loop.execute { [self] in
        loop.assumeIsolated().scheduleTask(in: source.limits.interval) { [self] in
          isCalled.lower()
          sendChanges()
        }
      }
    }
    let (heartbeat, poll) = (source.limits.heartbeat, source.limits.poll)
    state.value.timers = [
      loop.scheduleRepeatedTask(initialDelay: heartbeat, delay: heartbeat) { [self] _ in sendHeartbeats() },
      loop.scheduleRepeatedTask(initialDelay: .zero, delay: poll) { [self] _ in source.poll() },
    ]
  }

  private func stopTimers() {
    if let watcher = state.value.watcher { source.changes.unwatch(watcher) }
    for timer in state.value.timers { timer.cancel() }
    (state.value.watcher, state.value.timers) = (nil, [])
  }

  private func sendChanges() {
    for stream in state.value.streams.values where stream.isReady {
      let (number, sections) = source.changes.changes(since: stream.seen)
      guard !sections.isEmpty else { continue }
      stream.seen = number
      stream.send("id: \(number)\nevent: change\ndata: \(sections.map(\.rawValue).joined(separator: " "))\n\n")
    }
  }

  private func sendHeartbeats() {
    for stream in state.value.streams.values {
      if stream.isReady { stream.send(":\n\n") } else { stream.drop() }
    }
    // Those that were not ready before may be now.
    sendChanges()
  }
}

/// One open stream. It belongs to the event loop.
final class EventStream {
  private let context: ChannelHandlerContext
  /// The number of the last change that the reader was told of.
  var seen: Int
  /// Whether the last message has left this process.
  private(set) var isReady = true

  init(_ context: ChannelHandlerContext, seen: Int) {
    self.context = context
    self.seen = seen
  }

  func send(_ text: String) {
    isReady = false
    let body = HTTPServerResponsePart.body(.byteBuffer(context.channel.allocator.buffer(string: text)))
    let written = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(NIOAny(body), promise: written)
    written.futureResult.assumeIsolated().whenSuccess { [self] in isReady = true }
  }

  /// Ends the reply.
  func finish() {
    let context = context
    let written = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(NIOAny(HTTPServerResponsePart.end(nil)), promise: written)
    written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }

  /// Closes the connection of a reader that does not read.
  func drop() { context.close(promise: nil) }
}
