import CLinux
import Glibc

/// A client and a server that it starts, with this process between them: every byte is handed on as it comes, and looked
/// at on its way.
///
/// Neither side can hold the other one up: what one of them does not read waits in a buffer of its own, and nothing more
/// is read for it meanwhile.
package final class ForwardedSession {
  /// What a signal to this process means.
  package enum SignalAction: Sendable {
    /// The server gets it too.
    case forward
    /// The client has ended without closing its end.
    case endInput
    case ignore
  }

  private let id: pid_t
  private let signals: Int32
  /// From the client to the server, and back.
  private var up: Channel
  private var down: Channel
  private var exit: ServerProcess.Exit?

  /// Starts the server with the three streams of this process, of which two are looked at.
  ///
  /// - Parameters:
  ///   - signals: those that are looked for; they must be blocked. SIGCHLD is one of them.
  ///   - resetting: signals that this process ignores and the server must not.
  /// - Throws: if the server or what is needed for it cannot be started.
  package init(
    _ command: [String], environment: [String: String], signals: [Int32], resetting: [Int32]
  ) throws(ServerProcess.SpawnError) {
    let program = command.first ?? ""
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    self.signals = signalfd(-1, &set, Int32(O_CLOEXEC) | Int32(O_NONBLOCK))
    var (input, output): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard self.signals >= 0, pipe2(&input, O_CLOEXEC) == 0, pipe2(&output, O_CLOEXEC) == 0 else {
      throw ServerProcess.SpawnError(program: program, number: errno)
    }
    var id: pid_t = 0
    let number = ServerProcess.spawn(
      command, environment, [input[0], output[1], STDERR_FILENO], false, &id, resetting: resetting)
    close(input[0])
    close(output[1])
    self.id = id
    up = Channel(from: STDIN_FILENO, to: input[1], isOwn: (reading: false, writing: true))
    down = Channel(from: output[0], to: STDOUT_FILENO, isOwn: (reading: true, writing: false))
    guard number == 0 else { throw ServerProcess.SpawnError(program: program, number: number) }
  }

  deinit {
    close(signals)
  }

  /// Hands on everything until the server has ended and all that it wrote is written.
  ///
  /// - Parameters:
  ///   - see: gets the bytes that were read, and nil at the end of a direction.
  ///   - act: what a signal means.
  package func run(
    see: (RecordedLine.Direction, UnsafeRawBufferPointer?) -> Void, act: (Int32) -> SignalAction
  ) -> ServerProcess.Exit {
    while true {
      if let exit, !down.isActive || !down.hasMore { return exit }
      if exit != nil { up.end() }
      wait()
      receiveSignals(act)
      // What both sides have written at the same time does not depend on each other: the server's counts as first.
      down.read { see(.fromServer, $0) }
      up.read { see(.fromClient, $0) }
      down.write()
      up.write()
    }
  }

  private func wait() {
    var entries = [pollfd(fd: signals, events: Int16(POLLIN), revents: 0)]
    entries += up.entries + down.entries
    // A server that has ended may have left its output open to a child: then there is nothing to wait for.
    let isDraining = exit != nil && !down.isFull && down.isEmpty
    poll(&entries, nfds_t(entries.count), isDraining ? 0 : -1)
    up.take(entries[1], entries[2])
    down.take(entries[3], entries[4])
    if isDraining { down.endUnlessReadable() }
  }

  private func receiveSignals(_ act: (Int32) -> SignalAction) {
    var info = signalfd_siginfo()
    while read(signals, &info, MemoryLayout<signalfd_siginfo>.size) > 0 {
      let number = Int32(info.ssi_signo)
      if number == SIGCHLD {
        reap()
        continue
      }
      switch act(number) {
      // A terminal sends its signals to the server as well.
      case .forward: if exit == nil, info.ssi_code <= 0 { kill(id, number) }
      case .endInput: up.endReading()
      case .ignore: break
      }
    }
  }

  private func reap() {
    var status: Int32 = 0
    guard exit == nil, waitpid(id, &status, WNOHANG) == id else { return }
    exit = status & 0x7F == 0 ? .status(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }
}

/// One direction: bytes of one descriptor, to be written to another.
private struct Channel {
  /// More is not read before something was written.
  private static let capacity = 256 * 1024

  private let from: Int32
  private let to: Int32
  private let isOwn: (reading: Bool, writing: Bool)
  private let writer: StreamWriter
  private var bytes: [UInt8] = []
  private var written = 0
  private var isReadable = false
  private var isWritable = false
  private var hasReadAll = false
  private var isClosed = false

  init(from: Int32, to: Int32, isOwn: (reading: Bool, writing: Bool)) {
    (self.from, self.to, self.isOwn) = (from, to, isOwn)
    writer = StreamWriter(to)
    if isOwn.reading { _ = fcntl(from, F_SETFL, fcntl(from, F_GETFL) | O_NONBLOCK) }
    if isOwn.writing { _ = fcntl(to, F_SETFL, fcntl(to, F_GETFL) | O_NONBLOCK) }
  }

  var isEmpty: Bool { written == bytes.count }
  var isFull: Bool { bytes.count - written >= Self.capacity }
  var isActive: Bool { !isClosed }
  /// Whether there may be more to write.
  var hasMore: Bool { !hasReadAll || !isEmpty }

  var entries: [pollfd] {
    let (reads, writes) = (!hasReadAll && !isFull && !isClosed, !isEmpty && !isClosed)
    return [
      pollfd(fd: reads ? from : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: writes ? to : -1, events: Int16(POLLOUT), revents: 0),
    ]
  }

  mutating func take(_ reading: pollfd, _ writing: pollfd) {
    (isReadable, isWritable) = (reading.revents != 0, writing.revents != 0)
  }

  mutating func read(_ see: (UnsafeRawBufferPointer?) -> Void) {
    guard isReadable else { return }
    isReadable = false
    withUnsafeTemporaryAllocation(byteCount: 64 * 1024, alignment: 16) { buffer in
      let count = Glibc.read(from, buffer.baseAddress, buffer.count)
      if count > 0 {
        let new = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        see(new)
        bytes += new
        isWritable = !writer.mayWait
      } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
        see(nil)
        endReading()
      }
    }
  }

  mutating func write() {
    while isWritable, !isClosed, !isEmpty {
      let count = bytes.withUnsafeBytes { writer.write(UnsafeRawBufferPointer(rebasing: $0[written...])) }
      if count >= 0 {
        written += count
        isWritable = !writer.mayWait
      } else if errno == EAGAIN {
        break
      } else if errno != EINTR {
        // The writing side learns that nobody reads, as without this process between.
        return end()
      }
    }
    if isEmpty {
      bytes.removeAll(keepingCapacity: bytes.count <= Self.capacity)
      written = 0
      if hasReadAll { end() }
    } else if written > Self.capacity / 2 {
      bytes.removeFirst(written)
      written = 0
    }
  }

  mutating func endReading() {
    hasReadAll = true
    if isEmpty { end() }
  }

  mutating func endUnlessReadable() {
    if !isReadable { endReading() }
  }

  /// Closes both ends.
  mutating func end() {
    guard !isClosed else { return }
    (hasReadAll, isClosed) = (true, true)
    bytes = []
    written = 0
    release(from, isOwn: isOwn.reading)
    writer.end()
    release(to, isOwn: isOwn.writing)
  }

  /// The numbers of the standard streams stay taken: a file opened later must not get one.
  private func release(_ descriptor: Int32, isOwn: Bool) {
    guard !isOwn else {
      close(descriptor)
      return
    }
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    if nothing >= 0 {
      dup2(nothing, descriptor)
      close(nothing)
    }
  }
}

