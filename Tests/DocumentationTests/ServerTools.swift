import Foundation
import JSON

/// The tools that the program which was built with these tests lists.
enum ServerTools {
  private static let lines = """
    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
    "clientInfo":{"name":"docs","version":"1"}}}
    {"jsonrpc":"2.0","method":"notifications/initialized"}
    {"jsonrpc":"2.0","id":2,"method":"tools/list"}

    """

  /// - Parameter environment: nothing else is set, so that without a key it is the sandbox's list.
  static func list(_ environment: [String: String] = [:]) throws -> [JSONValue] {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = ServerHelp.program
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(lines.utf8))
    try input.fileHandleForWriting.close()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let answers = try text.split(separator: "\n").map { try JSONParser.parse(String($0)) }
    return answers.first { $0["id"] == 2 }?["result"]?["tools"]?.array ?? []
  }

  static func names(_ environment: [String: String] = [:]) throws -> [String] {
    try list(environment).compactMap { $0["name"]?.string }
  }
}
