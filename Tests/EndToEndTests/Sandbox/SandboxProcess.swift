import Foundation
import FoundationNetworking
import JSON
import TestSupport
import Testing

/// A running `payin-mcp sandbox`: its output, and plain HTTP to it.
final class SandboxProcess: Sendable {
  struct Answer: Sendable {
    let status: Int
    let body: JSONValue

    /// The data of a documented reply.
    var data: JSONValue { body["data"] ?? .null }
  }

  /// The sandbox ended before it printed its address.
  struct DidNotStart: Error {
    let exit: ChildProcess.Exit
    let errorOutput: String
  }

  /// The proxy that tests set is for the programs under test; Foundation would go through it even to this machine.
  private static let asksDirectly: Void = {
    ProxyVariable.set
    setenv("no_proxy", "127.0.0.1", 1)
  }()

  let process: ChildProcess
  /// The values that it has printed at its start, by name.
  let announced: [String: String]
  private let output: LineReader
  private let errors: LineReader
  private let session: URLSession

  /// - Parameters:
  ///   - arguments: besides the port, which the system chooses.
  ///   - wrapper: a program and its arguments, which starts what is named after them.
  ///   - setup: commands of a shell that starts the sandbox, such as `ulimit -n 40`.
  ///   - isQuiet: false for lines about requests and deliveries on stderr.
  init(
    _ arguments: [String] = ["--db", ":memory:"], environment: [String: String] = [:], wrapper: [String] = [],
    setup: String? = nil, isQuiet: Bool = true
  ) async throws {
    Self.asksDirectly
    let (output, error) = (TestSupport.Pipe(), TestSupport.Pipe())
    let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
    let command = ["sandbox", "--port", "0"] + (isQuiet ? ["--quiet"] : []) + arguments
    let shell = setup.map { ["/bin/sh", "-c", $0 + "; exec \"$@\"", "sh"] } ?? []
    process = try ChildProcess(
      "/usr/bin/env", wrapper + shell + [ServerBinary.path] + command,
      environment: ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin"].merging(environment) { $1 },
      streams: .init(input: input, output: output.writing, error: error.writing), limit: .seconds(300))
    for end in [input, output.writing, error.writing] { close(end) }
    (self.output, errors) = (LineReader(output.reading), LineReader(error.reading))
    announced = await Self.announcement(self.output)
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = 32
    session = URLSession(configuration: configuration)
    guard announced["API"] != nil else {
      throw DidNotStart(exit: await process.waitForExit(), errorOutput: await Self.rest(errors))
    }
  }

  deinit {
    process.send(SIGKILL)
    session.invalidateAndCancel()
  }

  var root: String { String((announced["API"] ?? "").dropLast("/api/v1".count)) }
  var key: String { announced["Key"] ?? "" }
  var token: String { announced["Control token"] ?? "" }

  /// The next lines of its output.
  func nextLines(_ count: Int) async throws -> [String] {
    var lines: [String] = []
    for _ in 1...count {
      lines.append(String(decoding: try #require(await output.nextLine()), as: UTF8.self))
    }
    return lines
  }

  func stop(_ signal: Int32 = SIGTERM) async -> ChildProcess.Exit {
    process.send(signal)
    return await process.waitForExit()
  }

  /// The next line of stderr.
  func nextErrorLine() async throws -> String {
    String(decoding: try #require(await errors.nextLine()), as: UTF8.self)
  }

  /// All of stderr; the process must have ended.
  func errorOutput() async -> String {
    await Self.rest(errors)
  }

  private static func announcement(_ output: LineReader) async -> [String: String] {
    var announced: [String: String] = [:]
    while let line = await output.nextLine(), !line.isEmpty {
      let parts = String(decoding: line, as: UTF8.self).split(separator: "  ", maxSplits: 1)
      if parts.count == 2 { announced[String(parts[0])] = parts[1].trimmingCharacters(in: .whitespaces) }
    }
    return announced
  }

  private static func rest(_ inbox: LineReader) async -> String {
    var lines: [String] = []
    while let line = await inbox.nextLine() { lines.append(String(decoding: line, as: UTF8.self)) }
    return lines.joined(separator: "\n")
  }

  // MARK: HTTP

  func get(_ path: String, key: String? = nil) async throws -> Answer {
    try await send("GET", "/api/v1" + path, ["Authorization": "Bearer \(key ?? self.key)"])
  }

  func post(_ path: String, _ body: JSONValue? = nil, key: String? = nil) async throws -> Answer {
    try await send("POST", "/api/v1" + path, ["Authorization": "Bearer \(key ?? self.key)"], body)
  }

  /// Sends a request that only the sandbox's owner may make, such as a payment.
  func control(_ path: String, _ body: JSONValue) async throws -> Answer {
    try await send("POST", "/_sandbox" + path, ["X-Sandbox-Token": token], body)
  }

  func send(
    _ method: String, _ path: String, _ headers: [String: String] = [:], _ body: JSONValue? = nil
  ) async throws -> Answer {
    var request = URLRequest(url: try #require(URL(string: root + path)), timeoutInterval: 120)
    request.httpMethod = method
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    if let body {
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = Data(body.description.utf8)
    }
    let (data, response) = try await session.data(for: request)
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    let json = try? JSONParser.parse(Array(data))
    return Answer(status: status, body: try #require(json, "\(status) \(String(decoding: data, as: UTF8.self))"))
  }
}
