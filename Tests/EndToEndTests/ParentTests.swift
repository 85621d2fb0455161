import Foundation
import JSON
import TestSupport
import Testing

/// The end of a server whose parent process ends while another process holds its input open.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct ParentTests {
  /// A little more than the seconds for which the end of a parent is taken for that of a launcher.
  private static let launchTime = 6

  private static func shell(_ script: String) -> [String] {
    ["sh", "-c", script]
  }

  /// The test holds the input, as a process would that the host had started beside the server.
  @Test func serverEndsWhenItsHostDies() async throws {
    let host = #"exec 3<&0; "$0" "$@" <&3 & sleep \#(Self.launchTime); kill -KILL $$"#
    let client = try await Client(.july2026, Server(wrapper: Self.shell(host)))
    _ = try await client.data("get_status")
    let completion = try await client.server.waitForEnd()
    #expect(completion.exit == .signal(SIGKILL))
    #expect(completion.answers.isEmpty)
    #expect(completion.errorOutput.isEmpty)
  }

  @Test func launcherMayEndAtOnce() async throws {
    let launcher = #"exec 3<&0; "$0" "$@" <&3 &"#
    let client = try await Client(.july2026, Server(wrapper: Self.shell(launcher)))
    #expect(await client.server.process.waitForExit() == .status(0))
    for _ in 1...3 {
      try await Task.sleep(for: .seconds(Self.launchTime / 2))
      _ = try await client.data("get_status")
    }
    #expect(try await client.server.finish().isEmpty)
  }

  @Test func serverThatIsToOutliveItsStarterDoes() async throws {
    let host = #"exec 3<&0; nohup "$0" "$@" <&3 & sleep \#(Self.launchTime); kill -KILL $$"#
    let client = try await Client(.july2026, Server(wrapper: Self.shell(host)))
    #expect(await client.server.process.waitForExit() == .signal(SIGKILL))
    try await Task.sleep(for: .seconds(1))
    _ = try await client.data("get_status")
    client.server.closeInput()
    #expect(try await client.server.waitForEnd().errorOutput.isEmpty)
  }

  /// The system sends the same signal when a thread ends as when a process does.
  @Test func endOfTheThreadThatStartedTheServerIsNoMatter() async throws {
    let host = """
      import subprocess, sys, threading, time
      def start():
          global server
          server = subprocess.Popen(sys.argv[1:])
          time.sleep(\(Self.launchTime))
      thread = threading.Thread(target=start)
      thread.start()
      thread.join()
      print("thread ended", file=sys.stderr)
      sys.exit(server.wait())
      """
    let client = try await Client(.july2026, Server(wrapper: ["python3", "-c", host]))
    try await Task.sleep(for: .seconds(Self.launchTime + 1))
    _ = try await client.data("get_status")
    client.server.closeInput()
    let completion = try await client.server.waitForEnd()
    #expect(completion.exit == .status(0))
    #expect(completion.errorOutput == "thread ended")
  }
}
