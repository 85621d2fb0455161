import Foundation

/// A TLS server in Python with a certificate made for it, which no client trusts unless told to.
///
/// It answers each HTTP/1.1 request with `ok`. Over HTTP/2 it does what the offer says.
package final class TLSServer {
  package struct Offer {
    let certificateName: String
    let protocols: [String]
    let maximumVersion: String
    let greeting: String
    let steps: [String]

    /// HTTP/1.1 only.
    package init(certificateName: String = "127.0.0.1", maximumVersion: String = "TLSv1_3") {
      self.certificateName = certificateName
      self.maximumVersion = maximumVersion
      protocols = ["http/1.1"]
      greeting = ""
      steps = []
    }

    /// HTTP/2 only.
    ///
    /// - Parameters:
    ///   - steps: what happens on each request, over all connections; the last goes on for ever. Steps are parted by
    ///     commas and taken when the request's head has come: `answer` (200 without a body; with the
    ///     number of another stream if not the request's), `hint` (103), `whole` (the
    ///     next steps wait for the request's end), `reset <error>`, `goaway <last stream> <error>`, `pause` (until `resume()`), `close` and
    ///     `abort` (the connection, the latter with RST), `hold` (nothing).
    ///   - greeting: steps right after the server's settings, before any request is read.
    package init(http2 steps: [String], greeting: String = "hold") {
      certificateName = "127.0.0.1"
      maximumVersion = "TLSv1_3"
      protocols = ["h2"]
      self.greeting = greeting
      self.steps = steps
    }
  }

  /// Python or openssl did not do its part.
  struct Failure: Error {
    let step: String
  }

  package let port: Int
  /// PEM file of the certificate.
  package let certificate: String

  private let directory: URL
  private let process = Process()
  private let input = Foundation.Pipe()
  private let output = Foundation.Pipe()

  package init(_ offer: Offer = Offer()) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    certificate = directory.appending(path: "cert.pem").path
    let key = directory.appending(path: "key.pem").path
    try Self.makeCertificate(certificate, key: key, name: offer.certificateName)
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["python3", "-c", Self.program, certificate, key, offer.maximumVersion, offer.protocols.joined(separator: " ")]
      + [offer.greeting] + offer.steps
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = Self.line(output.fileHandleForReading).trimmingCharacters(in: .whitespacesAndNewlines)
    guard let port = Int(line) else { throw Failure(step: "listen") }
    self.port = port
  }

  deinit {
    // Neither the end of its input nor that of its process is waited for: other children may hold copies of descriptors
    // that tell of them. SIGTERM is blocked in it as in the thread that started it.
    kill(process.processIdentifier, SIGKILL)
    try? FileManager.default.removeItem(at: directory)
  }

  package var url: String { "https://127.0.0.1:\(port)/" }

  /// The requests it saw and the TLS sessions that were resumed.
  package func counts() throws -> (requests: Int, resumed: Int) {
    let numbers = try report()
    return (numbers[0], numbers[1])
  }

  /// Connections whose TLS handshake was completed.
  package func connections() throws -> Int {
    try report()[2]
  }

  /// Returns when the server has seen that many requests.
  package func waitForRequests(_ count: Int) async throws {
    try await order("wait \(count)")
  }

  /// Lets the request go on that is at the step `pause`; returns when the client's system has what its next steps sent.
  package func resume() async throws {
    try await order("resume")
  }

  /// Changes the steps for the coming connections and requests.
  package func follow(_ steps: [String], greeting: String = "hold") async throws {
    try await order("follow |" + ([greeting] + steps).joined(separator: "|"))
  }

  /// The server takes its time, and the pool that tests run on must not wait for it.
  private func order(_ order: String) async throws {
    try input.fileHandleForWriting.write(contentsOf: Data("\(order)\n".utf8))
    let reading = output.fileHandleForReading
    guard try await TestThread.run({ Self.line(reading) }) == "seen\n" else { throw Failure(step: order) }
  }

  private func report() throws -> [Int] {
    try input.fileHandleForWriting.write(contentsOf: Data("report\n".utf8))
    let numbers = Self.line(output.fileHandleForReading).split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    guard numbers.count == 3 else { throw Failure(step: "report") }
    return numbers
  }

  /// Reads up to a line's end, which may come in pieces, or to the end of the output.
  private static func line(_ reading: FileHandle) -> String {
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let more = reading.availableData
      guard !more.isEmpty else { break }
      line += more
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// Does not use Foundation's Process, which takes the end of a descriptor for the end of the child: another child
  /// that was started at the same moment may hold a copy of it.
  private static func makeCertificate(_ path: String, key: String, name: String) throws {
    let kind = name.first?.isNumber == true ? "IP" : "DNS"
    let arguments = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(kind):\(name)", "-keyout", key, "-out", path,
    ]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    var status: CInt = 0
    guard posix_spawnp(&child, arguments[0], &actions, nil, words, [nil]) == 0 else { throw Failure(step: "openssl") }
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    guard status == 0 else { throw Failure(step: "certificate") }
  }
}
