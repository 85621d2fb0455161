import Foundation

/// A sandbox in a process of its own, which ends without warning.
final class MortalSandbox {
  struct NoAddress: Error {}

  let port: UInt16
  private let process = Process()
  /// Its end would end the sandbox, in good order.
  private let input = Pipe()

  /// Serves once it returns.
  init(file: String, poolSize: Int) throws {
    let output = Pipe()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "ContractServer")
    process.arguments = ["\(poolSize)", file]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    // `http://127.0.0.1:PORT`, in one write.
    let root = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = root.firstMatch(of: /:(\d+)\s/).flatMap({ UInt16($0.1) }) else { throw NoAddress() }
    self.port = port
  }

  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
