import Glibc
package import Threads

/// Acts on messages. All its functions are called on one thread, in the order of the input.
package protocol MessageHandler: AnyObject {
  func receive(_ inbound: Inbound)
  /// Whether no further request should be taken for now.
  var isSaturated: Bool { get }
  /// Waits for `isSaturated` to change. Returns false if there was no progress for as long as one should wait for a
  /// client.
  func waitForRoom() -> Bool
  /// No message will follow. Returns when every request has been answered or given up.
  func finish()
}

/// Reads lines from a descriptor with blocking calls and hands them to a handler.
///
/// The thread that calls `run` is the one ordered loop of the server. Swift's tasks promise no order, so lifecycle and
/// cancellation are acted on here and only tool calls become tasks.
package enum Connection {
  /// Returns after the end of input, when the handler has finished.
  package static func run(input: Int32, handler: any MessageHandler, framer: LineFramer = LineFramer()) {
    var framer = framer
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)
    defer { buffer.deallocate() }
    while !isAbandoned(input, handler), let count = read(input, into: buffer) {
      framer.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { deliver($0, to: handler) }
    }
    framer.finish { deliver($0, to: handler) }
    handler.finish()
  }

  /// Starts `run` on a thread of its own, where `makeHandler` is called as well: a handler belongs to its thread. Throws
  /// if there can be no such thread.
  package static func start(
    input: Int32, makeHandler: @escaping @Sendable () -> any MessageHandler, onEnd: @escaping @Sendable () -> Void
  ) throws(ThreadError) {
    try POSIXThread.start("input") {
      run(input: input, handler: makeHandler())
      onEnd()
    }
  }

  /// Reads no input while the handler is saturated. Returns true if the client has closed its end and reads no answers.
  private static func isAbandoned(_ input: Int32, _ handler: any MessageHandler) -> Bool {
    while handler.isSaturated {
      if !handler.waitForRoom(), hasHungUp(input) { return true }
    }
    return false
  }

  private static func hasHungUp(_ descriptor: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: 0, revents: 0)
    return poll(&entry, 1, 0) > 0
  }

  private static func deliver(_ line: LineFramer.Line, to handler: any MessageHandler) {
    switch line {
    case .complete(let bytes): handler.receive(Inbound(decoding: bytes))
    case .tooLong: handler.receive(.oversized)
    }
  }

  /// Returns the number of bytes read, or nil at the end of input or if it cannot be read.
  private static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count > 0 { return count }
      guard count < 0, errno == EINTR || errno == EAGAIN else { return nil }
      // Another holder of the descriptor may have set O_NONBLOCK; the flag is theirs, so it stays.
      var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      poll(&entry, 1, -1)
    }
  }
}
