import Glibc
import Sandbox

/// A sandbox that says where it is and serves until its input ends.
@main enum ContractServer {
  static func main() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration(seed: 42, poolSize: 5000))
    print(server.baseURL.dropLast("/api/v1".count))
    // Into a pipe it would wait for more.
    fflush(nil)
    while readLine() != nil {}
    await server.shutdown()
  }
}
