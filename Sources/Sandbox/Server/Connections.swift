import NIOCore

/// The open connections of a server, all of one event loop.
final class Connections: Sendable {
  private let loop: any EventLoop
  private let channels: NIOLoopBoundBox<[ObjectIdentifier: any Channel]>

  init(loop: any EventLoop) {
    self.loop = loop
    channels = NIOLoopBoundBox.makeBoxSendingValue([:], eventLoop: loop)
  }

  /// Must be called on the loop.
  func add(_ channel: any Channel) {
    let id = ObjectIdentifier(channel)
    channels.value[id] = channel
    channel.closeFuture.assumeIsolated().whenComplete { [channels] _ in channels.value[id] = nil }
  }

  /// Has each connection closed once the request it is busy with is answered, or when `time` is over.
  func finish(within time: TimeAmount) async {
    let cut = loop.scheduleTask(in: time) { [channels] in
      for channel in channels.value.values { channel.close(promise: nil) }
    }
    let closed = loop.flatSubmit { [loop, channels] in
      let open = Array(channels.value.values)
      // The pipelining handler closes at once where it waits for a request.
      for channel in open { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
      return EventLoopFuture.andAllComplete(open.map(\.closeFuture), on: loop)
    }
    try? await closed.get()
    cut.cancel()
  }
}
