import Glibc
import JSONRPC
import MCP
import Threads

/// One session on stdin and stdout, from the first byte to the end of the process.
enum StdioServer {
  /// Time for the line that is being written when a signal comes.
  private static let stopTime = Duration.milliseconds(500)

  /// `output` is the private descriptor that `StandardStreams.separateOutput` returned. Returns at the end of input, when every
  /// request has been answered.
  ///
  /// - Parameters:
  ///   - atEnd: called before every end of the process that is not sudden.
  ///   - makeSession: called on the thread that reads the input.
  /// - Throws: if the system does not allow the threads that this needs.
  static func run(
    output descriptor: Int32, atEnd: @escaping @Sendable () -> Void,
    makeSession: @escaping @Sendable (OutputQueue) -> Session
  ) throws(ThreadError) {
    let signals = TerminationSignals()
    let ended = Wakeup()
    try TaskThreads.shared.start()
    // If the client has closed its end, no answer will be read and the process ends at once.
    let output = try OutputQueue(descriptor: descriptor) { number in
      atEnd()
      StandardOutput.leave(number)
    }
    try end(output, at: signals, atEnd)
    try Connection.start(input: STDIN_FILENO) {
      makeSession(output)
    } onEnd: {
      ended.raise()
    }
    ended.wait()
    atEnd()
  }

  /// Ends the server after a signal, or after the end of the process that started it.
  private static func end(
    _ output: OutputQueue, at signals: TerminationSignals, _ atEnd: @escaping @Sendable () -> Void
  ) throws(ThreadError) {
    let watch = ParentWatch()
    try signals.forEach { number in
      let isFromParent = number == TerminationSignals.parentDeath
      guard !isFromParent || watch?.hasEnded() == true else { return }
      output.stop(within: stopTime)
      atEnd()
      if isFromParent { _exit(0) } else { TerminationSignals.terminate(by: number) }
    }
  }
}
