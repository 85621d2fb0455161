import HTTP
import NIOCore
import NIOHTTP1
import NIOPosix
import SandboxAPI
import SandboxModel

/// One connection: collects a request, has it answered on the worker thread, writes the answer.
///
/// The pipelining handler in front of it holds the next request back until this one is answered.
final class HTTPHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let service: SandboxService
  private let thread: DatabaseThread
  private let connections: Connections
  private let connection: Connection?
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  /// Then the rest is read and dropped, because a client that is still sending would not see the answer.
  private var isTooLarge = false
  /// Answers that were begun and have not left yet.
  private var pendingAnswers = 0
  /// The answer, or the end, that waits for its time.
  var delayed: Scheduled<Void>?
  /// Nothing will come any more, and the client has not given up yet.
  var isHanging = false
  /// The client may stop sending before it has its answer, as `printf … | nc` does.
  private(set) var isInputClosed = false

  init(service: SandboxService, thread: DatabaseThread, connections: Connections, channel: any Channel) {
    self.service = service
    self.thread = thread
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
    if isHanging { context.close(promise: nil) }
    closeIfDone(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    delayed?.cancel()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    connection?.note(.receiving)
    self.head = head
    body = []
    isTooLarge = false
    // A client of HTTP/1.0 would take it for the answer (RFC 9110, section 10.1.1).
    let expectations = head.headers[canonicalForm: "Expect"].map { $0.lowercased() }
    guard head.version != .http1_0, expectations.contains("100-continue") else { return }
    let interim = HTTPResponseHead(version: head.version, status: .continue)
    context.writeAndFlush(wrapOutboundOut(.head(interim)), promise: nil)
  }

  private func append(_ buffer: ByteBuffer) {
    connection?.note(.receiving)
    isTooLarge = isTooLarge || body.count + buffer.readableBytes > Request.maximumBodyBytes
    if isTooLarge { body = [] } else { body.append(contentsOf: buffer.readableBytesView) }
  }

  private func answer(_ context: ChannelHandlerContext) {
    guard let head else { return }
    self.head = nil
    pendingAnswers += 1
    connection?.note(.answering)
    guard !isTooLarge else { return write(service.failure(.bodyTooLarge), to: head, context) }
    guard let request = request(head, context) else {
      return write(service.failure(.validation("The request target is malformed")), to: head, context)
    }
    let (service, loop) = (service, context.eventLoop)
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: loop)
    thread.submit { isRunning in
      let answer: @Sendable (ReplyPlan) -> Void = { plan in
        loop.execute { bound.value.handler.deliver(plan, to: head, bound.value.context) }
      }
      guard isRunning else { return answer(ReplyPlan(response: service.failure(.stopping))) }
      service.respond(to: request, answer)
    }
  }

  private func request(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) -> Request? {
    let fields = head.headers.map { HTTP.HTTPHeaders.Field(name: $0.name, value: $0.value) }
    let port = context.localAddress?.port ?? 0
    return Request(
      method: head.method.rawValue, target: head.uri, root: SandboxServer.root(port: port),
      headers: HTTP.HTTPHeaders(fields), body: body)
  }

  func write(_ response: HTTPResponse, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    connection?.note(.sending)
    // Others may be waiting for a place, and a client that is told so loses no request to the end of its connection.
    let isLast = !request.isKeepAlive || connections.isFull
    var head = HTTPResponseHead(version: request.version, status: .init(statusCode: response.status))
    for field in response.headers.fields { head.headers.add(name: field.name, value: field.value) }
    // RFC 9110, section 8.6.
    if response.status != 204 { head.headers.add(name: "Content-Length", value: String(response.body.count)) }
    if isInputClosed || isLast { head.headers.add(name: "Connection", value: "close") }
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if request.method != .HEAD {
      let buffer = context.channel.allocator.buffer(bytes: response.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
    }
    let written = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
    written.futureResult.assumeIsolated().whenComplete { [self] _ in
      pendingAnswers -= 1
      if pendingAnswers == 0 { connection?.note(.idle) }
      if isLast { context.close(promise: nil) } else { closeIfDone(context) }
    }
  }

  private func closeIfDone(_ context: ChannelHandlerContext) {
    if isInputClosed && pendingAnswers == 0 { context.close(promise: nil) }
  }
}

/// The ways in which an answer leaves, or does not.
extension HTTPHandler {
  /// After which a client that does not give up is sent away, in milliseconds.
  private static let longestHang = 600_000

  func deliver(_ plan: ReplyPlan, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    isHanging = plan.transmission == .hang
    let delay = isHanging ? Self.longestHang : plan.delayMilliseconds
    guard delay > 0 else { return leave(plan, to: request, context) }
    // The client may have gone, or given up, before there was anything to hold back.
    guard context.channel.isActive else { return }
    if isHanging && isInputClosed { return context.close(promise: nil) }
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    delayed = context.eventLoop.scheduleTask(in: .milliseconds(Int64(delay))) {
      bound.value.handler.leave(plan, to: request, bound.value.context)
    }
  }

  private func leave(_ plan: ReplyPlan, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    switch plan.transmission {
    case .complete: write(plan.response, to: request, context)
    case .truncated: truncate(plan.response, to: request, context)
    case .reset, .hang: reset(context)
    }
  }

  private func truncate(_ response: HTTPResponse, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    var head = HTTPResponseHead(version: request.version, status: .init(statusCode: response.status))
    for field in response.headers.fields { head.headers.add(name: field.name, value: field.value) }
    head.headers.add(name: "Content-Length", value: String(response.body.count))
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    let count = request.method == .HEAD ? 0 : response.body.count / 2
    let half = context.channel.allocator.buffer(bytes: response.body.prefix(count))
    let written = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(half))), promise: written)
    written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }

  /// Without lingering, what closes a connection is RST instead of FIN.
  private func reset(_ context: ChannelHandlerContext) {
    guard let socket = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
    let set = socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    set.hop(to: context.eventLoop).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }
}
