import HTTP
import NIOCore
import NIOHTTP1
import NIOPosix

/// The ways in which an answer leaves, or does not.
extension HTTPHandler {
  /// After which a client that does not give up is sent away, in milliseconds.
  private static let longestHang = 600_000

  func deliver(_ plan: ReplyPlan, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    isHanging = plan.manner == .hang
    let delay = isHanging ? Self.longestHang : plan.delayMilliseconds
    guard delay > 0 else { return leave(plan, to: request, context) }
    // The client may have gone, or given up, before there was anything to hold back.
    guard context.channel.isActive else { return }
    if isHanging && isInputClosed { return context.close(promise: nil) }
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    delayed = context.eventLoop.scheduleTask(in: .milliseconds(Int64(delay))) {
      bound.value.handler.leave(plan, to: request, bound.value.context)
    }
  }

  private func leave(_ plan: ReplyPlan, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    switch plan.manner {
    case .whole: write(plan.response, to: request, context)
    case .truncated: truncate(plan.response, to: request, context)
    case .reset, .hang: reset(context)
    }
  }

  private func truncate(_ response: HTTPResponse, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    var head = HTTPResponseHead(version: request.version, status: .init(statusCode: response.status))
    for field in response.headers.fields { head.headers.add(name: field.name, value: field.value) }
    head.headers.add(name: "Content-Length", value: String(response.body.count))
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    let count = request.method == .HEAD ? 0 : response.body.count / 2
    let half = context.channel.allocator.buffer(bytes: response.body.prefix(count))
    let written = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(half))), promise: written)
    written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }

  /// Without lingering, what closes a connection is RST instead of FIN.
  private func reset(_ context: ChannelHandlerContext) {
    guard let socket = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
    let set = socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    set.hop(to: context.eventLoop).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }
}