/// Writes to a descriptor that other processes may share, so that its flag O_NONBLOCK must not change, and never waits.
private struct StreamWriter {
  private enum Kind {
    case socket
    case pipe(own: Int32)
    case other
  }

  private let descriptor: Int32
  private let kind: Kind

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    var status = stat()
    _ = fstat(descriptor, &status)
    switch status.st_mode & S_IFMT {
    case S_IFSOCK: kind = .socket
    case S_IFIFO:
      let own = open("/proc/self/fd/\(descriptor)", O_WRONLY | O_NONBLOCK | O_CLOEXEC)
      kind = own >= 0 ? .pipe(own: own) : .other
    default: kind = .other
    }
  }

  /// Whether a write waits unless poll(2) has said that there is room.
  var mayWait: Bool { if case .other = kind { true } else { false } }

  /// Returns the number of bytes written, or -1 with an error number.
  func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    switch kind {
    case .socket: send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
    case .pipe(let own): Glibc.write(own, bytes.baseAddress, bytes.count)
    // On Linux a pipe that poll(2) reports as writable takes PIPE_BUF bytes without blocking.
    case .other: Glibc.write(descriptor, bytes.baseAddress, min(bytes.count, Int(PIPE_BUF)))
    }
  }

  func end() {
    if case .pipe(let own) = kind { close(own) }
  }
}
