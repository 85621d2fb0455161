import NIOCore
import NIOHTTP1
import SandboxAPI
import SandboxModel

/// What turns the bytes of a connection into requests, and answers into bytes.
enum HTTPPipeline {
  private static let limits = {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = 16 * 1024
    limits.maxHeaderListSize = 64 * 1024
    return limits
  }()

  /// As `configureHTTPServerPipeline` of NIO does, but with a decoder that ignores requests for another protocol.
  /// - Throws: what NIO throws if the channel is closed already.
  static func add(to channel: any Channel) throws {
    let framing = RequestFraming()
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(HTTPResponseEncoder(configuration: HTTPResponseEncoder.Configuration()))
    try pipeline.addHandler(ByteToMessageHandler(RequestDecoder(limits: limits, framing: framing)))
    try pipeline.addHandler(framing)
    try pipeline.addHandler(HTTPServerPipelineHandler())
    try pipeline.addHandler(NIOHTTPResponseHeadersValidator())
    try pipeline.addHandler(LateErrors())
    try pipeline.addHandler(HTTPServerProtocolErrorHandler())
  }
}

/// Keeps errors of a connection that is closed from those who would answer them.
///
/// When the server ends, half a request is an error that the decoder finds only after the connection was closed. An
/// answer to it ends the process in NIO's pipelining handler, where that checks itself.
private final class LateErrors: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if context.channel.isActive { context.fireErrorCaught(error) }
  }
}

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
