import NIOCore
import NIOHTTP1
import SandboxAPI
import SandboxModel

/// Decodes HTTP/1.1 requests, and continues after an upgrade request: a server may ignore the field `Upgrade` (RFC
/// 9110, section 7.8), and this one always does.
///
/// NIO's own decoder stops after such a request, because the following bytes could be of the other protocol. It is
/// therefore replaced by a new one at that point. To find the point exactly, the decoder is fed one line at a time, or
/// the rest of a body whose length is known: a request ends with one or the other.
final class RequestDecoder: ByteToMessageDecoder {
  typealias InboundOut = HTTPServerRequestPart

  private let limits: NIOHTTPDecoderLimitConfiguration
  private let framing: RequestFraming
  private var decoder: HTTPRequestDecoder
  /// The number of bytes at the start of the buffer that the decoder has seen but not consumed, because a field
  /// continues after them.
  private var seen = 0

  init(limits: NIOHTTPDecoderLimitConfiguration, framing: RequestFraming) {
    self.limits = limits
    self.framing = framing
    decoder = HTTPRequestDecoder(limitConfiguration: limits)
  }

  func decoderAdded(context: ChannelHandlerContext) {
    decoder.decoderAdded(context: context)
  }

  func decoderRemoved(context: ChannelHandlerContext) {
    decoder.decoderRemoved(context: context)
  }

  func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
    while buffer.readableBytes > seen {
      try decode(endOfPiece(buffer), of: &buffer, context)
    }
    return .needMoreData
  }

  func decodeLast(context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool) throws -> DecodingState {
    _ = try decode(context: context, buffer: &buffer)
    seen = 0
    return try decoder.decodeLast(context: context, buffer: &buffer, seenEOF: seenEOF)
  }

  /// Feeds the decoder the first `length` bytes, of which it has seen all but the last piece.
  private func decode(_ length: Int, of buffer: inout ByteBuffer, _ context: ChannelHandlerContext) throws {
    guard var piece = buffer.getSlice(at: buffer.readerIndex, length: length) else { return }
    _ = try decoder.decode(context: context, buffer: &piece)
    buffer.moveReaderIndex(forwardBy: length - piece.readableBytes)
    seen = piece.readableBytes
    if framing.takeUpgrade() { replaceDecoder(context) }
  }

  private func endOfPiece(_ buffer: ByteBuffer) -> Int {
    if let rest = framing.remainingBody { return min(buffer.readableBytes, seen + max(1, rest)) }
    let bytes = buffer.readableBytesView.dropFirst(seen)
    return bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 - buffer.readerIndex + 1 } ?? buffer.readableBytes
  }

  private func replaceDecoder(_ context: ChannelHandlerContext) {
    decoder.decoderRemoved(context: context)
    decoder = HTTPRequestDecoder(limitConfiguration: limits)
    decoder.decoderAdded(context: context)
    seen = 0
  }
}

/// Tracks the requests that a decoder has read, so that the decoder is never fed beyond the end of one.
///
/// It directly follows the decoder in the pipeline.
final class RequestFraming: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// The number of bytes that are left of the body; nil in a head or a chunked body, both of which end with a line.
  private(set) var remainingBody: Int?
  private var asksForUpgrade = false
  private var hasEndedWithUpgrade = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): begin(head)
    case .body(let bytes): remainingBody = remainingBody.map { $0 - bytes.readableBytes }
    case .end: end()
    }
    context.fireChannelRead(data)
  }

  private func begin(_ head: HTTPRequestHead) {
    remainingBody =
      head.headers["Transfer-Encoding"].isEmpty ? head.headers["Content-Length"].first.flatMap(Int.init) : nil
    asksForUpgrade = head.method == .CONNECT || head.headers.contains(name: "Upgrade")
  }

  private func end() {
    remainingBody = nil
    hasEndedWithUpgrade = asksForUpgrade
  }

  /// Whether an upgrade request has ended since the last call.
  func takeUpgrade() -> Bool {
    defer { hasEndedWithUpgrade = false }
    return hasEndedWithUpgrade
  }
}
