import Glibc
import JSON
import TestSupport
import Testing

/// `doctor` names the check that failed and its fix, shows no secret and writes nothing.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct DoctorCommandTests {
  private static func run(
    _ run: BrokenSetUp.Run, _ arguments: [String], home: String
  ) async throws -> CommandRun {
    try await CommandRun(
      ["doctor"] + arguments + run.arguments, environment: ["HOME": home].merging(run.environment) { $1 },
      wrapper: run.wrapper)
  }

  private static func finding(_ check: String, in report: JSONValue) throws -> JSONValue {
    try #require(report["checks"]?.array?.first { $0["check"]?.string == check }, "\(report)")
  }

  @Test(arguments: BrokenSetUp.all) func brokenSetUpIsNamedWithItsFix(_ setUp: BrokenSetUp) async throws {
    let folder = try TestFolder()
    let given = try setUp.make(folder)
    let before = try folder.content
    let run = try await Self.run(given, ["--json"], home: folder.path)
    let found = try Self.finding(setUp.check, in: try run.json)
    #expect(found["status"]?.string == setUp.status, "\(found)")
    #expect(found["message"]?.string?.contains(setUp.message) == true, "\(found)")
    #expect(found["fix"]?.string?.contains(setUp.fix) == true, "\(found)")
    #expect(run.exit == .status(setUp.exit), "\(run.output)")
    #expect(run.errorOutput.isEmpty)
    #expect(!run.output.contains(BrokenSetUp.canary))
    #expect(try folder.content == before)
    withExtendedLifetime(given.kept) {}
  }

  @Test func everyFixIsShownToPeopleInBothLanguages() async throws {
    let folder = try TestFolder()
    for (language, words) in [
      ("en", ["FAIL  variables", "→ Did you mean PAYIN_TIMEOUT?"]), ("zh", ["失败  variables", "→ 是否想用"]),
    ] {
      let run = try await CommandRun(
        ["doctor", "--lang", language], environment: ["HOME": folder.path, "PAYIN_TIMEOUTT": "3"])
      for words in words { #expect(run.output.contains(words), "\(run.output)") }
      #expect(!run.output.contains("\u{1B}"))
      #expect(run.exit == .status(3))
    }
  }

  @Test(arguments: [["--json"], []]) func soundSetUpPassesAndShowsNoKey(_ arguments: [String]) async throws {
    let (folder, api) = (try TestFolder(), HealthyAPI.server())
    let environment = ["HOME": folder.path, "PAYIN_API_KEY": BrokenSetUp.key, "PAYIN_BASE_URL": api.url("")]
    let run = try await CommandRun(["doctor"] + arguments, environment: environment)
    #expect(run.exit == .status(0), "\(run.output)")
    #expect(run.output.contains("pk_…5d83"))
    #expect(!run.output.contains(BrokenSetUp.canary))
    #expect(try folder.content.isEmpty)
  }

  @Test func sandboxNeedsNoNetwork() async throws {
    let folder = try TestFolder()
    let report = try await CommandRun(["doctor", "--json"], environment: ["HOME": folder.path]).json
    #expect(report["ok"] == true)
    for check in ["dns", "tcp", "tls", "health", "key_accepted"] {
      #expect(try Self.finding(check, in: report)["status"] == "skip")
    }
    #expect(try Self.finding("sandbox_file", in: report)["message"]?.string?.contains("made at the first use") == true)
  }

  @Test func keyThatTheSandboxDoesNotUseIsWarnedAbout() async throws {
    let environment = ["PAYIN_API_KEY": BrokenSetUp.key, "PAYIN_ENVIRONMENT": "sandbox"]
    let folder = try TestFolder()
    let report = try await CommandRun(
      ["doctor", "--json"], environment: environment.merging(["HOME": folder.path]) { $1 }
    ).json
    let found = try Self.finding("settings", in: report)
    #expect(found["status"] == "warn", "\(found)")
    #expect(found["message"]?.string?.hasPrefix("PAYIN_API_KEY is set and not used") == true, "\(found)")
    #expect(try Self.finding("api_key", in: report)["message"]?.string?.hasPrefix("No key is used") == true)
  }

  @Test(arguments: [([], 0), (["--client-check"], 1)] as [([String], Int)])
  func settingsOfClientsAreReadOnRequestOnly(_ arguments: [String], _ count: Int) async throws {
    let folder = try TestFolder()
    let run = try await CommandRun(["doctor", "--json"] + arguments, environment: ["HOME": folder.path])
    #expect(try run.json["checks"]?.array?.count { $0["check"] == "clients" } == count)
    #expect(run.exit == .status(0))
  }

  @Test func checksBehindAFailedOneAreSkippedAndSaySo() async throws {
    let folder = try TestFolder()
    let server = try TLSServer()
    let environment = [
      "HOME": folder.path, "PAYIN_API_KEY": BrokenSetUp.key, "PAYIN_BASE_URL": "https://127.0.0.1:\(server.port)",
    ]
    let report = try await CommandRun(["doctor", "--json"], environment: environment).json
    for check in ["dns", "tcp"] { #expect(try Self.finding(check, in: report)["status"] == "ok") }
    for check in ["health", "clock", "key_accepted", "dialect", "address_pool"] {
      #expect(try Self.finding(check, in: report)["message"] == "Not checked, because tls failed.")
    }
  }

  @Test func stepsBehindAClosedPortAreSkippedAndSaySo() async throws {
    let folder = try TestFolder()
    let (descriptor, port) = TestServer.bind()
    defer { close(descriptor) }
    let environment = [
      "HOME": folder.path, "PAYIN_API_KEY": BrokenSetUp.key, "PAYIN_BASE_URL": "https://127.0.0.1:\(port)",
    ]
    let report = try await CommandRun(["doctor", "--json"], environment: environment).json
    #expect(try Self.finding("tcp", in: report)["status"] == "fail")
    for check in ["tls", "health", "key_accepted"] {
      #expect(try Self.finding(check, in: report)["message"] == "Not checked, because tcp failed.")
    }
  }

  /// A server that accepts and says nothing must not hold the check up.
  @Test func silentServerIsGivenUpInTime() async throws {
    let (folder, api) = (try TestFolder(), TestServer { peer in peer.waitForEnd() })
    let environment = ["HOME": folder.path, "PAYIN_API_KEY": BrokenSetUp.key, "PAYIN_BASE_URL": api.url("")]
    let start = ContinuousClock.now
    let run = try await CommandRun(["doctor", "--json"], environment: environment)
    #expect(try Self.finding("health", in: try run.json)["status"] == "fail")
    #expect(run.exit == .status(1))
    #expect(start.duration(to: .now) < .seconds(30))
  }

  @Test func sandboxInUseIsNamedByItsProcess() async throws {
    let folder = try TestFolder()
    let server = try Server(["--sandbox-db", "\(folder.path)/sandbox.sqlite"])
    let client = try await Client(.july2026, server)
    _ = try await client.data("list_orders")
    let run = try await CommandRun(
      ["doctor", "--json", "--sandbox-db", "\(folder.path)/sandbox.sqlite"], environment: ["HOME": folder.path])
    let found = try Self.finding("sandbox_file", in: try run.json)
    #expect(found["message"]?.string?.hasSuffix("also used by process \(server.process.id).") == true, "\(found)")
    try await server.finish()
  }
}
