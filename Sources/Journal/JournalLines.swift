import Glibc

/// Reads the lines of a journal one after the other, however large it is.
package struct JournalLines {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// - Parameter descriptor: read from where it stands; the caller closes it.
  package init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The next line with its newline, or without one at the end of the file and where a line is longer than any record; nil
  /// after the last.
  package mutating func next() throws(JournalError) -> ArraySlice<UInt8>? {
    while true {
      if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) { return take(upTo: end + 1) }
      if isAtEnd || buffer.count - start > JournalChain.maximumPiece {
        return start == buffer.count ? nil : take(upTo: buffer.count)
      }
      try fill()
    }
  }

  private mutating func take(upTo end: Int) -> ArraySlice<UInt8> {
    defer { start = end }
    return buffer[start..<end]
  }

  private mutating func fill() throws(JournalError) {
    buffer.removeFirst(start)
    start = 0
    let size = JournalChain.maximumPiece
    let count = buffer.count
    buffer += repeatElement(0, count: size)
    let added = buffer[count...].withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, size) }
    let number = errno
    buffer.removeLast(size - max(added, 0))
    if added == 0 { isAtEnd = true }
    if added < 0, number != EINTR { throw .system(.read, number: number) }
  }
}
