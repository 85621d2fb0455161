import Glibc
import JSONRPC
import MCP

/// One session on stdin and stdout, from the first byte to the end of the process.
enum StdioServer {
  /// Time for the line that is being written when a signal comes.
  private static let stopTime = Duration.milliseconds(500)

  /// `output` is the private descriptor that `StandardStreams.claim` returned. Returns at the end of input, when every
  /// request has been answered.
  static func run(
    output descriptor: Int32, server: ServerDescription, catalogue: ToolCatalogue, features: ServerFeatures,
    settings: SessionSettings
  ) {
    let signals = TerminationSignals()
    let ended = Wakeup()
    // The client is gone: nobody reads an answer, and nobody waits for this process either.
    let output = OutputQueue(descriptor: descriptor) { _exit(0) }
    signals.handle { output.stop(within: stopTime) }
    Connection.start(input: STDIN_FILENO) {
      Session(server: server, catalogue: catalogue, features: features, output: output, settings: settings)
    } onEnd: {
      ended.raise()
    }
    ended.wait()
  }
}
