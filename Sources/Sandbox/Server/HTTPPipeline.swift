import NIOCore
import NIOHTTP1

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
    try pipeline.addHandler(HTTPServerProtocolErrorHandler())
  }
}
