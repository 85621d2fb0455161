import Glibc
import JSONRPC
import MCP
import Threads

/// A server that has nothing but the target `MCP` and what the official suite (modelcontextprotocol/conformance) asks
/// of a server, under the names that the suite gives it. Serves stdin and stdout until the input ends.
@main enum ConformanceServer {
  private static let description = ServerDescription(
    name: "conformance-server", title: "Conformance server", version: "1.0.0",
    description: "Offers what the official suite of the protocol tests.",
    instructions: "The tools are for tests: call any of them.")

  static func main() throws {
    StandardStreams.openMissing()
    StandardStreams.ignoreSignals()
    let ended = Wakeup()
    try TaskThreads.shared.start()
    let output = try OutputQueue(descriptor: StandardStreams.separateOutput()) { _ in _exit(4) }
    let changes = ResourceChanges()
    let features = ServerFeatures(
      resources: .test(changes), prompts: .test, completions: .test)
    try Connection.start(input: STDIN_FILENO) {
      Session(
        server: description, capabilities: features.capabilities,
        contents: { ServerContents(catalogue: try .test(changes), features: features) }, output: output)
    } onEnd: {
      ended.raise()
    }
    ended.wait()
    // `exit` would tear down what other threads still use.
    _exit(0)
  }
}
