internal import CCurl
internal import Glibc
internal import HTTP

/// What libcurl calls while a handle's transfer runs. The handle outlives its time in a multi handle, so the callbacks
/// may use an unretained reference. Without a transfer they abort, and a line of the log is dropped.
extension EasyHandle {
  /// - Parameter needsLog: whether the transfer reads libcurl's log.
  func registerCallbacks(needsLog: Bool) throws(CurlError) {
    let reference = Unmanaged.passUnretained(self).toOpaque()
    try set(CURLOPT_PRIVATE, pointer: reference)
    try set(CURLOPT_PREREQDATA, pointer: reference)
    try set(
      CURLOPT_PREREQFUNCTION,
      prerequest: { reference, _, _, _, _ in
        EasyHandle.at(reference).transfer?.willSend() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
      })
    try registerSocketCallbacks(reference)
    try registerReplyCallbacks(reference)
    if needsLog { try registerLog(reference) }
  }

  private func registerSocketCallbacks(_ reference: UnsafeMutableRawPointer) throws(CurlError) {
    try set(CURLOPT_OPENSOCKETDATA, pointer: reference)
    try set(
      CURLOPT_OPENSOCKETFUNCTION,
      openSocket: { reference, _, address in
        let handle = EasyHandle.at(reference)
        guard let address, let transfer = handle.transfer, transfer.isFirstStart() else { return CURL_SOCKET_BAD }
        let socket = socket(address.pointee.family, address.pointee.socktype, address.pointee.protocol)
        if socket < 0 { transfer.noteSocketFailure(errno) } else { handle.sockets?.noteOpened(socket) }
        return socket
      })
    // A kept connection is closed when its handle may have been freed; the sockets' poll lives as long as the connections.
    guard let sockets else { return }
    try set(CURLOPT_CLOSESOCKETDATA, pointer: Unmanaged.passUnretained(sockets).toOpaque())
    try set(
      CURLOPT_CLOSESOCKETFUNCTION,
      closeSocket: { reference, socket in
        reference.map(SocketPoll.of)?.noteClosed(socket)
        return close(socket)
      })
  }

  private func registerReplyCallbacks(_ reference: UnsafeMutableRawPointer) throws(CurlError) {
    try set(CURLOPT_HEADERDATA, pointer: reference)
    try set(
      CURLOPT_HEADERFUNCTION,
      write: { bytes, size, count, reference in
        let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return EasyHandle.at(reference).transfer?.receiveHeader(line) == true ? line.count : 0
      })
    try set(CURLOPT_WRITEDATA, pointer: reference)
    try set(
      CURLOPT_WRITEFUNCTION,
      write: { bytes, size, count, reference in
        let chunk = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return EasyHandle.at(reference).transfer?.receiveBody(chunk) == true ? chunk.count : 0
      })
  }

  private func registerLog(_ reference: UnsafeMutableRawPointer) throws(CurlError) {
    try set(CURLOPT_VERBOSE, true)
    try set(CURLOPT_DEBUGDATA, pointer: reference)
    try set(
      CURLOPT_DEBUGFUNCTION,
      debug: { _, kind, bytes, size, reference in
        // The other kinds are the bytes sent and received.
        if kind == CURLINFO_TEXT {
          EasyHandle.at(reference).transfer?.receiveLog(UnsafeRawBufferPointer(start: bytes, count: size))
        }
        return 0
      })
  }

  fileprivate static func at(_ reference: UnsafeMutableRawPointer?) -> EasyHandle {
    guard let reference else { preconditionFailure("callback without its handle") }
    return Unmanaged<EasyHandle>.fromOpaque(reference).takeUnretainedValue()
  }
}

extension Transfer {
  /// The transfer of a handle in the multi handle.
  static func of(_ handle: UnsafeMutableRawPointer) -> Transfer {
    var reference: UnsafeMutableRawPointer?
    ccurl_getinfo_pointer(handle, CURLINFO_PRIVATE, &reference)
    guard let transfer = EasyHandle.at(reference).transfer else { preconditionFailure("a handle without its transfer") }
    return transfer
  }
}

extension Call {
  /// Whether libcurl's log is read. Over https a write's outcome may depend on it, as HTTP/2 comes with it, and a proxy
  /// is named only there.
  var needsLog: Bool {
    guard origin.isTLS else { return false }
    return request.method.isWrite || (ProxyInUse.isPossible && !origin.isLoopback)
  }
}
