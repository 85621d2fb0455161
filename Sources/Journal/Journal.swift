import Formats
import Glibc
import Synchronization
import Threads

/// Records the writes of this process in a file, each linked to the one before by a hash.
///
/// The file is written by a thread of its own, because a disk may take milliseconds and the threads of tasks must not
/// wait for it. Records that come meanwhile are written and brought to the disk together.
package final class Journal: Sendable {
  private struct Waiting {
    let entry: JournalEntry
    let isDurable: Bool
    let continuation: CheckedContinuation<Result<Int, JournalError>, Never>
  }

  private struct Queue {
    var waiting: [Waiting] = []
    var isWriting = false
  }

  private let file: Mutex<JournalFile>
  private let queue = Mutex(Queue())
  private let now: @Sendable () -> Int

  /// Opens the journal, and makes its file with mode 600 if there is none.
  ///
  /// - Parameter now: the time in seconds since 1970.
  package init(_ path: String, now: @escaping @Sendable () -> Int) throws(JournalError) {
    file = Mutex(try JournalFile(path, creates: true))
    self.now = now
  }

  /// Throws if the file could not be used. One that is missing is made when the journal is opened.
  package static func check(_ path: String) throws(JournalError) {
    do throws(JournalError) {
      _ = try JournalFile(path, creates: false)
    } catch .system(.open, number: ENOENT) {}
  }

  /// Adds a record.
  ///
  /// - Parameter durably: whether to return only when the record is on the disk, so that it outlives a loss of power. In
  ///   any case it outlives the process.
  /// - Returns: the number of the record.
  package func append(_ entry: JournalEntry, durably: Bool) async throws(JournalError) -> Int {
    let result = await withCheckedContinuation { continuation in
      let waiting = Waiting(entry: entry, isDurable: durably, continuation: continuation)
      let starts = queue.withLock { queue in
        queue.waiting.append(waiting)
        defer { queue.isWriting = true }
        return !queue.isWriting
      }
      if starts { startWriting() }
    }
    return try result.get()
  }

  private func startWriting() {
    do throws(ThreadError) {
      try POSIXThread.start("journal") { [self] in
        while let batch = nextBatch() { write(batch) }
      }
    } catch {
      let failure = JournalError.system(.startThread, number: error.number)
      while let batch = nextBatch() { Self.settle(batch, .failure(failure)) }
    }
  }

  /// Takes all that waits; nil if nothing does, after which the next record starts a thread.
  private func nextBatch() -> [Waiting]? {
    queue.withLock { queue in
      guard !queue.waiting.isEmpty else {
        queue.isWriting = false
        return nil
      }
      defer { queue.waiting = [] }
      return queue.waiting
    }
  }

  private func write(_ batch: [Waiting]) {
    let (entries, isDurable) = (batch.map(\.entry), batch.contains(where: \.isDurable))
    do throws(JournalError) {
      let numbers = try file.withLock { file throws(JournalError) in
        let numbers = try file.append(entries, time: RFC3339.text(seconds: now()))
        if isDurable { try file.sync() }
        return numbers
      }
      Self.settle(batch, .success(numbers))
    } catch {
      Self.settle(batch, .failure(error))
    }
  }

  private static func settle(_ batch: [Waiting], _ result: Result<[Int], JournalError>) {
    for (index, waiting) in batch.enumerated() {
      waiting.continuation.resume(returning: result.map { $0[index] })
    }
  }
}
