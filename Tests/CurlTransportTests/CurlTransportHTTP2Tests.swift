import CurlTransport
import HTTP
import TestSupport
import Testing

/// The certainty of a write's error when an HTTP/2 server ends its stream or its connection.
@Suite(.timeLimit(.minutes(1)))
struct CurlTransportHTTP2Tests {
  /// What the server does on the request, after its greeting, and how large the request's body is. A large one is still
  /// on its way when the server has spoken.
  struct Row: CustomStringConvertible, Sendable {
    let steps: String
    var greeting = "hold"
    var bytes = 2

    var description: String { "\(greeting) · \(steps) · \(bytes)" }
  }

  /// RFC 9113, section 8.7: these requests were not processed.
  static let unprocessed = [
    Row(steps: "reset 7"), Row(steps: "whole,reset 7"), Row(steps: "reset 7", bytes: 3_000_000),
    Row(steps: "goaway 0 0"), Row(steps: "whole,goaway 0 0"), Row(steps: "goaway 0 0", bytes: 3_000_000),
    Row(steps: "goaway 0 2"), Row(steps: "goaway 2147483647 0,goaway 0 0"), Row(steps: "reset 7,goaway 0 0"),
    Row(steps: "hold", greeting: "goaway 0 0"),
  ]

  /// Everything else may have been processed: other errors, a last stream that is not below the request's, an end
  /// without a word, and a server that had started to answer.
  static let uncertain = [
    Row(steps: "reset 0"), Row(steps: "reset 1"), Row(steps: "reset 2"), Row(steps: "reset 8"),
    Row(steps: "reset 13"), Row(steps: "whole,reset 8"), Row(steps: "reset 8", bytes: 3_000_000),
    Row(steps: "goaway 1 0,close"), Row(steps: "goaway 1 2,close"), Row(steps: "reset 8,goaway 1 0"),
    Row(steps: "close"), Row(steps: "whole,abort"), Row(steps: "close", bytes: 3_000_000),
    Row(steps: "hint,reset 7"), Row(steps: "hint,goaway 0 0"), Row(steps: "hint,close"),
  ]

  @Test func unprocessedRequestReachedNobody() async throws {
    for (row, error) in try await failures(Self.unprocessed) {
      #expect(error?.code == .connectionLost, "\(row)")
      #expect(error?.mayHaveReachedServer == false, "\(row)")
      #expect(error?.detail.contains("127.0.0.1") == false, "\(row)")
    }
  }

  @Test func anyOtherEndMayHaveReached() async throws {
    for (row, error) in try await failures(Self.uncertain) {
      #expect(error?.code == .connectionLost, "\(row)")
      #expect(error?.mayHaveReachedServer == true, "\(row)")
    }
  }

  /// One server for all rows, because its start takes longer than all of them.
  private func failures(_ rows: [Row]) async throws -> [(Row, HTTPTransportError?)] {
    let server = try TLSServer(.init(http2: ["hold"]))
    var failures: [(Row, HTTPTransportError?)] = []
    for row in rows {
      let before = try server.counts().requests
      try await server.follow([row.steps], greeting: row.greeting)
      let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
      let request = HTTPRequest.make(server.url, .post, body: String(repeating: "x", count: row.bytes))
      failures.append((row, await transport.failure(of: request)))
      #expect(try server.counts().requests <= before + 1, "\(row)")
    }
    return failures
  }

  /// libcurl repeats a request whose connection another one has joined, as it does after REFUSED_STREAM, so that it
  /// wants to repeat proves nothing.
  @Test func deathOfASharedConnectionMayHaveReached() async throws {
    let server = try TLSServer(.init(http2: ["hold", "abort"]))
    let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
    let url = server.url
    let write = Task { await transport.failure(of: .make(url, .post, body: "{}")) }
    try await server.waitForRequests(1)
    let read = await transport.failure(of: .make(url))
    let error = await write.value
    #expect(read?.code == .connectionLost)
    #expect(error?.code == .connectionLost)
    #expect(error?.mayHaveReachedServer == true)
    #expect(try server.counts().requests == 2)
    #expect(try server.connections() == 1)
  }

  /// 7.88.1 keeps the mark of a refused stream in the handle of a read whose connection had been used before.
  @Test func proofIsForgottenWithItsRequest() async throws {
    let server = try TLSServer(.init(http2: ["answer", "reset 7", "abort"]))
    let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
    #expect(try await transport.send(.make(server.url)).status == 200)
    #expect(await transport.failure(of: .make(server.url))?.code == .connectionLost)
    let error = await transport.failure(of: .make(server.url, .post, body: "{}"))
    #expect(error?.code == .connectionLost)
    #expect(error?.mayHaveReachedServer == true)
    #expect(try server.counts().requests == 3)
  }

  /// An idle connection that says farewell tells nothing about the write that follows on a connection of its own.
  @Test func farewellOfAnotherConnectionProvesNothing() async throws {
    let server = try TLSServer(.init(http2: ["answer,pause,goaway 0 0", "whole,close"]))
    let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
    #expect(try await transport.send(.make(server.url)).status == 200)
    try await server.resume()
    // libcurl looks after its idle connections at most once a second.
    try await Task.sleep(for: .milliseconds(1100))
    let error = await transport.failure(of: .make(server.url, .post, body: "{}"))
    #expect(error?.code == .connectionLost)
    #expect(error?.mayHaveReachedServer == true)
  }

  @Test(arguments: [HTTPRequest.Method.get, .post]) func refusedStreamIsNotRepeated(method: HTTPRequest.Method)
    async throws
  {
    let server = try TLSServer(.init(http2: ["reset 7", "answer"]))
    let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
    let error = await transport.failure(of: .make(server.url, method))
    #expect(error?.code == .connectionLost)
    #expect(try server.counts().requests == 1)
    #expect(try server.connections() == 1)
    #expect(try await transport.send(.make(server.url)).status == 200)
  }

  @Test func answerCountsWhateverComesAfterIt() async throws {
    let server = try TLSServer(.init(http2: ["hold"]))
    for end in ["close", "reset 0", "goaway 1 0,close", "goaway 0 0"] {
      try await server.follow(["whole,answer," + end])
      let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
      #expect(try await transport.send(.make(server.url, .post, body: "{}")).status == 200, "\(end)")
    }
  }

  @Test func answersComeOverHTTP2() async throws {
    let server = try TLSServer(.init(http2: ["hint,answer", "whole,answer"]))
    let transport = CurlTransport(CurlConfiguration(caBundle: server.certificate))
    #expect(try await transport.send(.make(server.url)).status == 200)
    #expect(try await transport.send(.make(server.url, .post, body: "{}")).status == 200)
    #expect(try server.counts().requests == 2)
  }
}
