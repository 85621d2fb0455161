internal import CCurl
internal import CLinux

/// Owns a multi handle, with it the connections and the DNS cache.
///
/// Unchecked, because only `wakeUp` may be called on any thread, and it uses nothing but an event of its own; all else is for
/// the curl thread, and `CurlThread.stop` frees the handle after joining that.
final class MultiHandle: @unchecked Sendable {
  private let pointer: UnsafeMutableRawPointer
  let sockets: SocketPoll
  let wakeUpEvent: WakeUpEvent

  /// Returns nil if libcurl is out of memory or descriptors.
  init?(maximumConnectionsPerHost: Int) {
    guard CurlLibrary.initialisation == CURLE_OK, let sockets = SocketPoll(), let pointer = curl_multi_init() else {
      return nil
    }
    self.pointer = pointer
    self.sockets = sockets
    wakeUpEvent = sockets.wakeUpEvent
    // As many calls are in flight at most, so that neither bound makes one wait or opens a connection that was just
    // closed.
    ccurl_multi_setopt_long(pointer, CURLMOPT_MAXCONNECTS, maximumConnectionsPerHost)
    ccurl_multi_setopt_long(pointer, CURLMOPT_MAX_HOST_CONNECTIONS, maximumConnectionsPerHost)
    registerCallbacks()
  }

  deinit {
    curl_multi_cleanup(pointer)
  }

  /// The poll outlives the multi handle, so the callbacks may use an unretained reference.
  private func registerCallbacks() {
    let reference = Unmanaged.passUnretained(sockets).toOpaque()
    ccurl_multi_setopt_pointer(pointer, CURLMOPT_SOCKETDATA, reference)
    ccurl_multi_setopt_pointer(pointer, CURLMOPT_TIMERDATA, reference)
    ccurl_multi_setopt_socket(pointer, CURLMOPT_SOCKETFUNCTION) { _, socket, interest, reference, _ in
      reference.map(SocketPoll.of)?.watch(socket, interest)
      return 0
    }
    ccurl_multi_setopt_timer(pointer, CURLMOPT_TIMERFUNCTION) { _, milliseconds, reference in
      reference.map(SocketPoll.of)?.setTimeout(milliseconds: milliseconds)
      return 0
    }
  }

  /// May be called on any thread while the handle lives, before or during `run`.
  func wakeUp() {
    wakeUpEvent.raise()
  }

  /// The transfer begins with the next `run`.
  func add(_ handle: EasyHandle) -> Bool {
    curl_multi_add_handle(pointer, handle.pointer) == CURLM_OK
  }

  /// Aborts the transfer if it still runs.
  func remove(_ handle: EasyHandle) {
    curl_multi_remove_handle(pointer, handle.pointer)
  }

  /// Waits until a transfer can go on, but no longer than told.
  func wait(milliseconds: CInt) -> [SocketPoll.Event] {
    sockets.wait(milliseconds: milliseconds)
  }

  /// Runs all transfers that can go on: those with these events, and those that have others by now. Returns false if
  /// libcurl is broken.
  func run(_ events: [SocketPoll.Event]) -> Bool {
    var events = events
    while true {
      for event in events {
        guard act(event.socket, event.flags) else { return false }
      }
      guard sockets.mayHaveMore else { break }
      events = sockets.wait(milliseconds: 0)
    }
    return sockets.takeTimeout() ? act(CURL_SOCKET_TIMEOUT, 0) : true
  }

  /// Whether libcurl wants to be called at once although no socket is ready, as when it has read for one transfer what
  /// belongs to another on the same connection. It rounds times up to a millisecond.
  var wantsCallSoon: Bool {
    sockets.hasTimeout(within: .milliseconds(1))
  }

  private func act(_ socket: curl_socket_t, _ flags: CInt) -> Bool {
    var running: CInt = 0
    return curl_multi_socket_action(pointer, socket, flags, &running) == CURLM_OK
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

/// TLS sessions shared by all handles of one curl thread, so that a write's fresh connection can resume one.
///
/// It has no lock functions, because a single thread uses it. It must outlive the handles that were given it.
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
