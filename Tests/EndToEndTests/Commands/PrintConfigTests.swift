import Glibc
import JSON
import TestSupport
import Testing

/// `--print-config` shows what holds and where it comes from, and the server takes its key from the file.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct PrintConfigTests {
  /// The end of a key, which must not appear anywhere.
  private static let canary = "canary_4f9a1c77e20b5d83"

  private static func row(_ name: String, _ printed: JSONValue) throws -> JSONValue {
    try #require(printed["settings"]?.array?.first { $0["name"]?.string == name }, "\(printed)")
  }

  struct Precedence: CustomTestStringConvertible {
    var file: String?
    var variable: String?
    var flag: String?
    let value: String
    let source: String
    var testDescription: String { source }
  }

  @Test(arguments: [
    Precedence(value: "30", source: "default"),
    Precedence(file: "3", value: "3", source: "file"),
    Precedence(file: "3", variable: "", value: "3", source: "file"),
    Precedence(file: "3", variable: "4", value: "4", source: "environment"),
    Precedence(variable: "4", value: "4", source: "environment"),
    Precedence(file: "3", variable: "4", flag: "5", value: "5", source: "flag"),
    Precedence(file: "3", flag: "5", value: "5", source: "flag"),
  ])
  func flagsWinOverTheEnvironmentAndThatOverTheFile(_ row: Precedence) async throws {
    let folder = try TestFolder()
    if let file = row.file { try folder.write("{\"timeout\": \(file)}", to: ".config/payin-mcp/config.json") }
    var environment = ["HOME": folder.path]
    environment["PAYIN_TIMEOUT"] = row.variable
    let run = try await CommandRun(
      ["serve", "--print-config", "--json"] + (row.flag.map { ["--timeout", $0] } ?? []), environment: environment)
    let shown = try Self.row("timeout", try run.json)
    #expect(shown["value"]?.string == row.value)
    #expect(shown["source"]?.string == row.source)
    #expect(run.exit == .status(0))
  }

  @Test(arguments: [["--json"], []]) func secretsAreMasked(_ arguments: [String]) async throws {
    let folder = try TestFolder()
    try folder.write(
      #"{"api-key": "\#(LoopbackAPI.key)", "webhook-secret": "whsec_\#(Self.canary)"}"#,
      to: ".config/payin-mcp/config.json")
    let run = try await CommandRun(["--print-config"] + arguments, environment: ["HOME": folder.path])
    #expect(run.output.contains("pk_…5d83") && run.output.contains("whsec_…"))
    #expect(!run.output.contains(Self.canary))
    #expect(run.exit == .status(0))
  }

  @Test func badSettingsStandBesideTheirValues() async throws {
    let run = try await CommandRun(
      ["--print-config", "--json", "--lang", "cn", "--config", "/nonexistent/x.json"],
      environment: ["PAYIN_COLOUR": Self.canary])
    let printed = try run.json
    #expect(printed["usable"] == false)
    #expect(try Self.row("lang", printed)["error"] == "--lang must be one of en, zh.")
    #expect(
      printed["errors"]?.array?.map { $0["error"] } == [
        "/nonexistent/x.json (--config) does not exist.", "PAYIN_COLOUR is not a setting of this program.",
      ])
    #expect(run.exit == .status(3))
    #expect(!run.output.contains(Self.canary))
  }

  @Test func textHasARowForEverySetting() async throws {
    let run = try await CommandRun(["--print-config", "--timeout", "x"], environment: ["HOME": "/nonexistent"])
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.hasPrefix("timeout ") && $0.hasSuffix(" flag") })
    #expect(lines.contains { $0.hasPrefix("    --timeout must be a number of seconds") })
    #expect(lines.contains { $0.hasPrefix("sandbox-db ") && $0.hasSuffix(" default") })
    #expect(run.exit == .status(3))
  }

  /// A client's settings need no key, and the server writes nothing.
  @Test func keyOfTheFileIsEnoughForTheServer() async throws {
    let folder = try TestFolder()
    let api = LoopbackAPI.answering(404, LoopbackAPI.notFound)
    try folder.write(
      #"{"api-key": "\#(LoopbackAPI.key)", "base-url": "\#(api.url(""))"}"#, to: "payin-mcp/config.json")
    let before = try folder.content
    let server = try Server([], environment: ["XDG_CONFIG_HOME": folder.path, "HOME": folder.path], api: api)
    let client = try await Client(.july2026, server)
    #expect(try await client.failure("get_order", ["orderId": "ord_1"])["code"] == "not_found")
    #expect(try await client.data("get_status")["apiKey"] == "pk_…5d83")
    try await server.finish()
    #expect(try folder.content == before)
  }

  @Test func unusableFileStopsTheServerWithOneSentence() async throws {
    let folder = try TestFolder()
    let file = try folder.write("{\n\"api-key\": \"\(LoopbackAPI.key)\"", to: "payin-mcp/config.json")
    let completion = try await Server([], environment: ["XDG_CONFIG_HOME": folder.path]).waitForEnd()
    #expect(completion.exit == .status(3))
    let start = "payin-mcp: \(file) is not JSON: line 2, column \(14 + LoopbackAPI.key.count): the text ends too early."
    #expect(completion.errorOutput.hasPrefix(start), "\(completion.errorOutput)")
    #expect(!completion.errorOutput.contains(Self.canary))
  }

  /// Settings on a volume that is not mounted: without them, orders of a shop would go to the sandbox.
  @Test func linkThatLeadsNowhereIsNotNothing() async throws {
    let folder = try TestFolder()
    try folder.write("", to: ".config/payin-mcp/other")
    symlink("/nonexistent/config.json", "\(folder.path)/.config/payin-mcp/config.json")
    let run = try await CommandRun(["serve", "--print-config"], environment: ["HOME": folder.path])
    #expect(run.exit == .status(3))
  }
}
