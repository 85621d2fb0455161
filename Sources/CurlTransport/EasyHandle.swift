internal import CCurl
internal import HTTP

/// Owns an easy handle: the options and the state of one transfer at a time. Used and freed on the curl thread only.
final class EasyHandle {
  let pointer: UnsafeMutableRawPointer
  /// Told of the sockets that libcurl opens and closes for this handle.
  let sockets: SocketPoll?
  /// The transfer that libcurl's callbacks belong to. Set while the handle is in a multi handle.
  var transfer: Transfer?
  /// The origin that the options are set for, if the last request was a read; such options fit its next read.
  private var readOrigin: Origin?

  init(sockets: SocketPoll? = nil) throws(CurlError) {
    guard let pointer = curl_easy_init() else { throw CurlError(code: CURLE_FAILED_INIT) }
    self.pointer = pointer
    self.sockets = sockets
  }

  deinit {
    // Its callback would find a handle that is being freed.
    ccurl_setopt_long(pointer, CURLOPT_VERBOSE, 0)
    curl_easy_cleanup(pointer)
  }

  func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
    try CurlError.check(ccurl_setopt_long(pointer, option, value))
  }

  func set(_ option: CURLoption, _ value: Bool) throws(CurlError) {
    try set(option, value ? 1 : 0)
  }

  /// Sets an option to a text, which libcurl copies. Nil removes a default.
  func set(_ option: CURLoption, _ value: String?) throws(CurlError) {
    try CurlError.check(ccurl_setopt_string(pointer, option, value))
  }

  func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer?) throws(CurlError) {
    try CurlError.check(ccurl_setopt_pointer(pointer, option, value))
  }

  /// The lines must outlive the transfer.
  func set(_ option: CURLoption, _ value: RequestHeaderLines) throws(CurlError) {
    try CurlError.check(ccurl_setopt_slist(pointer, option, value.first))
  }

  /// The sessions must outlive the handle.
  func set(_ option: CURLoption, _ value: TLSSessions) throws(CurlError) {
    try CurlError.check(ccurl_setopt_pointer(pointer, option, value.pointer))
  }

  func set(_ option: CURLoption, write callback: @escaping curl_write_callback) throws(CurlError) {
    try CurlError.check(ccurl_setopt_write(pointer, option, callback))
  }

  func set(_ option: CURLoption, prerequest callback: @escaping curl_prereq_callback) throws(CurlError) {
    try CurlError.check(ccurl_setopt_prereq(pointer, option, callback))
  }

  func set(_ option: CURLoption, debug callback: @escaping curl_debug_callback) throws(CurlError) {
    try CurlError.check(ccurl_setopt_debug(pointer, option, callback))
  }

  func set(_ option: CURLoption, openSocket callback: @escaping curl_opensocket_callback) throws(CurlError) {
    try CurlError.check(ccurl_setopt_opensocket(pointer, option, callback))
  }

  func set(_ option: CURLoption, closeSocket callback: @escaping curl_closesocket_callback) throws(CurlError) {
    try CurlError.check(ccurl_setopt_closesocket(pointer, option, callback))
  }

  /// Sets the body, which libcurl copies.
  func setBody(_ bytes: [UInt8]) throws(CurlError) {
    try CurlError.check(ccurl_setopt_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count)))
    // The result is bound first: rethrowing closures lose the type of the error.
    let code = bytes.withUnsafeBytes { bytes in
      ccurl_setopt_pointer(pointer, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }
    try CurlError.check(code)
  }

  var status: Int {
    var value = 0
    ccurl_getinfo_long(pointer, CURLINFO_RESPONSE_CODE, &value)
    return value
  }

  /// The status that answered the last CONNECT; 0 without one.
  var proxyStatus: Int {
    var value = 0
    ccurl_getinfo_long(pointer, CURLINFO_HTTP_CONNECTCODE, &value)
    return value
  }

  /// The result of the verification of the server's certificate, as the TLS library numbers it; 0 without a fault.
  var verificationResult: Int {
    var value = 0
    ccurl_getinfo_long(pointer, CURLINFO_SSL_VERIFYRESULT, &value)
    return value
  }

  /// The bytes of the reply's head and body so far, those of the body as they are on the wire.
  var receivedBytes: Int {
    var head = 0
    var body: curl_off_t = 0
    ccurl_getinfo_long(pointer, CURLINFO_HEADER_SIZE, &head)
    ccurl_getinfo_offset(pointer, CURLINFO_SIZE_DOWNLOAD_T, &body)
    return head + Int(body)
  }

  /// Makes libcurl close the connection when the transfer ends, if no other transfer uses it.
  func forbidReuse() {
    ccurl_setopt_long(pointer, CURLOPT_FORBID_REUSE, 1)
  }

  /// The length of the body on the wire, or nil if the reply does not say.
  var contentLength: Int? {
    var value: curl_off_t = -1
    ccurl_getinfo_offset(pointer, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &value)
    return value < 0 ? nil : Int(value)
  }
}

extension EasyHandle {
  /// Sets every option that the call needs.
  ///
  /// Thirty options take a sixth of a transfer's time in libcurl, and nearly all calls are reads of one origin. Between
  /// two of these only the URL, the fields and the time change, so the others stay as they are.
  func prepare(for call: Call, configuration: CurlConfiguration, timeout: Duration) throws(CurlError) {
    let isPlainRead = call.request.method == .get && call.request.body.isEmpty && !call.request.needsFreshConnection
    if !isPlainRead || readOrigin != call.origin {
      readOrigin = nil
      // Resets all options but the shared sessions.
      curl_easy_reset(pointer)
      try setOptions(for: call, configuration: configuration)
      try registerCallbacks(needsLog: call.needsLog)
      if isPlainRead { readOrigin = call.origin }
    }
    try set(CURLOPT_URL, call.request.url)
    try set(CURLOPT_HTTPHEADER, call.headerLines)
    // `TransferLoop` keeps the total time itself.
    try set(CURLOPT_CONNECTTIMEOUT_MS, min(call.request.limits.connectTimeout, timeout).curlMilliseconds)
  }
}

@available(*, unavailable)
extension EasyHandle: Sendable {}
