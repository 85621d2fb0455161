import JSONRPC

/// One line between a client and a server.
package struct RecordedLine: Sendable, Equatable {
  package enum Direction: Sendable, Equatable {
    case fromClient
    case fromServer
  }

  package let direction: Direction
  /// The line without its end.
  package var bytes: [UInt8]

  package init(_ direction: Direction, _ bytes: [UInt8]) {
    (self.direction, self.bytes) = (direction, bytes)
  }

  package init(_ direction: Direction, _ text: String) {
    self.init(direction, Array(text.utf8))
  }
}

/// The lines of a session in the order in which they passed, within a bound.
package struct SessionLog: Sendable {
  /// 64 MiB: more than a thousand sessions of a few hundred calls each.
  package static let defaultLimit = 64 << 20

  package var lines: [RecordedLine] = []
  /// Lines that are not kept because they are longer than a message may be.
  package private(set) var longLines = 0
  /// Whether the bound was reached. Nothing after that is kept, in either direction.
  package private(set) var isCut = false
  /// The number of lines before the end of the client's input, or nil if it has not ended it.
  package private(set) var linesBeforeEndOfInput: Int?

  private let limit: Int
  private var byteCount = 0
  private var client = LineFramer()
  private var server = LineFramer()

  /// - Parameter limit: the bytes that are kept in all.
  package init(limit: Int = defaultLimit) {
    self.limit = limit
  }

  /// Takes bytes as they were read.
  package mutating func feed(_ direction: RecordedLine.Direction, _ bytes: UnsafeRawBufferPointer) {
    guard !isCut else { return }
    withFramer(of: direction) { framer, add in framer.feed(bytes, add) }
  }

  /// Takes note of the end of one direction. A last line without its end is a line.
  package mutating func end(_ direction: RecordedLine.Direction) {
    withFramer(of: direction) { framer, add in framer.finish(add) }
    if direction == .fromClient { linesBeforeEndOfInput = lines.count }
  }

  /// The framer leaves this value meanwhile, so that the start of a long line is not copied each time.
  private mutating func withFramer(
    of direction: RecordedLine.Direction, _ use: (inout LineFramer, (LineFramer.Line) -> Void) -> Void
  ) {
    var framer = LineFramer()
    let isClient = direction == .fromClient
    if isClient { swap(&framer, &client) } else { swap(&framer, &server) }
    use(&framer) { add(direction, $0) }
    if isClient { swap(&framer, &client) } else { swap(&framer, &server) }
  }

  private mutating func add(_ direction: RecordedLine.Direction, _ line: LineFramer.Line) {
    guard !isCut else { return }
    guard case .complete(let bytes) = line else {
      longLines += 1
      return
    }
    byteCount += bytes.count
    isCut = byteCount > limit
    if !isCut { lines.append(RecordedLine(direction, Array(bytes))) }
  }
}
