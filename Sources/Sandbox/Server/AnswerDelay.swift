import NIOCore

/// Lets each answer leave later, as over a slow network: what was asked for has happened by then. No thread waits.
final class AnswerDelay: ChannelOutboundHandler {
  typealias OutboundIn = NIOAny

  private let time: TimeAmount

  init(_ time: TimeAmount) {
    self.time = time
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.write(data, promise: promise) }
  }

  func flush(context: ChannelHandlerContext) {
    context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.flush() }
  }
}
