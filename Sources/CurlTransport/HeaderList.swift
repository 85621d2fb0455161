internal import CCurl

/// Owns a `curl_slist`.
final class HeaderList {
  private(set) var first: UnsafeMutablePointer<curl_slist>?

  init(_ headers: RequestHeaderLines) throws(CurlError) {
    for line in headers.lines {
      guard let longer = curl_slist_append(first, line) else { throw CurlError(code: CURLE_OUT_OF_MEMORY) }
      first = longer
    }
  }

  deinit {
    curl_slist_free_all(first)
  }
}

@available(*, unavailable)
extension HeaderList: Sendable {}
