import Glibc
import JSONRPC
import Synchronization
import TestSupport
import Testing
import Threads

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

  /// Reads all on a thread of its own: the pool that runs the tests has few.
  private static func startReading(_ descriptor: Int32) throws -> Promise<[UInt8]> {
    let all = Promise<[UInt8]>()
    try POSIXThread.start("reader") { all.settle(readAll(descriptor)) }
    return all
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

  enum Channel: CaseIterable {
    case pipe
    case socket

    func make() throws -> (reading: Int32, writing: Int32) {
      if self == .pipe { return try OutputQueueTests.makePipe() }
      var ends: [Int32] = [0, 0]
      try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
      return (ends[0], ends[1])
    }
  }

  /// Short lines are written at once if the channel takes them, and long ones by another thread.
  @Test(arguments: Channel.allCases)
  func linesKeepTheirOrder(channel: Channel) async throws {
    let ends = try channel.make()
    let output = try OutputQueue(descriptor: ends.writing)
    let read = try Self.startReading(ends.reading)
    let sizes = [0, 10, 3000, 4090, 4091, 5000, 20_000]
    for number in 0..<3000 {
      let padding = String(repeating: "x", count: sizes[number % sizes.count])
      output.enqueue(Array("\(number) \(padding)\n".utf8))
    }
    output.finish(idleTimeout: .seconds(30))
    close(ends.writing)
    let lines = await read.wait(orIfCancelled: []).split(separator: UInt8(ascii: "\n"))
    let numbers = lines.map { Int(String(decoding: $0.prefix { $0 != 0x20 }, as: UTF8.self)) }
    // No list of thousands in the log.
    let isInOrder = numbers == Array(0..<3000)
    #expect(isInOrder, "\(numbers.count) lines")
    close(ends.reading)
  }

  @Test(arguments: Channel.allCases)
  func shortLineIsThereWhenItIsEnqueued(channel: Channel) throws {
    let ends = try channel.make()
    let output = try OutputQueue(descriptor: ends.writing)
    output.enqueue(Array("a\n".utf8))
    var entry = pollfd(fd: ends.reading, events: Int16(POLLIN), revents: 0)
    #expect(poll(&entry, 1, 0) == 1)
    #expect(output.isEmpty)
    #expect(output.writtenBytes == 2)
    output.finish(idleTimeout: .seconds(30))
    close(ends.reading)
    close(ends.writing)
  }

  /// A client that does not read must not hold up the threads that make answers.
  @Test(arguments: Channel.allCases)
  func readerThatTakesNothingHoldsUpNobody(channel: Channel) async throws {
    let ends = try channel.make()
    let output = try OutputQueue(descriptor: ends.writing)
    let line = [UInt8](repeating: 0x61, count: 999) + [UInt8(ascii: "\n")]
    for _ in 0..<2000 { output.enqueue(line) }
    let read = try Self.startReading(ends.reading)
    output.finish(idleTimeout: .seconds(30))
    close(ends.writing)
    #expect(await read.wait(orIfCancelled: []).count == 2_000_000)
    close(ends.reading)
  }

  /// Those who are told may need locks that the caller holds.
  @Test func roomIsToldOnAnotherThreadThanTheCallers() async throws {
    let ends = try Self.makePipe()
    let output = try OutputQueue(descriptor: ends.writing, highWater: 10)
    let (lock, told) = (Lock(), Promise<Void>())
    output.whenUncongested { lock.locked { told.settle(()) } }
    lock.locked { output.enqueue(Array("longer than ten bytes\n".utf8)) }
    await told.wait(orIfCancelled: ())
    output.finish(idleTimeout: .seconds(30))
    close(ends.writing)
    close(ends.reading)
  }

  private final class Lock: Sendable {
    private let mutex = Mutex(())

    func locked(_ body: () -> Void) {
      mutex.withLock { _ in body() }
    }
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

  /// A process that waited for the queue used to end with status 0 before the failure was reported.
  @Test func failureIsReportedBeforeTheQueueCountsAsEmpty() throws {
    signal(SIGPIPE, SIG_IGN)
    let ends = try Self.makePipe()
    close(ends.reading)
    let queue = Mutex<OutputQueue?>(nil)
    let wasEmpty = Mutex<Bool?>(nil)
    let output = try OutputQueue(descriptor: ends.writing) { _ in
      let isEmpty = queue.withLock { $0?.isEmpty }
      wasEmpty.withLock { $0 = isEmpty }
    }
    queue.withLock { $0 = output }
    output.enqueue(Array("a\n".utf8))
    output.finish(idleTimeout: .seconds(30))
    #expect(wasEmpty.withLock(\.self) == false)
    queue.withLock { $0 = nil }
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
