internal import CCurl
internal import Glibc
internal import HTTP

extension Transfer {
  /// Tells libcurl to call this object while the handle is in a multi handle; `of(_:)` is the way back.
  func registerCallbacks() throws(CurlError) {
    let reference = Unmanaged.passUnretained(self).toOpaque()
    try handle.set(CURLOPT_PRIVATE, pointer: reference)

    try handle.set(CURLOPT_PREREQDATA, pointer: reference)
    try handle.set(
      CURLOPT_PREREQFUNCTION,
      prerequest: { reference, _, _, _, _ in
        Transfer.at(reference).willSend() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
      })
    try handle.set(CURLOPT_OPENSOCKETDATA, pointer: reference)
    try handle.set(
      CURLOPT_OPENSOCKETFUNCTION,
      openSocket: { reference, _, address in
        guard let address, Transfer.at(reference).isFirstStart() else { return CURL_SOCKET_BAD }
        let socket = socket(address.pointee.family, address.pointee.socktype, address.pointee.protocol)
        if socket < 0 { Transfer.at(reference).noteSocketFailure(errno) }
        return socket
      })
    try registerReplyCallbacks(reference)
    if needsLog { try registerLog(reference) }
  }

  private func registerReplyCallbacks(_ reference: UnsafeMutableRawPointer) throws(CurlError) {
    try handle.set(CURLOPT_HEADERDATA, pointer: reference)
    try handle.set(
      CURLOPT_HEADERFUNCTION,
      write: { bytes, size, count, reference in
        let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return Transfer.at(reference).receiveHeader(line) ? line.count : 0
      })
    try handle.set(CURLOPT_WRITEDATA, pointer: reference)
    try handle.set(
      CURLOPT_WRITEFUNCTION,
      write: { bytes, size, count, reference in
        let chunk = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return Transfer.at(reference).receiveBody(chunk) ? chunk.count : 0
      })
  }

  /// A write's fate may hang on the log, as https comes with HTTP/2, and a proxy is named only there.
  private var needsLog: Bool {
    guard submission.call.origin.isTLS else { return false }
    return submission.call.request.method.isWrite || (ProxyInUse.isPossible && !submission.call.origin.isLoopback)
  }

  private func registerLog(_ reference: UnsafeMutableRawPointer) throws(CurlError) {
    try handle.set(CURLOPT_VERBOSE, true)
    try handle.set(CURLOPT_DEBUGDATA, pointer: reference)
    try handle.set(
      CURLOPT_DEBUGFUNCTION,
      debug: { _, kind, bytes, size, reference in
        // The other kinds are what is sent and received.
        if kind == CURLINFO_TEXT {
          Transfer.at(reference).receiveLog(UnsafeRawBufferPointer(start: bytes, count: size))
        }
        return 0
      })
  }

  static func of(_ handle: UnsafeMutableRawPointer) -> Transfer {
    var reference: UnsafeMutableRawPointer?
    ccurl_getinfo_pointer(handle, CURLINFO_PRIVATE, &reference)
    return at(reference)
  }

  private static func at(_ reference: UnsafeMutableRawPointer?) -> Transfer {
    guard let reference else { preconditionFailure("callback without its transfer") }
    return Unmanaged<Transfer>.fromOpaque(reference).takeUnretainedValue()
  }
}
