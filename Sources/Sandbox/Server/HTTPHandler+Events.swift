import HTTP
import NIOCore
import NIOHTTP1
import SandboxAPI

extension HTTPHandler {
  /// Sends the head of a reply that does not end by itself, and hands the connection to the event streams. The request
  /// is reported now: it would else be one that lasts for hours.
  func stream(_ response: HTTPResponse, to exchange: Exchange, _ context: ChannelHandlerContext) {
    guard context.channel.isActive, !isInputClosed else { return context.close(promise: nil) }
    guard let streams, streams.hasRoom, exchange.head.method != .HEAD else {
      return write(exchange.head.method == .HEAD ? response : Self.tooManyStreams, to: exchange, context)
    }
    report(response.status, of: exchange)
    isStreaming = true
    var head = HTTPResponseHead(version: exchange.head.version, status: .init(statusCode: response.status))
    for field in response.headers.fields { head.headers.add(name: field.name, value: field.value) }
    // The end of a stream is the end of its connection.
    head.headers.add(name: "Connection", value: "close")
    context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    streams.add(context)
  }

  private static let tooManyStreams = HTTPResponse(
    status: 503, headers: ["Content-Type": "text/plain", "Retry-After": "5", "Cache-Control": "no-store"],
    body: Array("Too many event streams\n".utf8))
}
