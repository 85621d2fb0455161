internal import CCurl
internal import HTTP

/// A code that libcurl returned.
struct CurlError: Error, Equatable {
  let code: CURLcode

  static func check(_ code: CURLcode) throws(CurlError) {
    guard code == CURLE_OK else { throw CurlError(code: code) }
  }

  /// libcurl's generic text. The error buffer of a handle would say more, but names hosts.
  var text: String {
    String(cString: curl_easy_strerror(code))
  }
}

extension HTTPTransportError {
  static let closed = HTTPTransportError(.closed, detail: "The transport is shut down", mayHaveReachedServer: false)

  static let startFailed = HTTPTransportError(
    .other, detail: "libcurl could not be started", mayHaveReachedServer: false)

  static let noThread = HTTPTransportError(
    .other, detail: "The system allows no further thread", mayHaveReachedServer: false)

  static let noDescriptor = HTTPTransportError(
    .other, detail: "The system allows no further open files and sockets", mayHaveReachedServer: false)

  static let loopFailed = HTTPTransportError(
    .other, detail: "libcurl gave up all transfers", mayHaveReachedServer: false)

  static let queueTimeout = HTTPTransportError(
    .timeout, detail: "Timed out waiting for a free connection", mayHaveReachedServer: false)

  static func timedOut(mayHaveReachedServer: Bool) -> HTTPTransportError {
    HTTPTransportError(.timeout, detail: "Timeout was reached", mayHaveReachedServer: mayHaveReachedServer)
  }

  static func invalidRequest(_ detail: String) -> HTTPTransportError {
    HTTPTransportError(.invalidRequest, detail: detail, mayHaveReachedServer: false)
  }

  static func cancelled(mayHaveReachedServer: Bool) -> HTTPTransportError {
    HTTPTransportError(.cancelled, detail: "The request was cancelled", mayHaveReachedServer: mayHaveReachedServer)
  }

  /// The server said over HTTP/2 that it did not process the request.
  static let notProcessed = HTTPTransportError(
    .connectionLost, detail: "The server did not process the request", mayHaveReachedServer: false)

  /// The error for a transfer that a callback aborted, in place of libcurl's "aborted by callback".
  init(refusal: Code, mayHaveReachedServer: Bool) {
    let detail =
      switch refusal {
      case .responseTooLarge: "The reply is too large"
      case .timeout: "Timeout was reached"
      default: "Connection lost before an answer came"
      }
    self.init(refusal, detail: detail, mayHaveReachedServer: mayHaveReachedServer)
  }

  /// - Parameter verification: the result of the certificate's verification.
  init(_ error: CurlError, mayHaveReachedServer: Bool, verification: Int = 0) {
    self.init(
      Code(error.code, wasSent: mayHaveReachedServer), detail: error.text, mayHaveReachedServer: mayHaveReachedServer,
      certificate: CertificateFault(error.code, verification: verification))
  }
}

extension HTTPTransportError.Code {
  /// - Parameter wasSent: some codes have another meaning once the request has left.
  init(_ code: CURLcode, wasSent: Bool) {
    switch code {
    case CURLE_URL_MALFORMAT:
      self = .invalidRequest
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      self = .nameNotResolved
    case CURLE_COULDNT_CONNECT, CURLE_PROXY:
      self = .connectionRefused
    case CURLE_OPERATION_TIMEDOUT:
      self = .timeout
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED:
      self = .tlsFailure
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM,
      CURLE_SEND_FAIL_REWIND, CURLE_SSL_SHUTDOWN_FAILED:
      self = .connectionLost
    // An answer that does not begin with a status line is called an unsupported protocol (HTTP/0.9) by libcurl.
    case CURLE_UNSUPPORTED_PROTOCOL:
      self = wasSent ? .malformedResponse : .invalidRequest
    case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
      self = .malformedResponse
    // 7.88 reports a header line longer than its buffer as lack of memory.
    case CURLE_OUT_OF_MEMORY:
      self = wasSent ? .responseTooLarge : .other
    default:
      self = .other
    }
  }
}
