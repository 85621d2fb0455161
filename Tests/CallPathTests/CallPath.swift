import CurlTransport
import Glibc
import JSON
import JSONRPC
import MCP
import PayIn
import PayInTools
import TestSupport

/// The whole path of a call: from a line on a pipe through session, tools, client and libcurl to an API, and back to a
/// line.
struct CallPath {
  /// It serves as long as it is referenced.
  private let api: TestServer
  private let input = Pipe()
  private let inbox: LineReader
  private let transport: CurlTransport

  init(to api: TestServer, calls: Int, connections: Int) throws {
    self.api = api
    let transport = CurlTransport(CurlConfiguration(maximumConnectionsPerHost: connections))
    let answers = Pipe()
    let output = try OutputQueue(descriptor: answers.writing)
    let catalogue = try PayInTools.catalogue(Self.context(api, transport))
    self.transport = transport
    inbox = LineReader(answers.reading)
    let server = ServerDescription(
      name: "payin-mcp", title: "PayIn", version: "1", description: "A server.", instructions: "Call get_status.")
    try Connection.start(input: input.reading) {
      Session(
        server: server, capabilities: [], contents: { ServerContents(catalogue: catalogue) }, output: output,
        settings: .init(maximumInFlight: calls))
    } onEnd: {
      close(answers.writing)
    }
  }

  private static func context(_ api: TestServer, _ transport: CurlTransport) throws -> ToolContext {
    let key = "pk_test_0123456789"
    let configuration = try Configuration.load(
      environment: ["PAYIN_API_KEY": key, "PAYIN_BASE_URL": api.url(""), "PAYIN_TIMEOUT": "300"])
    let target = Target(baseURL: try BaseURL(api.url("")), apiKey: try APIKey(key))
    let versions = ToolContext.Versions(server: "1", libcurl: "8", protocolRevisions: [])
    return ToolContext(configuration: configuration, versions: versions) {
      PayInClient(target: target, transport: transport, limits: configuration.limits) { "req_1" }
    }
  }

  func send(_ message: JSONValue) {
    let line = JSONWriter.bytes(of: message) + [UInt8(ascii: "\n")]
    line.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        rest = rest.dropFirst(write(input.writing, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count))
      }
    }
  }

  func next() async throws -> JSONValue? {
    try await inbox.next()
  }

  /// Ends the input and returns what had not been read.
  func finish() async throws -> [JSONValue] {
    close(input.writing)
    let rest = try await inbox.rest()
    transport.shutdown()
    return rest
  }
}
