import Glibc
import Sandbox

/// A sandbox that says where it is and serves until its input ends: `ContractServer [POOL_SIZE [FILE]]`. Without a file
/// it forgets everything.
@main enum ContractServer {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    let file = arguments.dropFirst().first
    let server = try await SandboxServer.start(
      SandboxConfiguration(
        database: file.map { .file(path: $0) } ?? .memory, seed: 42, controlToken: "let-me-in",
        poolSize: arguments.first.flatMap { Int($0) } ?? 5000))
    print(server.baseURL.dropLast("/api/v1".count))
    // Into a pipe it would wait for more.
    fflush(nil)
    while readLine() != nil {}
    await server.shutdown()
  }
}
