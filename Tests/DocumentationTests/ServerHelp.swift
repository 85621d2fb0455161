import Foundation

/// What the program that was built with these tests says of its flags.
enum ServerHelp {
  static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "payin-mcp")

  static func flags(of command: String = "serve") throws -> Set<String> {
    Set(try text(of: command).matches(of: /--[a-z-]+/).map { String($0.output) }).subtracting(["--help", "--version"])
  }

  static func text(of command: String) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = program
    process.arguments = ["help", command]
    process.standardOutput = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }
}
