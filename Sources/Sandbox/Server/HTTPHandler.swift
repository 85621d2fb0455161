import HTTP
import NIOCore
import NIOHTTP1
import NIOPosix
import SandboxAPI
import SandboxModel

/// Handles one connection: collects a request, has it answered, and writes the reply.
///
/// The pipelining handler in front of it holds back the next request until this one is answered.
final class HTTPHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let responder: RequestResponder
  private let connections: Connections
  private let connection: Connection?
  /// The event streams of the server; nil if it has none.
  let streams: EventStreams?
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  /// Whether the body exceeds the limit. The rest is read and dropped, because a client that is still sending would not
  /// see the reply.
  private var isTooLarge = false
  /// The number of replies that are not sent completely.
  private var pendingAnswers = 0
  /// The scheduled reply, or the scheduled end of a connection that hangs.
  var delayed: Scheduled<Void>?
  /// Whether a fault withholds the reply until the client closes the connection.
  var isHanging = false
  /// Whether the reply is an event stream, which lasts until the client closes the connection.
  var isStreaming = false
  /// Whether the client has closed its side, as `printf … | nc` does before it reads the reply.
  private(set) var isInputClosed = false
  /// The exchange whose reply a fault delays.
  var postponed: Exchange?

  init(responder: RequestResponder, connections: Connections, streams: EventStreams?, channel: any Channel) {
    self.responder = responder
    self.streams = streams
    self.connections = connections
    connection = connections.connection(of: channel)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): begin(head, context)
    case .body(let buffer): append(buffer)
    case .end: answer(context)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case ChannelEvent.inputClosed = event else { return context.fireUserInboundEventTriggered(event) }
    isInputClosed = true
    if isHanging || isStreaming { context.close(promise: nil) }
    closeIfDone(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    delayed?.cancel()
    if let postponed { report(nil, of: postponed) }
    postponed = nil
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    connection?.begin(.receiving)
    self.head = head
    body = []
    isTooLarge = false
    // An HTTP/1.0 client would take it for the reply (RFC 9110, section 10.1.1).
    let expectations = head.headers[canonicalForm: "Expect"].map { $0.lowercased() }
    guard head.version != .http1_0, expectations.contains("100-continue") else { return }
    let interim = HTTPResponseHead(version: head.version, status: .continue)
    context.writeAndFlush(wrapOutboundOut(.head(interim)), promise: nil)
  }

  private func append(_ buffer: ByteBuffer) {
    connection?.begin(.receiving)
    isTooLarge = isTooLarge || body.count + buffer.readableBytes > Request.maximumBodyBytes
    if isTooLarge { body = [] } else { body.append(contentsOf: buffer.readableBytesView) }
  }

  private func answer(_ context: ChannelHandlerContext) {
    guard let head else { return }
    self.head = nil
    pendingAnswers += 1
    connection?.begin(.answering)
    let exchange = Exchange(head: head, start: .now())
    guard !isTooLarge else { return write(responder.failure(.bodyTooLarge), to: exchange, context) }
    guard let request = request(head, context) else {
      return write(responder.failure(.validation("The request target is malformed")), to: exchange, context)
    }
    let loop = context.eventLoop
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: loop)
    responder.respond(request) { plan in
      loop.execute {
        var exchange = exchange
        exchange.fault = plan.fault
        exchange.detail = plan.detail
        bound.value.handler.send(plan, to: exchange, bound.value.context)
      }
    }
  }

  private func request(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) -> Request? {
    let fields = head.headers.map { HTTP.HTTPHeaders.Field(name: $0.name, value: $0.value) }
    let port = context.localAddress?.port ?? 0
    return Request(
      method: head.method.rawValue, target: head.uri, root: HTTPListener.root(port: port),
      headers: HTTP.HTTPHeaders(fields), body: body)
  }

  func write(_ response: HTTPResponse, to exchange: Exchange, _ context: ChannelHandlerContext) {
    let request = exchange.head
    connection?.begin(.sending)
    // Other connections may be waiting; a client that is told of the end loses no request to it.
    let isLast = !request.isKeepAlive || connections.isFull
    var head = self.head(of: response, to: exchange)
    // RFC 9110, section 8.6.
    if response.status != 204 { head.headers.add(name: "Content-Length", value: String(response.body.count)) }
    if isInputClosed || isLast { head.headers.add(name: "Connection", value: "close") }
    write(head, request.method == .HEAD ? [] : response.body, context).whenComplete { [self] result in
      report(response.status, of: exchange)
      pendingAnswers -= 1
      if pendingAnswers == 0 { connection?.begin(.idle) }
      guard !isLast, case .success = result else { return context.close(promise: nil) }
      // The end adds no bytes, but lets the next request in: a client that reads nothing costs one reply, and not all
      // that it asks for.
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      closeIfDone(context)
    }
  }

  /// Writes a reply but for its end.
  /// - Returns: completed when the system has taken it, or the connection is closed.
  private func write(
    _ head: HTTPResponseHead, _ body: [UInt8], _ context: ChannelHandlerContext
  ) -> EventLoopFuture<Void>.Isolated {
    let written = context.eventLoop.makePromise(of: Void.self)
    if body.isEmpty {
      context.writeAndFlush(wrapOutboundOut(.head(head)), promise: written)
    } else {
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      let buffer = context.channel.allocator.buffer(bytes: body)
      context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: written)
    }
    return written.futureResult.assumeIsolated()
  }

  /// The head of a reply with its own fields and the id of the exchange.
  func head(of response: HTTPResponse, to exchange: Exchange) -> HTTPResponseHead {
    var head = HTTPResponseHead(version: exchange.head.version, status: .init(statusCode: response.status))
    for field in response.headers.fields { head.headers.add(name: field.name, value: field.value) }
    head.headers.add(name: RequestID.fieldName, value: RequestID.of(exchange.head.headers))
    return head
  }

  private func closeIfDone(_ context: ChannelHandlerContext) {
    if isInputClosed && pendingAnswers == 0 { context.close(promise: nil) }
  }

  func report(_ status: Int?, of exchange: Exchange) {
    guard let observe = responder.observe else { return }
    let time = NIODeadline.now() - exchange.start
    observe(
      AnsweredRequest(
        method: exchange.head.method.rawValue, target: exchange.head.uri, status: status,
        milliseconds: Int(time.nanoseconds / 1_000_000), fault: exchange.fault, detail: exchange.detail))
  }

  /// A request that is being answered.
  struct Exchange {
    let head: HTTPRequestHead
    /// When the request had arrived.
    let start: NIODeadline
    var fault: String?
    var detail = RequestDetail()
  }
}

