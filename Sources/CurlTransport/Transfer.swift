internal import CCurl
internal import Glibc
internal import HTTP

/// One call while libcurl works on it. Gathers the reply and knows whether the request has left.
///
/// Confined to the curl thread.
final class Transfer {
  let submission: Submission
  let handle: EasyHandle
  /// Whether libcurl was told to go on and write the request to a connection.
  private(set) var mayHaveReachedServer = false

  private let connectTimeoutComesFirst: Bool
  private let now: () -> ContinuousClock.Instant
  private var head = ResponseHead()
  private var body: [UInt8] = []
  private var refusal: HTTPTransportError.Code?
  private var lacksDescriptor = false
  private var http2 = HTTP2Refusal()
  private var proxy = ProxyInUse()
  private var grace = DeadlineGrace()

  init(
    _ submission: Submission, on handle: EasyHandle, configuration: CurlConfiguration, timeout: Duration,
    now: @escaping () -> ContinuousClock.Instant
  ) throws(CurlError) {
    self.submission = submission
    self.handle = handle
    self.now = now
    connectTimeoutComesFirst = submission.call.request.limits.connectTimeout < timeout
    try handle.prepare(for: submission.call, configuration: configuration, timeout: timeout)
  }

  /// Called before each time the request is written to a connection; false aborts.
  ///
  /// A request goes out once, and not after its deadline, when its caller has given up. libcurl repeats one by itself
  /// if its connection dies without an answer and was ever used by another request, and after HTTP/2's REFUSED_STREAM
  /// and HTTP_1_1_REQUIRED. A write must not be repeated, and the repeats of a read are counted by its caller.
  func willSend() -> Bool {
    guard isFirstStart() else { return false }
    guard now() < submission.call.deadline else {
      refusal = .timeout
      return false
    }
    mayHaveReachedServer = true
    return true
  }

  /// Called before a socket is opened, so that a repeat does not wait for a connection in vain; false aborts.
  func isFirstStart() -> Bool {
    if mayHaveReachedServer { refusal = .connectionLost }
    return !mayHaveReachedServer
  }

  /// - Parameter number: the error number of errno(3).
  func noteSocketFailure(_ number: CInt) {
    lacksDescriptor = DescriptorLimit.isShortage(number)
  }

  /// Takes a line of libcurl's log.
  func receiveLog(_ line: UnsafeRawBufferPointer) {
    let line = String(decoding: line, as: UTF8.self)
    if mayHaveReachedServer { http2.read(line) } else { proxy.read(line) }
  }

  func receiveHeader(_ line: UnsafeRawBufferPointer) -> Bool {
    let fits = head.append(line)
    if !fits { refusal = .responseTooLarge }
    return fits
  }

  func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let limit = submission.call.request.limits.maximumResponseBytes
    guard bytes.count <= limit - body.count else {
      refusal = .responseTooLarge
      return false
    }
    if body.isEmpty { body.reserveCapacity(min(limit, max(handle.contentLength ?? 0, bytes.count))) }
    body.append(contentsOf: bytes)
    return true
  }

  /// Whether the transfer, whose deadline has passed, ends without an answer. Must be called each time the sockets have
  /// been read.
  func isOver(at now: ContinuousClock.Instant, isSettled: Bool) -> Bool {
    grace.isOver(at: now, received: handle.receivedBytes, isSettled: isSettled)
  }

  /// The outcome of a transfer that libcurl has ended with `code`. Must be called once at most: the body moves out.
  func outcome(_ code: CURLcode) -> Submission.Outcome {
    if wasNotProcessed(code) { return .failure(.notProcessed) }
    if let refusal { return .failure(HTTPTransportError(refusal: refusal, mayHaveReachedServer: mayHaveReachedServer)) }
    guard code == CURLE_OK else { return .failure(failure(CurlError(code: code))) }
    guard head.isWhole else {
      return .failure(HTTPTransportError(refusal: .connectionLost, mayHaveReachedServer: mayHaveReachedServer))
    }
    return .success(HTTPResponse(status: handle.status, headers: head.headers, body: body))
  }

  /// Whether the server said that it did not process the request, and did not begin to answer all the same.
  private func wasNotProcessed(_ code: CURLcode) -> Bool {
    guard head.isEmpty else { return false }
    return http2.hasRefusedStream
      || (http2.isBelowStream && refusal == nil && (code == CURLE_HTTP2 || code == CURLE_PARTIAL_FILE))
  }

  private func failure(_ error: CurlError) -> HTTPTransportError {
    // libcurl has no code for it: without descriptors it finds no name, no server or no certificates.
    if !mayHaveReachedServer, lacksDescriptor || DescriptorLimit.isReached { return .noDescriptor }
    if !mayHaveReachedServer, let failure = proxy.failure(error, status: handle.proxyStatus) { return failure }
    let plain = HTTPTransportError(
      error, mayHaveReachedServer: mayHaveReachedServer, verification: handle.verificationResult)
    let error = mayHaveReachedServer ? plain : proxy.naming(plain)
    // libcurl is only told of the shorter limit.
    guard error.code == .timeout, !mayHaveReachedServer, connectTimeoutComesFirst else { return error }
    return HTTPTransportError(.connectTimeout, detail: error.detail, mayHaveReachedServer: false)
  }
}

@available(*, unavailable)
extension Transfer: Sendable {}

/// Decides when a request whose deadline has passed is given up.
///
/// A process that was stopped, or a machine that slept, finds deadlines passed and answers in its sockets. An answer
/// that is there counts: a request is given up only after its socket was read past the deadline and held nothing more.
/// A server that never stops sending has `limit` for it.
struct DeadlineGrace {
  typealias Instant = ContinuousClock.Instant

  /// Some megabytes are the most that a socket holds; reading those takes milliseconds.
  static let limit = Duration.seconds(1)

  private var start: Instant?
  private var received = 0

  /// Must be called after each time the sockets were read past the deadline.
  ///
  /// - Parameters:
  /// - now: the time before that reading.
  ///   - received: bytes of the reply so far.
  ///   - isSettled: false if libcurl has read bytes that it has not handed over yet.
  mutating func isOver(at now: Instant, received: Int, isSettled: Bool) -> Bool {
    let start = self.start ?? now
    self.start = start
    defer { self.received = received }
    return (received == self.received && isSettled) || start + Self.limit <= now
  }
}
