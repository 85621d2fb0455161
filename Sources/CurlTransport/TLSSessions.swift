internal import CCurl

/// TLS sessions shared by all handles of one curl thread, so that a write's fresh connection can resume one.
///
/// No lock functions, because a single thread uses it. Outlives the handles that were given it.
final class TLSSessions {
  let pointer: UnsafeMutableRawPointer

  /// Returns nil if libcurl is out of memory.
  init?() {
    guard let pointer = curl_share_init() else { return nil }
    self.pointer = pointer
    ccurl_share_setopt_long(pointer, CURLSHOPT_SHARE, Int(CURL_LOCK_DATA_SSL_SESSION.rawValue))
  }

  deinit {
    curl_share_cleanup(pointer)
  }
}

@available(*, unavailable)
extension TLSSessions: Sendable {}
