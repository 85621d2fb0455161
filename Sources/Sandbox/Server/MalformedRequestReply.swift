import HTTP
import NIOCore
import NIOHTTP1
import SandboxAPI

/// Answers what the decoder cannot read, such as an unknown method or too many fields, in the envelope of the API, and
/// has the connection closed. NIO's own handler answers without a body.
final class MalformedRequestReply: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let failure: @Sendable (APIError) -> HTTPResponse
  /// Whether the reply to an earlier request of the connection is incomplete, so that another one cannot begin.
  private var isAnswering = false

  init(_ failure: @escaping @Sendable (APIError) -> HTTPResponse) {
    self.failure = failure
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head): isAnswering = head.status.code >= 200
    case .end: isAnswering = false
    case .body: break
    }
    context.write(data, promise: promise)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if let error = error as? HTTPParserError, !isAnswering { refuse(error, context) }
    context.fireErrorCaught(error)
  }

  private func refuse(_ error: HTTPParserError, _ context: ChannelHandlerContext) {
    let response = failure(.validation("The request is not HTTP/1.1 as this server reads it: \(error)"))
    var head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: response.status))
    for field in response.headers.fields { head.headers.add(name: field.name, value: field.value) }
    head.headers.add(name: "Content-Length", value: String(response.body.count))
    head.headers.add(name: "Connection", value: "close")
    head.headers.add(name: RequestID.fieldName, value: RequestID.of([:]))
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(
      wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(bytes: response.body)))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }
}
