internal import CCurl
internal import Formats
internal import HTTP
internal import Synchronization

/// The scheme, host and port that a connection can be reused for (RFC 6454, section 4).
struct Origin: Hashable, Sendable {
  let scheme: String
  let host: String
  let port: String
  /// Whether the host is this machine. libcurl has already written numeric hosts in their usual form.
  let isLoopback: Bool

  var isTLS: Bool { scheme == "https" }

  /// - Throws: `invalidRequest` for anything but an absolute, percent-encoded http or https URL without credentials.
  init(url: String) throws(HTTPTransportError) {
    // The check also keeps a NUL from cutting the URL short on its way to C.
    guard Self.isPercentEncoded(url), let parts = curl_url() else {
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
    isLoopback = self.host.hasSuffix(".localhost") || URLAuthority.isLoopback(host: self.host)
  }

  fileprivate static func isPercentEncoded(_ url: String) -> Bool {
    url.hasOnlyBytes { 0x21...0x7E ~= $0 }
  }

  private static func part(_ part: CURLUPart, of parts: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(parts, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}

/// Remembers the origin of the last URL: nearly all requests of a process have one, and libcurl's parser takes as long as
/// a twentieth of a call.
final class OriginCache: Sendable {
  private struct Known {
    /// The URL up to its path.
    let start: String
    let origin: Origin
  }

  private let last = Mutex<Known?>(nil)

  /// - Throws: as `Origin.init`.
  func origin(of url: String) throws(HTTPTransportError) -> Origin {
    if Origin.isPercentEncoded(url), let origin = known(url) { return origin }
    let origin = try Origin(url: url)
    last.withLock { $0 = Self.start(of: url).map { Known(start: $0, origin: origin) } }
    return origin
  }

  private func known(_ url: String) -> Origin? {
    last.withLock { last in
      guard let last, url.hasPrefix(last.start) else { return nil }
      let path = url.utf8.dropFirst(last.start.utf8.count)
      return path.first.map(Self.endsAuthority) ?? true ? last.origin : nil
    }
  }

  /// Everything before the path, the query and the fragment (RFC 3986, section 3); nil if the authority is not where it
  /// belongs: libcurl reads a host out of `http:/h` and `http:///h` as well.
  private static func start(of url: String) -> String? {
    guard let authority = url.utf8.firstRange(of: "://".utf8)?.upperBound else { return nil }
    let end = url.utf8[authority...].firstIndex(where: endsAuthority) ?? url.endIndex
    return end > authority ? String(url[..<end]) : nil
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains(byte)
  }
}
