import NIOCore
import SandboxAPI
import SandboxModel

/// Accepts connections only below the limit. Others wait in the system's queue and use no time of this process.
///
/// It is the first handler of the listener's pipeline. NIO's own handler for failures of accept(2) only delays a read
/// that has not been requested yet; after a failure the listener stays registered, is readable at once and fails again.
final class AcceptGate: ChannelInboundHandler {
  typealias InboundIn = any Channel

  /// The pause after a failure of accept(2), such as EMFILE because other code has used the descriptors.
  private static let pause = TimeAmount.milliseconds(100)

  private let connections: Connections
  private var retry: Scheduled<Void>?
  private var hasFailed = false

  init(_ connections: Connections) {
    self.connections = connections
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let bound = NIOLoopBound((gate: self, context: context), eventLoop: context.eventLoop)
    connections.onClose { bound.value.gate.update(bound.value.context) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    connections.add(unwrapInboundIn(data))
    context.fireChannelRead(data)
    update(context)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    hasFailed = true
    _ = connections.makeRoom()
    stop(context, until: .now() + Self.pause)
  }

  func channelInactive(context: ChannelHandlerContext) {
    retry?.cancel()
    connections.onClose {}
    context.fireChannelInactive()
  }

  private func update(_ context: ChannelHandlerContext) {
    guard context.channel.isActive, !hasFailed else { return }
    while connections.isFull {
      if let time = connections.makeRoom() { return stop(context, until: time) }
    }
    retry?.cancel()
    retry = nil
    listen(context, true)
  }

  private func stop(_ context: ChannelHandlerContext, until time: NIODeadline) {
    listen(context, false)
    retry?.cancel()
    retry = context.eventLoop.assumeIsolated().scheduleTask(deadline: time) { [self] in
      retry = nil
      hasFailed = false
      update(context)
    }
  }

  private func listen(_ context: ChannelHandlerContext, _ isWanted: Bool) {
    // Fails only for a channel that is closed.
    try? context.channel.syncOptions?.setOption(.autoRead, value: isWanted)
  }
}
