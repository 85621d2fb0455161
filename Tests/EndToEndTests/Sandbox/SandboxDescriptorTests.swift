import Foundation
import Glibc
import TestSupport
import Testing

/// A sandbox that may open few descriptors, and hundreds of clients.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct SandboxDescriptorTests {
  /// Connections that say nothing, closed at the end.
  private final class SilentClients {
    private let descriptors: [Int32]

    /// Does not wait for any of them: the system's queue is shorter than this.
    init(_ count: Int, port: Int) {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
      let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
      descriptors = (0..<count).map { _ in
        let descriptor = socket(AF_INET, type, 0)
        withUnsafePointer(to: &address) { pointer in
          pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
          }
        }
        return descriptor
      }
    }

    deinit {
      for descriptor in descriptors { close(descriptor) }
    }
  }

  private static func port(_ sandbox: SandboxProcess) throws -> Int {
    try #require(URL(string: sandbox.root)?.port)
  }

  /// Ticks of the processor, of which a second has 100, in one second of doing nothing.
  private static func ticksInASecond(_ sandbox: SandboxProcess) async throws -> Int {
    let before = try ProcessFile(sandbox.process).processorTicks
    // The measurement itself, not a wait for something.
    try await Task.sleep(for: .seconds(1))
    return try ProcessFile(sandbox.process).processorTicks - before
  }

  @Test(arguments: [40, 64, 100])
  func fewDescriptorsAreEnoughForHundredsOfClients(limit: Int) async throws {
    let sandbox = try await SandboxProcess(setup: "ulimit -n \(limit)")
    var silent: SilentClients? = SilentClients(250, port: try Self.port(sandbox))
    // One that is served among them proves that those before it have made room.
    #expect(try await sandbox.send("GET", "/health").status == 200)
    #expect(try ProcessFile(sandbox.process).descriptors.count <= limit - 8)
    #expect(try await Self.ticksInASecond(sandbox) < 15)
    withExtendedLifetime(silent) {}
    silent = nil
    for _ in 1...20 { #expect(try await sandbox.send("GET", "/health").status == 200) }
    #expect(await sandbox.stop() == .status(0))
  }

  /// accept(2) fails, as when others in the process have taken the descriptors; then they are given back.
  @Test func serverThatCannotAcceptRestsAndRecovers() async throws {
    let sandbox = try await SandboxProcess(["--db", ":memory:"])
    let used = try ProcessFile(sandbox.process).descriptors.count
    // The number of those that are open: not one more.
    try await Self.limit(sandbox, to: used)
    let silent = SilentClients(20, port: try Self.port(sandbox))
    #expect(try await Self.ticksInASecond(sandbox) < 15)
    try await Self.limit(sandbox, to: 1024)
    #expect(try await sandbox.send("GET", "/health").status == 200)
    withExtendedLifetime(silent) {}
    #expect(await sandbox.stop() == .status(0))
  }

  private static func limit(_ sandbox: SandboxProcess, to count: Int) async throws {
    let shell = try await Shell.run("prlimit --pid \(sandbox.process.id) --nofile=\(count):1024")
    #expect(shell.exit == .status(0), "\(shell.output)")
  }

  @Test func tooFewDescriptorsAreSaid() async throws {
    let error = await #expect(throws: SandboxProcess.DidNotStart.self) {
      _ = try await SandboxProcess(setup: "ulimit -n 12")
    }
    #expect(error?.exit == .status(3))
    #expect(
      error?.errorOutput.split(separator: "\n").last
        == "payin-mcp: the sandbox needs more file descriptors: raise the limit (ulimit -n), which is 12")
  }
}
