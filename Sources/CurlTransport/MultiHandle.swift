internal import CCurl

/// Owns a multi handle, with it the connections and the DNS cache.
///
/// Unchecked, because only `wakeUp` may be called on any thread (curl_multi_wakeup(3)); all else is for the curl thread,
/// and `CurlThread.stop` frees the handle after joining that.
final class MultiHandle: @unchecked Sendable {
  private let pointer: UnsafeMutableRawPointer

  /// Returns nil if libcurl is out of memory or descriptors.
  init?(maximumConnectionsPerHost: Int) {
    guard CurlLibrary.initialisation == CURLE_OK, let pointer = curl_multi_init() else { return nil }
    self.pointer = pointer
    ccurl_multi_setopt_long(pointer, CURLMOPT_MAXCONNECTS, Self.maximumIdleConnections)
    // With as many calls in flight at most, this never makes one wait: at the limit libcurl closes an idle connection.
    ccurl_multi_setopt_long(pointer, CURLMOPT_MAX_HOST_CONNECTIONS, maximumConnectionsPerHost)
  }

  deinit {
    curl_multi_cleanup(pointer)
  }

  private static let maximumIdleConnections = 50

  /// May be called on any thread while the handle lives, before or during `poll`.
  func wakeUp() {
    curl_multi_wakeup(pointer)
  }

  func add(_ handle: EasyHandle) -> Bool {
    curl_multi_add_handle(pointer, handle.pointer) == CURLM_OK
  }

  /// Aborts the transfer if it still runs.
  func remove(_ handle: EasyHandle) {
    curl_multi_remove_handle(pointer, handle.pointer)
  }

  func perform() -> Bool {
    var running: CInt = 0
    return curl_multi_perform(pointer, &running) == CURLM_OK
  }

  func poll(milliseconds: CInt) -> Bool {
    curl_multi_poll(pointer, nil, 0, milliseconds, nil) == CURLM_OK
  }

  /// The next transfer that has ended by itself.
  func nextFinished() -> (handle: UnsafeMutableRawPointer, code: CURLcode)? {
    var remaining: CInt = 0
    while let message = curl_multi_info_read(pointer, &remaining) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
      return (handle, message.pointee.data.result)
    }
    return nil
  }
}
