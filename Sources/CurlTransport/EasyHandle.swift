internal import CCurl
internal import HTTP

/// Owns an easy handle: the options and the state of one transfer at a time. Used and freed on the curl thread only.
final class EasyHandle {
  let pointer: UnsafeMutableRawPointer

  init() throws(CurlError) {
    guard let pointer = curl_easy_init() else { throw CurlError(code: CURLE_FAILED_INIT) }
    self.pointer = pointer
  }

  deinit {
    curl_easy_cleanup(pointer)
  }

  /// Resets all options but the shared sessions.
  func reset() {
    curl_easy_reset(pointer)
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

  /// The list must outlive the transfer.
  func set(_ option: CURLoption, _ value: HeaderList) throws(CurlError) {
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

@available(*, unavailable)
extension EasyHandle: Sendable {}

extension EasyHandle {
  func setOptions(for call: Call, configuration: CurlConfiguration, timeout: Duration) throws(CurlError) {
    try setRequest(call.request)
    try setConnection(for: call)
    try setTLS(caBundle: configuration.caBundle)
    // `TransferLoop` keeps the total time itself.
    try set(CURLOPT_CONNECTTIMEOUT_MS, min(call.request.limits.connectTimeout, timeout).curlMilliseconds)
  }

  private func setRequest(_ request: HTTPRequest) throws(CurlError) {
    try set(CURLOPT_URL, request.url)
    // Keeps `/a/../b` as the caller wrote it.
    try set(CURLOPT_PATH_AS_IS, true)
    if request.body.isEmpty, request.method != .post, request.method != .put {
      try set(CURLOPT_HTTPGET, true)
    } else {
      try set(CURLOPT_POST, true)
      try setBody(request.body)
    }
    try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    // Allows all encodings that libcurl can decode.
    try set(CURLOPT_ACCEPT_ENCODING, "")
    try set(CURLOPT_FOLLOWLOCATION, false)
    try set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
  }

  private func setConnection(for call: Call) throws(CurlError) {
    try set(CURLOPT_PROTOCOLS_STR, "http,https")
    try set(CURLOPT_NOSIGNAL, true)
    try set(CURLOPT_TCP_NODELAY, true)
    try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    try set(CURLOPT_PIPEWAIT, call.origin.isTLS)
    // A kept connection may die on use, and the outcome of a write on it would be uncertain. A write therefore never
    // reuses one; later reads may reuse the write's.
    try set(CURLOPT_FRESH_CONNECT, call.request.method.isWrite || call.request.needsFreshConnection)
    // An empty name switches the proxy variables off.
    if call.origin.isLoopback { try set(CURLOPT_PROXY, "") }
    try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
    // Without it a cancel or timeout during name resolution blocks the thread until the resolver gives up.
    try set(CURLOPT_QUICK_EXIT, true)
  }

  private func setTLS(caBundle: String?) throws(CurlError) {
    try set(CURLOPT_SSL_VERIFYPEER, true)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    // The directory would be searched beside the bundle, and keeps libcurl from caching the parsed bundle.
    try set(CURLOPT_CAPATH, nil)
    if let caBundle { try set(CURLOPT_CAINFO, caBundle) }
  }
}
