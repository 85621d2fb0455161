import Foundation
import Glibc
import Synchronization

/// A child process that ends in any case: it is killed when its time is over, so that no test can hang.
///
/// Its thread keeps this object alive until then. Foundation's `Process` is not used where many run at once: among
/// hundreds of tests, with some thousand descriptors open, it crashed in `run`.
package final class ChildProcess: Sendable {
  package enum Exit: Equatable, Sendable {
    case status(Int32)
    case signal(Int32)
  }

  /// Descriptors that become the child's 0, 1 and 2. They stay open here.
  package struct Streams {
    package let input: Int32
    package let output: Int32
    package let error: Int32

    package init(input: Int32, output: Int32, error: Int32) {
      (self.input, self.output, self.error) = (input, output, error)
    }
  }

  package struct SpawnError: Error {
    package let path: String
    package let number: Int32
  }

  package let id: Int32
  private let exit = Mutex<Exit?>(nil)
  private let ended = Latch()

  /// - Parameter limit: after which it is killed.
  package init(
    _ path: String, _ arguments: [String], environment: [String: String], streams: Streams, limit: Duration
  ) throws {
    id = try Self.spawn(path, [path] + arguments, environment.map { "\($0)=\($1)" }, streams)
    Thread.detachNewThread { [self] in reap() }
    let seconds = Double(limit.components.seconds)
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak self] in self?.send(SIGKILL) }
  }

  /// Returns when the process has ended.
  package func waitForExit() async -> Exit {
    await ended.wait()
    return exit.withLock { $0 } ?? .status(-1)
  }

  /// Holds the thread up until the process has ended.
  package func block() -> Exit {
    ended.block()
    return exit.withLock { $0 } ?? .status(-1)
  }

  /// Does nothing once the process has ended.
  package func send(_ signal: Int32) {
    exit.withLock { if $0 == nil { kill(id, signal) } }
  }

  /// The process stays a zombie, and its id taken, until the lock is held: a signal can hit no other process.
  private func reap() {
    var info = siginfo_t()
    while waitid(P_PID, id_t(id), &info, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    exit.withLock { exit in
      var status: Int32 = 0
      waitpid(id, &status, 0)
      exit = status & 0x7F == 0 ? .status(status >> 8 & 0xFF) : .signal(status & 0x7F)
    }
    ended.arrive()
  }

  // MARK: Start

  private static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String], _ streams: Streams
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    connect(streams, &actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    restoreSignals(&attributes)
    var id: pid_t = 0
    let number = withStrings(arguments) { arguments in
      withStrings(environment) { posix_spawn(&id, path, &actions, &attributes, arguments, $0) }
    }
    guard number == 0 else { throw SpawnError(path: path, number: number) }
    return id
  }

  /// Nothing else of this process is handed down: a test's sockets and pipes would stay open as long as the child.
  private static func connect(_ streams: Streams, _ actions: inout posix_spawn_file_actions_t) {
    for (number, descriptor) in [streams.input, streams.output, streams.error].enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    // Hundreds of tests at once have thousands open, and more are opened meanwhile.
    let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.compactMap(Int32.init)
    for descriptor in 3..<max(1024, (open?.max() ?? 0) + 256) {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
  }

  /// Restores the signals as after a login: the threads of a test run block signals, the run itself ignores SIGPIPE, and a shell that has put
  /// it into the background has made it ignore more.
  private static func restoreSignals(_ attributes: inout posix_spawnattr_t) {
    var (none, changed) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&changed)
    for number in [SIGPIPE, SIGINT, SIGHUP] { sigaddset(&changed, number) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &changed)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
  }

  private static func withStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
