import Glibc
import Synchronization

/// The server's end of one connection. A script runs on its thread; only `abort` is for others.
package final class ServerConnection: Sendable {
  private struct State {
    var isOpen = true
    var unread: [UInt8] = []
  }

  private let descriptor: CInt
  private let state = Mutex(State())

  package init(_ descriptor: CInt) {
    self.descriptor = descriptor
  }

  /// Returns nil at the end of the connection.
  package func readRequest() -> ReceivedRequest? {
    var bytes = state.withLock { $0.unread }
    while true {
      if let (request, length) = Self.parse(bytes) {
        bytes.removeFirst(length)
        let unread = bytes
        state.withLock { $0.unread = unread }
        return request
      }
      guard let more = receive() else { return nil }
      bytes += more
    }
  }

  /// Returns when the client has closed or reset the connection.
  package func waitForEnd() {
    while receive() != nil {}
  }

  /// Returns all bytes up to the end of the connection.
  package func readToEnd() -> [UInt8] {
    var bytes: [UInt8] = []
    while let more = receive() { bytes += more }
    return bytes
  }

  /// Returns false once the client has closed the connection.
  @discardableResult
  package func write(_ text: String) -> Bool {
    write(Array(text.utf8))
  }

  @discardableResult
  package func write(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      guard isOpen else { return false }
      let count = bytes.withUnsafeBytes { bytes in
        send(descriptor, bytes.baseAddress! + sent, bytes.count - sent, CInt(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Ends what the client reads.
  package func endWriting() {
    state.withLock { if $0.isOpen { shutdown(descriptor, CInt(SHUT_WR)) } }
  }

  /// Returns when the client's system has all that was written, and its end (TIOCOUTQ, tcp(7)). Of a connection that is
  /// closed nothing can be known: its end arrived after the deadline in one run of hundreds.
  package func waitUntilReceived() {
    var unacknowledged: CInt = 0
    repeat {
      guard isOpen, ioctl(descriptor, UInt(TIOCOUTQ), &unacknowledged) == 0 else { return }
      sched_yield()
    } while unacknowledged > 0
  }

  package func reply(_ status: Int = 200, _ fields: [String] = [], _ body: String = "") {
    reply(status, fields, Array(body.utf8))
  }

  package func reply(_ status: Int, _ fields: [String], _ body: [UInt8]) {
    let lines = ["HTTP/1.1 \(status) Status"] + fields + ["Content-Length: \(body.count)", "", ""]
    write(Array(lines.joined(separator: "\r\n").utf8) + body)
  }

  package func close() {
    state.withLock { state in
      guard state.isOpen else { return }
      state.isOpen = false
      _ = Glibc.close(descriptor)
    }
  }

  /// Closes with RST.
  package func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    close()
  }

  /// Makes the script's reads and writes fail.
  package func abort() {
    state.withLock { if $0.isOpen { shutdown(descriptor, CInt(SHUT_RDWR)) } }
  }

  /// Whether this end is open. Once it is closed, its number may be another connection's, whose bytes are not for this
  /// script.
  private var isOpen: Bool {
    state.withLock(\.isOpen)
  }

  private func receive() -> [UInt8]? {
    guard isOpen else { return nil }
    var chunk = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    return count > 0 ? Array(chunk[..<count]) : nil
  }

  private static func parse(_ bytes: [UInt8]) -> (ReceivedRequest, length: Int)? {
    let blankLine = Array("\r\n\r\n".utf8)
    guard let headEnd = bytes.indices.first(where: { bytes[$0...].starts(with: blankLine) }) else { return nil }
    let lines = String(decoding: bytes[..<headEnd], as: UTF8.self).split(separator: "\r\n").map(String.init)
    let head = ReceivedRequest(lines: lines, body: [])
    let length = headEnd + 4 + (head.values("Content-Length").first.flatMap { Int($0) } ?? 0)
    guard bytes.count >= length else { return nil }
    return (ReceivedRequest(lines: lines, body: Array(bytes[(headEnd + 4)..<length])), length)
  }
}
