import Foundation
import HTTP
import PayInTools
import TestSupport

/// An exported handler of webhooks, as it runs: a server of its own, or a program that a web server starts for each
/// request.
final class ExportedHandler: Sendable {
  static let path = "/webhooks/payin"

  private enum Kind: Sendable {
    case server(process: ChildProcess, url: String)
    case program
  }

  private let kind: Kind
  private let environment: [String: String]
  /// Where the server writes its standard output and standard error.
  private let log: URL
  /// Where it keeps the ids of events.
  let events: URL

  private let program: String

  /// - Parameters:
  ///   - program: one of the workshop's.
  ///   - secret: of the webhooks.
  init(
    _ language: ExportLanguage, program: String = ExportFlow.webhookHandler.rawValue, secret: String
  ) async throws {
    self.program = program
    let workshop = try ExportWorkshop.shared.get()
    let id = UUID().uuidString
    log = workshop.folder.appending(path: "handler-\(id).log")
    var environment = ExportRun.variables(nil)
    environment["PAYIN_WEBHOOK_SECRET"] = secret
    events = workshop.folder.appending(path: "events-\(id)")
    environment["EVENTS_FOLDER"] = events.path
    environment["PORT"] = "0"
    // Else the server of PHP answers one request at a time.
    environment["PHP_CLI_SERVER_WORKERS"] = "2"
    self.environment = environment
    try Data().write(to: log)
    kind = language == .curl ? .program : try await Self.start(workshop, program, language, environment, log)
  }

  deinit {
    if case .server(let process, _) = kind { process.send(SIGTERM) }
  }

  /// Starts the server and waits for the line with its address.
  private static func start(
    _ workshop: ExportWorkshop, _ program: String, _ language: ExportLanguage, _ environment: [String: String],
    _ log: URL
  ) async throws -> Kind {
    let pipe = TestSupport.Pipe()
    let nothing = try FileHandle(forReadingFrom: URL(filePath: "/dev/null"))
    let process = try ChildProcess(
      "/usr/bin/env",
      ["-C", workshop.folder.path] + workshop.command(program, language),
      environment: environment,
      streams: .init(input: nothing.fileDescriptor, output: pipe.writing, error: pipe.writing), limit: .seconds(120))
    close(pipe.writing)
    let reader = LineReader(pipe.reading)
    while let line = await reader.nextLine() {
      let text = String(decoding: line, as: UTF8.self)
      guard let match = text.firstMatch(of: /http:\/\/127\.0\.0\.1:[0-9]+/) else { continue }
      collect(reader, into: log)
      return .server(process: process, url: match.output + path)
    }
    throw ExportWorkshop.Failure(output: "the handler has ended")
  }

  private static func collect(_ reader: LineReader, into log: URL) {
    Task {
      guard let file = try? FileHandle(forWritingTo: log) else { return }
      while let line = await reader.nextLine() { try? file.write(contentsOf: Data(line + [0x0A])) }
    }
  }

  /// The address of the server; nil of a program.
  var url: String? {
    if case .server(_, let url) = kind { url } else { nil }
  }

  /// The status that the handler answers with.
  func receive(_ body: [UInt8], signature: String, over transport: any HTTPTransport) async throws -> Int {
    switch kind {
    case .server(_, let url):
      let request = HTTPRequest(
        method: .post, url: url, headers: ["X-PayIn-Signature": signature], body: body)
      return try await transport.send(request).status
    case .program:
      let variables = [
        "REQUEST_METHOD": "POST", "CONTENT_LENGTH": "\(body.count)", "HTTP_X_PAYIN_SIGNATURE": signature,
      ]
      let run = try await ExportRun.run(
        program, .curl, api: nil, environment: environment.merging(variables) { $1 },
        input: body)
      let file = try FileHandle(forWritingTo: log)
      try file.seekToEnd()
      try file.write(contentsOf: Data(run.output.utf8))
      return run.output.firstMatch(of: /Status: ([0-9]+)/).flatMap { Int($0.output.1) } ?? 0
    }
  }

  /// The lines that tell of an effect, once `count` of them are there.
  func effects(_ count: Int) async throws -> [Substring] {
    while true {
      let text = try String(decoding: Data(contentsOf: log), as: UTF8.self)
      let lines = text.split(separator: "\n").filter { $0.contains("paid: ") }
      if lines.count >= count { return lines }
      await Task.yield()
    }
  }
}
