import HTTP
import NIOCore
import NIOHTTP1
import SandboxAPI
import SandboxModel

/// The pipeline that decodes requests and encodes replies.
enum HTTPPipeline {
  private static let limits = {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = 16 * 1024
    limits.maxHeaderListSize = 64 * 1024
    return limits
  }()

  /// Adds the handlers of NIO's `configureHTTPServerPipeline`, but with a decoder that ignores upgrade requests.
  /// - Throws: NIO's error if the channel is closed already.
  static func add(to channel: any Channel, _ failure: @escaping @Sendable (APIError) -> HTTPResponse) throws {
    let framing = RequestFraming()
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(HTTPResponseEncoder(configuration: HTTPResponseEncoder.Configuration()))
    try pipeline.addHandler(ByteToMessageHandler(RequestDecoder(limits: limits, framing: framing)))
    try pipeline.addHandler(framing)
    try pipeline.addHandler(HTTPServerPipelineHandler())
    try pipeline.addHandler(NIOHTTPResponseHeadersValidator())
    try pipeline.addHandler(ClosedChannelErrors())
    try pipeline.addHandler(MalformedRequestReply(failure))
  }
}

/// Drops errors of connections that are closed.
///
/// When the server shuts down, half a request is an error that the decoder finds only after the connection was closed.
/// A reply to it would trap in NIO's pipelining handler.
private final class ClosedChannelErrors: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if context.channel.isActive { context.fireErrorCaught(error) }
  }
}

/// Delays each reply, like a slow network; the request has taken effect before. No thread waits.
final class ReplyDelay: ChannelOutboundHandler {
  typealias OutboundIn = HTTPServerResponsePart

  private let time: TimeAmount

  init(_ time: TimeAmount) {
    self.time = time
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    // The end of a reply is written once the rest is sent, and has no bytes to delay.
    if case .end = unwrapOutboundIn(data) { return context.write(data, promise: promise) }
    context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.write(data, promise: promise) }
  }

  func flush(context: ChannelHandlerContext) {
    context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.flush() }
  }
}
