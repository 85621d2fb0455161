internal import CCurl
internal import CLinux
internal import Glibc

/// The sockets that libcurl waits for, the time it wants to be called at, and a wake-up for other threads.
///
/// It uses epoll, because a wait then costs in proportion to the ready sockets. `curl_multi_poll` and
/// `curl_multi_perform` go through all transfers each time: a thousand of 50 ms took 0.39 s together, most of it in the
/// two.
///
/// Confined to the curl thread, but for the descriptor of the wake-up.
final class SocketPoll {
  struct Event {
    let socket: curl_socket_t
    /// `CURL_CSELECT_…`, as `curl_multi_socket_action` takes them.
    let flags: CInt
  }

  let wakeUpEvent: WakeUpEvent
  /// The time at which libcurl wants to be called though no socket is ready.
  private var timeout: ContinuousClock.Instant?

  private let descriptor: CInt
  private var ready = [epoll_event](repeating: epoll_event(), count: 128)
  /// Whether the last wait found as many sockets ready as it could name.
  private(set) var mayHaveMore = false

  /// By the numbers of the sockets.
  private var watches: [Watch] = []

  /// What epoll knows of one socket, and what libcurl wants to know.
  private struct Watch {
    /// Whether libcurl says when it closes the socket, as it does of connections.
    var isConnection = false
    /// The events that epoll looks for; 0 if it does not know the socket.
    var registered: UInt32 = 0
    /// The events that libcurl waits for; 0 if it does not wait.
    var wanted: UInt32 = 0
  }

  static func of(_ reference: UnsafeMutableRawPointer) -> SocketPoll {
    Unmanaged<SocketPoll>.fromOpaque(reference).takeUnretainedValue()
  }

  /// Returns nil if the system lacks descriptors.
  init?() {
    descriptor = epoll_create1(CInt(EPOLL_CLOEXEC))
    wakeUpEvent = WakeUpEvent()
    guard descriptor >= 0, change(EPOLL_CTL_ADD, wakeUpEvent.descriptor, EPOLLIN.rawValue) else { return nil }
  }

  deinit {
    close(descriptor)
  }

  /// Returns the sockets that become ready within the time, or before libcurl's own; none after a wake-up.
  func wait(milliseconds: CInt) -> [Event] {
    if mayHaveMore { ready += ready }
    let count = Int(epoll_wait(descriptor, &ready, CInt(ready.count), min(milliseconds, untilTimeout)))
    mayHaveMore = count == ready.count
    // The count is negative after a signal; the caller waits again.
    return ready.prefix(max(0, count)).compactMap(event)
  }

  /// Returns whether libcurl's time has come, and then forgets it.
  func takeTimeout() -> Bool {
    guard let timeout, timeout <= .now else { return false }
    self.timeout = nil
    return true
  }

  func hasTimeout(within duration: Duration) -> Bool {
    timeout.map { $0 <= .now + duration } ?? false
  }

  private var untilTimeout: CInt {
    guard let timeout else { return .max }
    let duration = ContinuousClock.now.duration(to: timeout)
    return duration > .zero ? CInt(duration.curlMilliseconds) : 0
  }

  private func event(_ ready: epoll_event) -> Event? {
    guard ready.data.fd != wakeUpEvent.descriptor else {
      wakeUpEvent.take()
      return nil
    }
    let socket = ready.data.fd
    guard watches.indices.contains(Int(socket)), watches[Int(socket)].wanted != 0 else {
      unregister(socket)
      return nil
    }
    var flags: CInt = 0
    if ready.events & EPOLLIN.rawValue != 0 { flags |= CURL_CSELECT_IN }
    if ready.events & EPOLLOUT.rawValue != 0 { flags |= CURL_CSELECT_OUT }
    if ready.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { flags |= CURL_CSELECT_ERR }
    return Event(socket: socket, flags: flags)
  }

  // MARK: What libcurl asks for

  /// `interest` is one of `CURL_POLL_…` (CURLMOPT_SOCKETFUNCTION(3)).
  ///
  /// libcurl forgets a connection after each transfer and asks for it again with the next one. Telling epoll each time
  /// took three system calls for a transfer. A connection that nobody waits for therefore stays registered until
  /// something happens on it.
  func watch(_ socket: curl_socket_t, _ interest: CInt) {
    makeRoom(for: socket)
    let index = Int(socket)
    if interest == CURL_POLL_REMOVE {
      watches[index].wanted = 0
      // libcurl says of an open connection when it closes it, but not of one that was still being made, which it has only
      // watched for output (7.88.1).
      if !watches[index].isConnection || watches[index].registered == EPOLLOUT.rawValue { unregister(socket) }
      return
    }
    let input = interest == CURL_POLL_IN || interest == CURL_POLL_INOUT ? EPOLLIN.rawValue : 0
    let output = interest == CURL_POLL_OUT || interest == CURL_POLL_INOUT ? EPOLLOUT.rawValue : 0
    watches[index].wanted = input | output
    guard watches[index].registered != input | output else { return }
    let isKnown =
      change(EPOLL_CTL_MOD, socket, input | output) || change(EPOLL_CTL_ADD, socket, input | output)
    watches[index].registered = isKnown ? input | output : 0
  }

  /// Must be called for each connection's socket.
  func noteOpened(_ socket: CInt) {
    makeRoom(for: socket)
    watches[Int(socket)] = Watch(isConnection: true)
  }

  /// Must be called before the socket is closed. epoll forgets it by itself only if no child process has it (epoll(7)).
  func noteClosed(_ socket: CInt) {
    makeRoom(for: socket)
    if watches[Int(socket)].registered != 0 { unregister(socket) }
    watches[Int(socket)] = Watch()
  }

  private func unregister(_ socket: CInt) {
    makeRoom(for: socket)
    watches[Int(socket)].registered = 0
    _ = change(EPOLL_CTL_DEL, socket, 0)
  }

  /// The lowest free number is a new descriptor's (open(2)), so the table is no larger than the process has descriptors.
  private func makeRoom(for socket: CInt) {
    while watches.count <= Int(socket) { watches.append(Watch()) }
  }

  /// -1 is never (CURLMOPT_TIMERFUNCTION(3)).
  func setTimeout(milliseconds: Int) {
    timeout = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
  }

  private func change(_ operation: CInt, _ socket: CInt, _ events: UInt32) -> Bool {
    var event = epoll_event()
    event.events = events
    event.data.fd = socket
    return epoll_ctl(descriptor, operation, socket, &event) == 0
  }
}

@available(*, unavailable)
extension SocketPoll: Sendable {}

extension Duration {
  /// The duration in milliseconds, rounded up. At least 1, because 0 means "no limit" to libcurl, and at most what its
  /// 32-bit arithmetic holds.
  var curlMilliseconds: Int {
    let (seconds, attoseconds) = components
    guard seconds < Int64(Int32.max) / 1000 else { return Int(Int32.max) }
    let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int(max(1, milliseconds))
  }
}

/// Wakes the thread that waits for sockets (eventfd(2)). It outlives the wait of those who wake it.
final class WakeUpEvent: Sendable {
  fileprivate let descriptor = eventfd(0, CInt(EFD_NONBLOCK | EFD_CLOEXEC))

  deinit {
    close(descriptor)
  }

  /// May be called on any thread.
  func raise() {
    eventfd_write(descriptor, 1)
  }

  fileprivate func take() {
    var count = eventfd_t()
    eventfd_read(descriptor, &count)
  }
}
