import Glibc

/// Bytes of a descriptor that does not wait, cut into lines.
struct LineBuffer {
  let descriptor: Int32
  private(set) var isAtEnd = false
  private var bytes: [UInt8] = []
  /// The index at which the next line begins.
  private var start = 0
  /// Bytes before it hold no end of a line.
  private var searched = 0

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The bytes that no end of a line follows.
  var rest: [UInt8] { Array(bytes[start...]) }

  mutating func line() -> [UInt8]? {
    guard let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = bytes.count
      return nil
    }
    let line = Array(bytes[start..<end])
    (start, searched) = (end + 1, end + 1)
    if start == bytes.count {
      bytes.removeAll(keepingCapacity: true)
      (start, searched) = (0, 0)
    }
    return line
  }

  mutating func read() {
    if start > 0 {
      bytes.removeFirst(start)
      searched -= start
      start = 0
    }
    let count = withUnsafeTemporaryAllocation(byteCount: 64 * 1024, alignment: 1) { buffer in
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count > 0 { bytes += buffer[..<count] }
      return count
    }
    if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { isAtEnd = true }
  }
}
