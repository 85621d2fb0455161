internal import CCurl
internal import HTTP

extension EasyHandle {
  func setOptions(for call: Call, configuration: CurlConfiguration, timeout: Duration) throws(CurlError) {
    try setRequest(call.request)
    try setConnection(for: call)
    try setTLS(caBundle: configuration.caBundle)
    // `TransferLoop` keeps the total time.
    try set(CURLOPT_CONNECTTIMEOUT_MS, min(call.request.limits.connectTimeout, timeout).curlMilliseconds)
  }

  private func setRequest(_ request: HTTPRequest) throws(CurlError) {
    try set(CURLOPT_URL, request.url)
    // `/a/../b` stays as it was described.
    try set(CURLOPT_PATH_AS_IS, true)
    if request.body.isEmpty, request.method != .post, request.method != .put {
      try set(CURLOPT_HTTPGET, true)
    } else {
      try set(CURLOPT_POST, true)
      try setBody(request.body)
    }
    try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    // All that libcurl can undo.
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
    // A kept connection may die on use. A write on it would have an uncertain fate, so it never reuses one; later reads
    // may reuse the write's.
    try set(CURLOPT_FRESH_CONNECT, call.request.method.isWrite || call.request.needsFreshConnection)
    // An empty name switches the proxy variables off.
    if call.origin.isLoopback { try set(CURLOPT_PROXY, "") }
    try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
    // A cancel or timeout during name resolution else blocks the thread until the resolver gives up.
    try set(CURLOPT_QUICK_EXIT, true)
  }

  private func setTLS(caBundle: String?) throws(CurlError) {
    try set(CURLOPT_SSL_VERIFYPEER, true)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    // The directory is searched beside the bundle, and keeps libcurl from caching the parsed bundle.
    try set(CURLOPT_CAPATH, nil)
    if let caBundle { try set(CURLOPT_CAINFO, caBundle) }
  }
}
