import HTTP
import NIOCore
import NIOHTTP1
import SandboxAPI

/// The replies that no server means to send.
extension HTTPHandler {
  /// The number of pieces in which a slow body comes.
  private static let pieces = 20

  /// Sends the head at once, and the body in pieces that are spread evenly over the time.
  func sendSlowly(
    _ response: HTTPResponse, over milliseconds: Int, to exchange: Exchange, _ context: ChannelHandlerContext
  ) {
    var head = self.head(of: response, to: exchange)
    head.headers.add(name: "Content-Length", value: String(response.body.count))
    head.headers.add(name: "Connection", value: "close")
    context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    let size = max(1, (response.body.count + Self.pieces - 1) / Self.pieces)
    sendPieces(response, from: 0, size, .milliseconds(Int64(milliseconds / Self.pieces)), exchange, context)
  }

  private func sendPieces(
    _ response: HTTPResponse, from start: Int, _ size: Int, _ pause: TimeAmount, _ exchange: Exchange,
    _ context: ChannelHandlerContext
  ) {
    guard exchange.head.method != .HEAD, start < response.body.count else {
      report(response.status, of: exchange)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      return context.close(promise: nil)
    }
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    delayed = context.eventLoop.scheduleTask(in: pause) {
      let (handler, context) = bound.value
      let piece = context.channel.allocator.buffer(bytes: response.body.dropFirst(start).prefix(size))
      context.writeAndFlush(handler.wrapOutboundOut(.body(.byteBuffer(piece))), promise: nil)
      handler.sendPieces(response, from: start + size, size, pause, exchange, context)
    }
  }

  /// Sends a line that is no HTTP past the encoder of replies, and closes the connection.
  func sendGarbage(to exchange: Exchange, _ context: ChannelHandlerContext) {
    report(nil, of: exchange)
    let encoder = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
    let line = context.channel.allocator.buffer(string: "220 this is no HTTP server\r\n")
    guard let encoder else { return context.close(promise: nil) }
    encoder.writeAndFlush(NIOAny(line), promise: nil)
    context.close(promise: nil)
  }
}
