import Glibc
import Synchronization
package import Threads

/// The one writer of protocol messages: lines go out whole, in the order they were enqueued. A thread of its own writes
/// what the client does not take at once.
package final class OutputQueue: Sendable {
  private struct State {
    var lines: [[UInt8]] = []
    var queuedBytes = 0
    /// Whether lines have been taken and are being written, by the writer's thread or by one that enqueues.
    var isWriting = false
    /// Whether it is one that enqueues. The writer's thread then takes nothing.
    var isWritingImmediately = false
    /// Whether the queue has stopped being congested and this has not been told yet.
    var owesRoom = false
    var isFinishing = false
    var isStopping = false
    var isBroken = false
    var writtenBytes: UInt64 = 0
  }

  /// The number of waiting bytes above which calls should wait.
  package static let defaultHighWater = 8 * 1024 * 1024

  private let descriptor: Int32
  private let highWater: Int
  /// Takes short lines on the caller's thread; nil if there is no such way, and after the end.
  private let immediate: Mutex<ImmediateWriter?>
  private let onBroken: @Sendable (CInt) -> Void
  private let onUncongested = Mutex<[@Sendable () -> Void]>([])
  private let onStopping = Mutex<@Sendable () -> Bool>({ false })
  private let state = Mutex(State())
  private let work = Wakeup()
  private let progress = Wakeup()
  private let stopped = Wakeup()

  /// - Parameter onBroken: called once, on the writer's thread, when nothing can be written any more, with the error
  ///   number of errno(3): EPIPE if the reading end is closed.
  /// - Throws: `ThreadError` if the system allows no further thread.
  package init(
    descriptor: Int32, highWater: Int = defaultHighWater, onBroken: @escaping @Sendable (CInt) -> Void = { _ in }
  ) throws(ThreadError) {
    self.descriptor = descriptor
    self.highWater = highWater
    immediate = Mutex(ImmediateWriter(descriptor))
    self.onBroken = onBroken
    try POSIXThread.start("output") { [self] in writeUntilFinished() }
  }

  /// Queues a whole message with its newline, or writes it if nothing waits and the client takes it at once.
  package func enqueue(_ line: [UInt8]) {
    let writer = line.count <= ImmediateWriter.limit ? immediate.withLock(\.self) : nil
    let isFirst: Bool? = state.withLock { state in
      guard !state.isBroken, !state.isStopping else { return nil }
      state.queuedBytes += line.count
      let isFirst = writer != nil && state.lines.isEmpty && !state.isWriting
      if isFirst { (state.isWriting, state.isWritingImmediately) = (true, true) } else { state.lines.append(line) }
      return isFirst
    }
    guard let isFirst else { return }
    if isFirst, let writer { writeImmediately(line, writer) } else { work.raise() }
  }

  /// Whether so many bytes wait that new calls should wait too.
  package var isCongested: Bool {
    state.withLock { $0.queuedBytes > highWater }
  }

  /// Whether so many bytes wait that no input should be read. Calls that run when the queue becomes congested still
  /// finish, hence the distance.
  package var isFull: Bool {
    state.withLock { $0.queuedBytes > 4 * highWater }
  }

  package var isEmpty: Bool {
    state.withLock { ($0.lines.isEmpty && !$0.isWriting) || $0.isBroken }
  }

  /// The bytes written so far. Tells a slow reader from one that has stopped reading.
  package var writtenBytes: UInt64 {
    state.withLock { $0.writtenBytes }
  }

  /// `action` is called on the writer's thread each time the queue stops being congested.
  package func whenUncongested(_ action: @escaping @Sendable () -> Void) {
    onUncongested.withLock { $0.append(action) }
  }

  /// `action` may enqueue last messages, and returns whether it did.
  package func whenStopping(_ action: @escaping @Sendable () -> Bool) {
    onStopping.withLock { $0 = action }
  }

  /// Writes everything queued, then ends the writer. Gives up if nothing moves for `idleTimeout`.
  package func finish(idleTimeout: Duration) {
    state.withLock { $0.isFinishing = true }
    work.raise()
    var timer = IdleTimer(idleTimeout: idleTimeout, progress: writtenBytes)
    while !isEmpty, !timer.hasStalled(at: writtenBytes) {
      progress.wait(for: timer.remaining())
    }
    // The reader sees the end when the last descriptor is closed.
    immediate.withLock { $0 = nil }
  }

  /// Writes the current line to its end, drops the rest and ends the writer. The last messages are written as well, if
  /// everything before them is written in half the time. Returns after `time` even if the client takes nothing.
  package func stop(within time: Duration) {
    let action = onStopping.withLock { $0 }
    if action() { flush(within: time / 2) }
    stopWriter(within: time / 2)
  }

  private func flush(within time: Duration) {
    let deadline = ContinuousClock.now + time
    while !isEmpty, ContinuousClock.now < deadline {
      progress.wait(for: max(.zero, deadline - .now))
    }
  }

  private func stopWriter(within time: Duration) {
    let isIdle = state.withLock { state in
      state.isStopping = true
      state.lines = []
      return !state.isWriting
    }
    guard !isIdle else { return }
    stopped.wait(for: time)
  }

  // MARK: Any thread

  /// Writes a line that was taken. What cannot be written now is left to the writer's thread.
  ///
  /// Nobody is told here that the queue has room: the caller may hold locks that those who are told need.
  private func writeImmediately(_ line: [UInt8], _ writer: ImmediateWriter) {
    let count = writer.write(line)
    let (isWorkLeft, isStopping) = state.withLock { state in
      (state.isWriting, state.isWritingImmediately) = (false, false)
      if Self.note(count, &state, highWater) { state.owesRoom = true }
      if count < line.count, !state.isStopping { state.lines.insert(Array(line[count...]), at: 0) }
      return (!state.lines.isEmpty || state.owesRoom || state.isFinishing || state.isStopping, state.isStopping)
    }
    if isWorkLeft { work.raise() }
    if isStopping { stopped.raise() }
    progress.raise()
  }

  // MARK: The writer's thread

  private enum Step {
    case write([[UInt8]])
    case tellOfRoom
    case wait
    case end
  }

  private func writeUntilFinished() {
    while true {
      switch nextStep() {
      case .write(let lines): write(lines)
      case .tellOfRoom: tellOfRoom()
      case .wait: work.wait()
      case .end: return stopped.raise()
      }
    }
  }

  private func nextStep() -> Step {
    state.withLock { state in
      if state.owesRoom {
        state.owesRoom = false
        return .tellOfRoom
      }
      if state.isWritingImmediately { return .wait }
      if state.isBroken || state.isStopping { return .end }
      if !state.lines.isEmpty {
        state.isWriting = true
        defer { state.lines = [] }
        return .write(state.lines)
      }
      state.isWriting = false
      return state.isFinishing ? .end : .wait
    }
  }

  /// Small lines go out together: one system call for a burst of answers instead of one for each.
  private func write(_ lines: [[UInt8]]) {
    var batch: [UInt8] = []
    for line in lines where !isStopping {
      if batch.isEmpty {
        batch = line
      } else if batch.count + line.count <= 64 * 1024 {
        batch.append(contentsOf: line)
      } else {
        guard writeWhole(batch) else { return }
        batch = line
      }
    }
    guard !isStopping, writeWhole(batch) else { return }
    state.withLock { if $0.lines.isEmpty { $0.isWriting = false } }
    progress.raise()
  }

  private var isStopping: Bool {
    state.withLock { $0.isStopping }
  }

  private func writeWhole(_ bytes: [UInt8]) -> Bool {
    let failure = bytes.withUnsafeBytes { buffer -> CInt? in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        guard count >= 0 || errno == EINTR || errno == EAGAIN else { return errno }
        if count < 0 { waitUntilWritable() }
        noteWritten(max(count, 0))
        rest = rest.dropFirst(max(count, 0))
      }
      return nil
    }
    if let failure { breakOff(failure) }
    return failure == nil
  }

  private func noteWritten(_ count: Int) {
    let hasRoom = state.withLock { Self.note(count, &$0, highWater) }
    progress.raise()
    if hasRoom { tellOfRoom() }
  }

  /// Returns whether the queue has stopped being congested by it.
  private static func note(_ count: Int, _ state: inout State, _ highWater: Int) -> Bool {
    let wasCongested = state.queuedBytes > highWater
    state.writtenBytes += UInt64(count)
    state.queuedBytes -= count
    return wasCongested && state.queuedBytes <= highWater
  }

  private func tellOfRoom() {
    for action in onUncongested.withLock({ $0 }) { action() }
  }

  /// Another process that holds the descriptor may have made it non-blocking.
  private func waitUntilWritable() {
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    poll(&entry, 1, 1000)
  }

  /// Tells of the failure before the queue counts as empty: who waits in `finish` may end the process, and the failure
  /// would then stay unknown.
  private func breakOff(_ failure: CInt) {
    onBroken(failure)
    state.withLock { state in
      state.isBroken = true
      state.lines = []
      state.queuedBytes = 0
    }
    progress.raise()
  }
}

/// Tells a slow client from a stuck one: the timeout is counted from the last progress, not from the start.
package struct IdleTimer {
  private let idleTimeout: Duration
  private var seen: UInt64
  private var deadline: ContinuousClock.Instant

  /// `progress` is a number that grows with every step forward.
  package init(idleTimeout: Duration, progress: UInt64, now: ContinuousClock.Instant = .now) {
    self.idleTimeout = idleTimeout
    seen = progress
    deadline = now + idleTimeout
  }

  package mutating func hasStalled(at progress: UInt64, now: ContinuousClock.Instant = .now) -> Bool {
    if progress != seen {
      seen = progress
      deadline = now + idleTimeout
    }
    return now >= deadline
  }

  /// The longest time to wait before asking again.
  package func remaining(now: ContinuousClock.Instant = .now) -> Duration {
    max(.zero, deadline - now)
  }
}
