import NIOCore
import NIOHTTP1
import NIOPosix

/// Answers every request a fixed time after it has come, and counts how many it has at a time.
final class SlowAPI: Sendable {
  private let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private let listener: any Channel
  let load = Load()

  init(latency: Duration) async throws {
    let load = load
    listener = try await ServerBootstrap(group: loops)
      .serverChannelOption(.backlog, value: 4096)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(
            Handler(load, .nanoseconds(Int64(latency / .nanoseconds(1)))))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  var url: String { "http://127.0.0.1:\(listener.localAddress?.port ?? 0)" }

  func shutdown() async throws {
    try await listener.close()
    try await loops.shutdownGracefully()
  }

  /// Fits every operation that is measured.
  private static let body = """
    {"success":true,"data":{"orderId":"ord_1","orderReference":"a","status":"pending","amount":"1","currency":"USDT",
    "chainId":"tron-nile","depositReference":"u","protocol":"evm","address":"0xA"}}
    """

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let load: Load
    private let latency: TimeAmount

    init(_ load: Load, _ latency: TimeAmount) {
      self.load = load
      self.latency = latency
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard case .end = unwrapInboundIn(data) else { return }
      load.change(by: 1)
      context.eventLoop.assumeIsolated().scheduleTask(in: latency) {
        self.load.change(by: -1)
        self.answer(context)
      }
    }

    private func answer(_ context: ChannelHandlerContext) {
      let buffer = context.channel.allocator.buffer(string: SlowAPI.body)
      let headers: HTTPHeaders = ["Content-Type": "application/json", "Content-Length": "\(buffer.readableBytes)"]
      let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