/// The transmissions of a reply.
extension HTTPHandler {
  /// The time in milliseconds after which a connection that hangs is closed.
  private static let longestHang = 600_000

  func send(_ plan: ReplyPlan, to exchange: Exchange, _ context: ChannelHandlerContext) {
    isHanging = plan.transmission == .hang
    let delay = isHanging ? Self.longestHang : plan.delayMilliseconds
    guard delay > 0 else { return transmit(plan, to: exchange, context) }
    // The client may have closed the connection before the reply was ready.
    guard context.channel.isActive else { return report(nil, of: exchange) }
    if isHanging { report(nil, of: exchange) } else { postponed = exchange }
    if isHanging && isInputClosed { return context.close(promise: nil) }
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    delayed = context.eventLoop.scheduleTask(in: .milliseconds(Int64(delay))) {
      bound.value.handler.transmit(plan, to: exchange, bound.value.context)
    }
  }

  private func transmit(_ plan: ReplyPlan, to exchange: Exchange, _ context: ChannelHandlerContext) {
    postponed = nil
    switch plan.transmission {
    case .complete: write(plan.response, to: exchange, context)
    case .truncated: truncate(plan.response, to: exchange, context)
    case .slow(let milliseconds): sendSlowly(plan.response, over: milliseconds, to: exchange, context)
    case .garbage: sendGarbage(to: exchange, context)
    case .reset:
      report(nil, of: exchange)
      reset(context)
    case .hang: reset(context)
    case .events: stream(plan.response, to: exchange, context)
    }
  }

  private func truncate(_ response: HTTPResponse, to exchange: Exchange, _ context: ChannelHandlerContext) {
    let request = exchange.head
    var head = self.head(of: response, to: exchange)
    head.headers.add(name: "Content-Length", value: String(response.body.count))
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    let count = request.method == .HEAD ? 0 : response.body.count / 2
    let half = context.channel.allocator.buffer(bytes: response.body.prefix(count))
    let written = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(half))), promise: written)
    written.futureResult.assumeIsolated().whenComplete { [self] _ in
      report(response.status, of: exchange)
      context.close(promise: nil)
    }
  }

  /// Closes the connection with RST instead of FIN, by disabling lingering.
  private func reset(_ context: ChannelHandlerContext) {
    guard let socket = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
    let set = socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    set.hop(to: context.eventLoop).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }
}
