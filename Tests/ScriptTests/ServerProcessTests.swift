import Glibc
import Script
import Testing

@Suite struct ServerProcessTests {
  private let soon = ContinuousClock.now + .seconds(30)

  @Test func linesComeBackAndTheEndIsSeen() throws {
    let server = try ServerProcess(
      ["sh", "-c", "while read -r line; do echo \"<$line>\"; done; printf rest"], environment: ["PATH": "/usr/bin:/bin"]
    )
    #expect(server.send("one".utf8, until: soon))
    #expect(server.next(until: soon) == .line(Array("<one>".utf8)))
    #expect(server.next(until: .now) == .timeout)
    server.closeInput()
    #expect(server.next(until: soon) == .end(rest: Array("rest".utf8)))
    #expect(server.waitForExit(until: soon) == .status(0))
  }

  @Test func serverThatWritesBeforeItReadsHoldsNobodyUp() throws {
    let server = try ServerProcess(
      ["sh", "-c", "head -c 1000000 /dev/zero | tr '\\0' x; echo; cat >/dev/null; exit 3"],
      environment: ["PATH": "/usr/bin:/bin"])
    let line = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    #expect(server.send(line, until: soon))
    guard case .line(let output) = server.next(until: soon) else { return #expect(Bool(false)) }
    #expect(output.count == 1_000_000)
    server.closeInput()
    #expect(server.waitForExit(until: soon) == .status(3))
  }

  @Test func errorOutputIsKeptAndSignalsAreTold() throws {
    let server = try ServerProcess(
      ["sh", "-c", "echo trouble >&2; echo ready; sleep 100"], environment: ["PATH": "/usr/bin:/bin"], errors: .kept)
    #expect(server.next(until: soon) == .line(Array("ready".utf8)))
    #expect(server.errorText == "trouble\n")
    server.send(signal: SIGKILL)
    #expect(server.waitForExit(until: soon) == .signal(SIGKILL))
  }

  @Test func programThatIsNotThereIsNamed() {
    let error = #expect(throws: ServerProcess.SpawnError.self) {
      _ = try ServerProcess(["/nonexistent/server"], environment: [:])
    }
    #expect(error?.program == "/nonexistent/server")
    #expect(error?.number == ENOENT)
  }
}
