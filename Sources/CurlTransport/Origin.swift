internal import CCurl
internal import Formats
internal import HTTP

/// The scheme, host and port that a connection can be reused for (RFC 6454, section 4).
struct Origin: Hashable, Sendable {
  let scheme: String
  let host: String
  let port: String

  var isTLS: Bool { scheme == "https" }

  /// - Throws: `invalidRequest` for anything but an absolute, percent-encoded http or https URL without credentials.
  init(url: String) throws(HTTPTransportError) {
    // The check also keeps a NUL from cutting the URL short on its way to C.
    guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let parts = curl_url() else {
      throw .invalidRequest("URL is not percent-encoded")
    }
    defer { curl_url_cleanup(parts) }
    guard curl_url_set(parts, CURLUPART_URL, url, UInt32(CURLU_DISALLOW_USER)) == CURLUE_OK,
      let scheme = Self.part(CURLUPART_SCHEME, of: parts),
      let host = Self.part(CURLUPART_HOST, of: parts),
      let port = Self.part(CURLUPART_PORT, of: parts)
    else { throw .invalidRequest("Malformed URL") }
    guard scheme == "http" || scheme == "https" else { throw .invalidRequest("URL is neither http nor https") }
    self.scheme = scheme
    self.host = host.lowercased()
    self.port = port
  }

  /// Whether the host is this machine. libcurl has already written numeric hosts in their usual form.
  var isLoopback: Bool {
    host.hasSuffix(".localhost") || URLAuthority.isLoopback(host: host)
  }

  private static func part(_ part: CURLUPart, of parts: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(parts, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
