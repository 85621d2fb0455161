import Foundation
import JSON
import TestSupport
import Testing

@Suite(.inTurn, .timeLimit(.minutes(10)))
struct ToolsCommandTests {
  private static let key = ["PAYIN_API_KEY": "pk_0123456789abcdef"]

  /// The tools that a server with these settings lists, asked over the protocol.
  private func published(_ environment: [String: String]) async throws -> [JSONValue] {
    let client = try await Client(.july2026, Server(environment: environment))
    let tools = try await client.result("tools/list")["tools"]?.array ?? []
    try await client.server.finish()
    return tools
  }

  @Test(arguments: [[:], key, ["PAYIN_TOOLS": "orders"], ["PAYIN_READ_ONLY": "1"]])
  func listIsThatOfAServer(environment: [String: String]) async throws {
    let published = try await published(environment)
    let run = try await CallRun(["tools", "--format", "json"], environment: environment)
    let rows = try #require(try run.json.array)
    #expect(rows.map { $0["name"] } == published.map { $0["name"] })
    #expect(rows.allSatisfy { $0["listed"] == true })
    #expect(
      rows.map { $0["kind"] == "read" } == published.map { $0["annotations"]?["readOnlyHint"] == true })
    let text = try await CallRun(["tools"], environment: environment)
    #expect(text.lines.count == rows.count + 1)
  }

  @Test func everyToolIsThereWithAll() async throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: OracleFolder.root.appending(path: "schemas/tools").path)
    let names = Set(files.map { String($0.dropLast(".json".count)) })
    for environment in [[:], Self.key, ["PAYIN_READ_ONLY": "1"]] {
      let run = try await CallRun(["tools", "--all", "--format", "json"], environment: environment)
      #expect(Set(try run.json.array?.compactMap { $0["name"]?.string } ?? []) == names)
    }
  }

  @Test func toolIsShownAsItIsPublished() async throws {
    let published = try await published(["PAYIN_TOOLS": "get_payment_link", "PAYIN_LANG": "zh"])
    let run = try await CallRun(["tools", "get_payment_link", "--format", "json", "--lang", "zh"])
    #expect(try run.json == published.first)
    let text = try await CallRun(["tools", "create_order"])
    #expect(text.output.contains("orderReference *      string of 1 to 255 characters"))
    #expect(text.output.contains("paymentWindowMinutes  integer from 1 to 60"))
    let help = try await CallRun(["call", "create_order", "--help"])
    #expect(help.output == text.output)
    let chinese = try await CallRun(["tools", "create_order"], environment: ["LANG": "zh_CN.UTF-8"])
    #expect(chinese.output.contains("参数（* 为必填）："))
  }

  /// Every example that is shown is read by the command itself.
  @Test func examplesHaveGoodArguments() async throws {
    for name in ["create_order", "create_payment_link", "bind_deposit_address", "list_orders", "search_docs"] {
      let shown = try await CallRun(["tools", name, "--format", "md"])
      let example = try #require(shown.lines.first { $0.hasPrefix("payin-mcp call ") })
      let run = try await Shell.run(
        "payin-mcp() { HOME=/nonexistent \(ServerBinary.path) \"$@\" --sandbox-db :memory:; }; \(example)")
      #expect(run.exit == .status(0), "\(example): \(run.output)")
    }
  }

  @Test func changedDefinitionIsNamedWithItsPart() async throws {
    let folder = try SandboxFile()
    let path = folder.path("tools.lock")
    #expect(try await CallRun(["tools", "--lock", path, "--lang", "zh"]).exit == .status(0))
    #expect(try await CallRun(["tools", "--verify", path]).exit == .status(0))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lock = try JSONParser.parse(text)
    let description = try #require(lock["tools"]?["get_order"]?["description"]?.string)
    #expect(description == (try await digest(of: "get_order")))
    let changed = text.replacing(description, with: String(repeating: "0", count: 64)).replacing(
      "create_order", with: "x")
    let run = try await CallRun(["tools", "--verify", "-"], input: changed)
    #expect(run.exit == .status(1))
    #expect(run.output == "added    create_order\nchanged  get_order: description\nremoved  x\n")
  }

  /// A lock comes with a repository, whose author may want other lines in a log.
  @Test func nameInALockWritesNoLineOfItsOwn() async throws {
    let name = #"x\n\u001b[31mNo definition has changed."#
    let lock = try await CallRun(["tools", "--lock", "-"]).output.replacing("\"get_order\"", with: "\"\(name)\"")
    let run = try await CallRun(["tools", "--verify", "-"], input: lock)
    #expect(run.exit == .status(1))
    #expect(!run.output.contains("\u{1b}"))
    #expect(run.lines.allSatisfy { $0.hasPrefix("added ") || $0.hasPrefix("removed ") }, "\(run.output)")
  }

  /// SHA-256 of the description as JSON, by coreutils; the text is plain ASCII.
  private func digest(of tool: String) async throws -> String {
    let file = try JSONParser.parse(
      Array(try Data(contentsOf: OracleFolder.root.appending(path: "schemas/tools/\(tool).json"))))
    let text = try #require(file["description"]?.string)
    return String(try await Shell.run("printf %s '\"\(text)\"' | sha256sum").output.prefix(64))
  }

  @Test(
    arguments: [
      ["--verify", "/nonexistent/lock"], ["--verify", "-"], ["--lock", "/dev/null/lock"], ["get_ordr"],
      ["get_order", "--lock", "-"], ["--format", "xml"],
    ])
  func wrongUseIsRefused(arguments: [String]) async throws {
    let run = try await CallRun(["tools"] + arguments, input: "{}")
    #expect(run.exit == .status(2))
    #expect(!run.errors.isEmpty)
    #expect(run.output.isEmpty)
  }

  @Test func shellCompletesTheNamesOfTools() async throws {
    let run = try await CallRun(["--generate-completion-script", "bash"])
    #expect(run.exit == .status(0))
    #expect(run.output.contains("update_payment_link_currencies"))
  }
}
