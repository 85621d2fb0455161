import Foundation

/// What the program that was built with these tests says of its flags.
enum ServerHelp {
  static func flags() throws -> Set<String> {
    let process = Process()
    let output = Pipe()
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.executableURL = tests.deletingLastPathComponent().appending(path: "payin-mcp")
    process.arguments = ["help", "serve"]
    process.standardOutput = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return Set(text.matches(of: /--[a-z-]+/).map { String($0.output) }).subtracting(["--help", "--version"])
  }
}
