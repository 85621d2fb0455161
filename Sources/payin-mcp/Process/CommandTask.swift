import Glibc
import Threads

/// The work of a command that waits for sockets, as a task on the threads that all tasks share. The process ends with
/// the status that the work returns.
enum CommandTask {
  /// - Parameter work: is given the first SIGINT, SIGTERM or SIGHUP, which asks it to end. A second one ends the process.
  static func run(_ work: @escaping @Sendable (FirstSignal) async -> Int32) throws -> Never {
    let signals = TerminationSignals()
    let interruption = FirstSignal()
    return try start {
      await work(interruption)
    } after: { () throws(ThreadError) in
      try signals.forEach { interruption.receive($0) }
    }
  }

  /// Runs work that a signal may end at any point, with the usual effect of signals on a process.
  static func runInterruptibly(_ work: @escaping @Sendable () async -> Int32) throws -> Never {
    signal(SIGPIPE, SIG_IGN)
    return try start(work) {}
  }

  private static func start(
    _ work: @escaping @Sendable () async -> Int32, after prepare: () throws(ThreadError) -> Void
  ) throws -> Never {
    do throws(ThreadError) {
      try TaskThreads.shared.start()
      try prepare()
    } catch {
      throw error.report(in: CommandText.language)
    }
    // `exit` would tear down what other threads still use.
    _ = Task<Void, Never>.start { _exit(await work()) }
    while true { pause() }
  }
}
