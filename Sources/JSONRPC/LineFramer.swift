/// Cuts bytes, which arrive in pieces of any size, into lines. Reads no descriptor itself.
///
/// A line ends at `\n`; a `\r` before it, a byte order mark before the first line and blank lines are dropped. A line
/// over the limit is reported once, when the limit is passed, and skipped to its end without being kept.
package struct LineFramer {
  /// 4 MiB, some hundred times the largest sensible message.
  package static let defaultMaximumLength = 4 * 1024 * 1024

  package enum Line {
    /// The bytes are valid only during the call that delivers them.
    case complete(UnsafeRawBufferPointer)
    case tooLong
  }

  private let maximumLength: Int
  /// The start of a line whose end has not come yet.
  private var pending: [UInt8] = []
  private var isSkipping = false
  private var isFirstLine = true

  package init(maximumLength: Int = defaultMaximumLength) {
    self.maximumLength = maximumLength
  }

  /// Delivers every line that ends in these bytes.
  package mutating func feed(_ bytes: UnsafeRawBufferPointer, _ deliver: (Line) -> Void) {
    var rest = bytes
    while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
      append(UnsafeRawBufferPointer(rebasing: rest[..<newline]), endsLine: true, deliver)
      rest = UnsafeRawBufferPointer(rebasing: rest[(newline + 1)...])
    }
    append(rest, endsLine: false, deliver)
  }

  /// Delivers the last line at the end of input: it is a message even without its newline.
  package mutating func finish(_ deliver: (Line) -> Void) {
    append(UnsafeRawBufferPointer(start: nil, count: 0), endsLine: true, deliver)
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer, endsLine: Bool, _ deliver: (Line) -> Void) {
    if !isSkipping, pending.count + bytes.count > maximumLength {
      isSkipping = true
      pending = []
      deliver(.tooLong)
    }
    if isSkipping {
      isSkipping = !endsLine
      isFirstLine = false
    } else if !endsLine {
      pending.append(contentsOf: bytes)
    } else if pending.isEmpty {
      complete(bytes, deliver)
    } else {
      pending.append(contentsOf: bytes)
      pending.withUnsafeBytes { complete($0, deliver) }
      pending.removeAll(keepingCapacity: pending.capacity <= 64 * 1024)
    }
  }

  private mutating func complete(_ line: UnsafeRawBufferPointer, _ deliver: (Line) -> Void) {
    var content = line[...]
    if isFirstLine, content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
    isFirstLine = false
    if content.last == UInt8(ascii: "\r") { content = content.dropLast() }
    guard content.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else { return }
    deliver(.complete(UnsafeRawBufferPointer(rebasing: content)))
  }
}
