internal import CCurl
internal import HTTP

extension EasyHandle {
  /// Sets the options that do not change from one read of an origin to the next.
  func setOptions(for call: Call, configuration: CurlConfiguration) throws(CurlError) {
    try setRequest(call.request)
    try setConnection(for: call)
    try setTLS(caBundle: configuration.caBundle)
  }

  private func setRequest(_ request: HTTPRequest) throws(CurlError) {
    // Keeps `/a/../b` as the caller wrote it.
    try set(CURLOPT_PATH_AS_IS, true)
    if request.hasBody {
      try set(CURLOPT_POST, true)
      try setBody(request.body)
    } else {
      try set(CURLOPT_HTTPGET, true)
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
    if let file = caBundle ?? CertificateAuthorities.replacement { try set(CURLOPT_CAINFO, file) }
  }
}

extension HTTPRequest {
  /// Whether libcurl is told to send a body, which may be empty.
  var hasBody: Bool {
    !body.isEmpty || method == .post || method == .put
  }
}
