import Glibc
package import JSON
import Synchronization
import Threads

/// The lines that arrive at a descriptor, read by a thread of its own: a test that blocked in `read` would take a
/// thread of the pool that the code under test runs on.
package final class LineReader: Sendable {
  private struct State {
    var lines: [[UInt8]] = []
    var isEnded = false
    var waiting: CheckedContinuation<[UInt8]?, Never>?
  }

  private let state = Mutex(State())

  /// - Parameters:
  ///   - pieces: bytes that are read at a time.
  ///   - gate: opens when reading may begin.
  package init(_ descriptor: Int32, pieces: Int = 64 * 1024, after gate: Latch? = nil) {
    POSIXThread.startForTest { [self] in
      gate?.block()
      Self.readLines(descriptor, pieces: pieces) { receive($0) }
      receive(nil)
      close(descriptor)
    }
  }

  /// The next line without its newline; nil at the end. One caller at a time.
  package func nextLine() async -> [UInt8]? {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        if !state.lines.isEmpty {
          continuation.resume(returning: state.lines.removeFirst())
        } else if state.isEnded {
          continuation.resume(returning: nil)
        } else {
          state.waiting = continuation
        }
      }
    }
  }

  private func receive(_ line: [UInt8]?) {
    state.withLock { state in
      if line == nil { state.isEnded = true }
      if let waiting = state.waiting {
        state.waiting = nil
        waiting.resume(returning: line)
      } else if let line {
        state.lines.append(line)
      }
    }
  }

  /// The next line, which must be JSON; nil at the end.
  package func next() async throws -> JSONValue? {
    guard let line = await nextLine() else { return nil }
    return try JSONParser.parse(line)
  }

  /// Every further line until the end.
  package func rest() async throws -> [JSONValue] {
    var values: [JSONValue] = []
    while let value = try await next() { values.append(value) }
    return values
  }

  private static func readLines(_ descriptor: Int32, pieces: Int, _ deliver: ([UInt8]) -> Void) {
    var pending: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieces, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      guard count > 0 else { break }
      var rest = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      while let length = lengthOfLine(rest) {
        pending.append(contentsOf: rest[..<length])
        deliver(pending)
        pending = []
        rest = UnsafeRawBufferPointer(rebasing: rest[(length + 1)...])
      }
      pending.append(contentsOf: rest)
    }
    if !pending.isEmpty { deliver(pending) }
  }

  /// A loop over hundreds of megabytes would take minutes in a debug build.
  private static func lengthOfLine(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard let start = bytes.baseAddress, let newline = memchr(start, 0x0A, bytes.count) else { return nil }
    return UnsafeRawPointer(newline) - start
  }
}
