import Glibc
import JSONRPC
import Synchronization
import TestSupport
import Testing

struct OutputQueueTests {
  private final class Flag: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func raise() { count.withLock { $0 += 1 } }
  }

  private static func makePipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    return (ends[0], ends[1])
  }

  private static func readAll(_ descriptor: Int32) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return all }
      all.append(contentsOf: buffer[..<count])
    }
  }

  /// Row 13: many producers, a reader that takes small pieces, lines far larger than the pipe.
  @Test func linesOfManyProducersNeverInterleave() async throws {
    let ends = try Self.makePipe()
    let output = try OutputQueue(descriptor: ends.writing)
    let reader = Task.detached { Self.readAll(ends.reading) }
    await withTaskGroup { group in
      for letter in UInt8(ascii: "a")...UInt8(ascii: "t") {
        group.addTask {
          for size in [1, 500, 70_000, 200_000] {
            output.enqueue([UInt8](repeating: letter, count: size) + [UInt8(ascii: "\n")])
          }
        }
      }
    }
    output.finish(idleTimeout: .seconds(30))
    close(ends.writing)
    let lines = await reader.value.split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 80)
    #expect(lines.allSatisfy { line in line.allSatisfy { $0 == line.first } })
    #expect(lines.reduce(0) { $0 + $1.count } == 20 * 270_501)
    close(ends.reading)
  }

  /// Row 12.
  @Test func closedReaderIsReportedOnceAndNothingIsKept() async throws {
    signal(SIGPIPE, SIG_IGN)
    let ends = try Self.makePipe()
    close(ends.reading)
    let (broken, reported) = (Flag(), Latch())
    let output = try OutputQueue(descriptor: ends.writing) { number in
      #expect(number == EPIPE)
      broken.raise()
      reported.arrive()
    }
    output.enqueue(Array("a\n".utf8))
    output.finish(idleTimeout: .seconds(30))
    await reported.wait()
    output.enqueue(Array("b\n".utf8))
    #expect(broken.value == 1)
    #expect(output.isEmpty)
    close(ends.writing)
  }

  @Test func stuckReaderIsGivenUpAfterTheIdleTimeout() throws {
    // Its writer is still at work when the reader closes.
    signal(SIGPIPE, SIG_IGN)
    let ends = try Self.makePipe()
    let output = try OutputQueue(descriptor: ends.writing, highWater: 1000)
    output.enqueue([UInt8](repeating: 0x61, count: 1_000_000))
    output.finish(idleTimeout: .milliseconds(20))
    #expect(!output.isEmpty)
    #expect(output.isCongested)
    #expect(output.isFull)
    close(ends.reading)
  }
}
