import Foundation
import JSON
import TestSupport

/// PayIn's hosts as `mainnet.py` plays them, under their own names and a certificate of an authority made for it.
final class MainnetAPI {
  let port: Int
  private let directory: URL
  private let process = Process()
  private let input = Foundation.Pipe()
  private let output = Foundation.Pipe()

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-mainnet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    process.executableURL = URL(filePath: "/usr/bin/env")
    let script = OracleFolder.root.appending(path: "Tests/EndToEndTests/Confirmation/mainnet.py")
    process.arguments = ["python3", script.path, directory.path]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    port = Int(Self.line(output).trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
    try? FileManager.default.removeItem(at: directory)
  }

  /// What lets the program reach it under any of its names, and trust it.
  var environment: [String: String] {
    [
      "https_proxy": "http://127.0.0.1:\(port)", "PAYIN_CA_BUNDLE": directory.appending(path: "ca.pem").path,
      "PAYIN_RATE_LIMIT": "off",
    ]
  }

  /// The hosts that writes were sent to since this was last asked.
  func writes() throws -> [String] {
    try input.fileHandleForWriting.write(contentsOf: Data("report\n".utf8))
    let report = try JSONParser.parse(Self.line(output))
    return report["writes"]?.array?.compactMap(\.string) ?? []
  }

  private static func line(_ output: Foundation.Pipe) -> String {
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      line += more
    }
    return String(decoding: line, as: UTF8.self)
  }
}
