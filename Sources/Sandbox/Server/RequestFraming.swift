import NIOCore
import NIOHTTP1

/// Follows the requests that a decoder has read, so that the decoder can be given no byte beyond the end of one.
///
/// Stands directly behind the decoder.
final class RequestFraming: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// The bytes of the body that are still to come; nil if the next byte belongs to a head or a body in chunks, both of
  /// which end with a line.
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

  /// Whether a request that asked for another protocol has ended since the last call.
  func takeUpgrade() -> Bool {
    defer { hasEndedWithUpgrade = false }
    return hasEndedWithUpgrade
  }
}
