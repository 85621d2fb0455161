import Foundation
import Glibc
import JSON
import TestSupport
import Testing

/// `payin-mcp config` with a home of its own.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct ConfigCommandTests {
  private struct Run {
    let output: String
    let errors: String
    let exit: ChildProcess.Exit

    var json: JSONValue { (try? JSONParser.parse(output)) ?? .null }
  }

  private let home: ProcessTests.Folder

  init() throws {
    home = try ProcessTests.Folder()
  }

  private func run(
    _ arguments: String..., environment: [String: String] = [:], wrapper: [String] = []
  ) async throws -> Run {
    let server = try Server(
      ["config"] + arguments, environment: ["HOME": home.path].merging(environment) { $1 }, wrapper: wrapper)
    let (text, completion) = await server.waitForText()
    return Run(output: text, errors: completion.errorOutput, exit: completion.exit)
  }

  private func write(_ text: String, to path: String) throws {
    let url = URL(filePath: "\(home.path)/\(path)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func read(_ path: String) -> String? {
    FileManager.default.contents(atPath: "\(home.path)/\(path)").map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func programThatWasWrittenServes() async throws {
    let settings = "{\n  // mine\n  \"mcpServers\": {\n  },\n}\n"
    try write(settings, to: ".cursor/mcp.json")
    let added = try await run("--client", "cursor", "--write")
    #expect(added.exit == .status(0))
    #expect(added.output == "Added 'payin' to \(home.path)/.cursor/mcp.json.\n")
    #expect(added.errors.contains(".cursor/mcp.json.bak-payin-"))
    let written = try #require(read(".cursor/mcp.json"))
    let command = try #require(written.firstMatch(of: /"command": "(\/[^"]+)"/)).1
    // The written path starts a server.
    let answer = try await Shell.run("printf '%s\\n' '\(Line.initialize("2025-11-25"))' | '\(command)'")
    #expect(try JSONParser.parse(answer.output)["result"]?["serverInfo"]?["name"] == "payin-mcp")
    #expect(try await run("--client", "cursor", "--write", "--json").json["changed"] == false)
    #expect(try await run("--client", "cursor", "--remove").exit == .status(0))
    #expect(read(".cursor/mcp.json") == settings)
    #expect(home.contents.sorted() == [".cursor", ".cursor/mcp.json"])
  }

  /// A package manager's link in PATH outlives the file that it leads to.
  @Test func pathInPATHIsPreferredToWhatItLeadsTo() async throws {
    try FileManager.default.createDirectory(atPath: home.path + "/bin", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: home.path + "/bin/payin-mcp", withDestinationPath: ServerBinary.path)
    let run = try await run("--client", "codex", environment: ["PATH": "/usr/bin:\(home.path)/bin"])
    #expect(run.output.contains("command = \"\(home.path)/bin/payin-mcp\"\n"))
  }

  /// As the entry point of the wheel starts the program inside.
  @Test func wrapperIsPreferredToWhatItStarts() async throws {
    let wrapper = "\(home.path)/venv/bin/payin-mcp"
    try write("#!/bin/sh\n", to: "venv/bin/payin-mcp")
    let exec = ["/bin/bash", "-c", #"exec -a "$0" "$@""#, wrapper]
    let module = try await run("--client", "codex", wrapper: exec)
    #expect(!module.output.contains(wrapper), "nothing that cannot be started")
    chmod(wrapper, 0o755)
    let run = try await run("--client", "codex", wrapper: exec)
    #expect(run.output.contains("command = \"\(wrapper)\"\n"))
    #expect(run.errors == "")
  }

  @Test(arguments: [("HOME", ".cache/uv/bin"), ("UV_CACHE_DIR", "bin"), ("XDG_CACHE_HOME", "uv/bin")])
  func programInACacheIsWarnedAbout(_ variable: String, _ folder: String) async throws {
    let program = "\(home.path)/\(folder)/payin-mcp"
    try write("", to: "\(folder)/payin-mcp")
    chmod(program, 0o755)
    for arguments in [[], ["--dry-run"], ["--write"]] {
      let server = try Server(
        ["config", "--client", "cursor", "--command", program] + arguments,
        environment: ["HOME": home.path].merging([variable: home.path]) { $1 })
      let (_, completion) = await server.waitForText()
      #expect(completion.errorOutput.contains("Warning: \(program) is in a cache"), "\(arguments)")
    }
    #expect(try await run("--client", "cursor", "--remove").errors.contains("Warning") == false)
  }

  @Test func dryRunShowsTheDifferenceAndWritesNothing() async throws {
    try write("GOOSE_MODE: auto\nKEY: pk_live_0123456789\n", to: ".config/goose/config.yaml")
    let run = try await run("--client", "goose", "--dry-run", "--command", "/opt/payin-mcp")
    #expect(run.exit == .status(0))
    #expect(
      run.output == """
        --- \(home.path)/.config/goose/config.yaml
        +++ \(home.path)/.config/goose/config.yaml
        @@ -1,2 +1,13 @@
        +extensions:
        +  payin:
        +    enabled: true
        +    type: "stdio"
        +    name: "payin"
        +    description: "PayIn crypto payments"
        +    cmd: "/opt/payin-mcp"
        +    args: []
        +    envs: {}
        +    env_keys: []
        +    timeout: 300
         GOOSE_MODE: auto
         KEY: …

        """)
    #expect(run.errors == "Nothing was written.\nWarning: /opt/payin-mcp cannot be started on this machine.")
    #expect(read(".config/goose/config.yaml") == "GOOSE_MODE: auto\nKEY: pk_live_0123456789\n")
  }

  @Test func listMarksWhatIsFoundAndWhatHasTheServer() async throws {
    try write("[mcp_servers.pay]\ncommand = \"/usr/bin/payin-mcp\"\n", to: ".codex/config.toml")
    try write("{", to: ".kiro/settings/mcp.json")
    try write("{}", to: ".gemini/settings.json")
    let clients = try #require(try await run("--json").json["clients"]?.array)
    #expect(clients.count == 15)
    let found = clients.filter { $0["found"] == true }.compactMap { $0["name"]?.string }
    #expect(found == ["codex", "gemini", "kiro"])
    #expect(clients.first { $0["name"] == "codex" }?["servers"] == ["pay"])
    #expect(clients.first { $0["name"] == "kiro" }?["problem"]?.string?.contains("line 1, column 2") == true)
    let list = try await run().output
    #expect(list.contains("+ codex           \(home.path)/.codex/config.toml  (pay)\n"))
    #expect(list.contains("* gemini ") && list.contains("! kiro ") && list.contains("  cursor "))
  }

  @Test func printedSnippetNamesFileLinkAndCommand() async throws {
    let run = try await run("--client", "vscode", "--ask-for-key", "--command", "/opt/payin-mcp")
    #expect(run.exit == .status(0))
    for part in [
      "\(home.path)/.config/Code/User/mcp.json", "\"PAYIN_API_KEY\": \"${input:payin-api-key}\"", "vscode:mcp/install?",
      "code --add-mcp '{", "and allow only yourself to read it (chmod 600)", "payin-mcp config --client vscode --write",
    ] {
      #expect(run.output.contains(part), "\(part)")
    }
    let chinese = try await self.run("--client", "vscode", environment: ["PAYIN_LANG": "zh"])
    #expect(chinese.output.contains("将以下内容写入"))
  }

  /// The address may stand beside the network, or in the file of settings.
  @Test(arguments: [
    ["PAYIN_ENVIRONMENT=mainnet"], ["PAYIN_ENVIRONMENT=mainnet", "PAYIN_BASE_URL=https://app.payin.com/api/v1"],
    ["PAYIN_CA_BUNDLE=~/ca.pem", "PAYIN_MAX_AMOUNT=99.50", "OTHER=xx"],
  ])
  func valuesThatHoldTogetherAreTaken(variables: [String]) async throws {
    let server = try Server(
      ["config", "--client", "cursor", "--write"] + variables.flatMap { ["--env", $0] },
      environment: ["HOME": home.path])
    let (_, completion) = await server.waitForText()
    #expect(completion.exit == .status(0), "\(completion.errorOutput)")
    for variable in variables {
      #expect(read(".cursor/mcp.json")?.contains("\"\(variable.replacing("=", with: "\": \""))\"") == true)
    }
  }

  @Test func printedCommandRepeatsTheFlags() async throws {
    let run = try await run(
      "--client", "vscode", "--env", "PAYIN_READ_ONLY=1", "--env", "X=it's", "--name", "pay", "--project", "--command",
      "/opt/my bin/payin-mcp", "--ask-for-key")
    let command = """
      payin-mcp config --client vscode --write --name pay --command '/opt/my bin/payin-mcp' --env PAYIN_READ_ONLY=1 \
      --env 'X=it'\\''s' --ask-for-key --project
      """
    #expect(run.output.contains("  \(command)\n"))
    let other = try await self.run("--client", "cursor", "--file", "/tmp/a b")
    #expect(other.output.contains("  payin-mcp config --client cursor --write --file '/tmp/a b'\n"))
  }

  @Test func limitsOfAnEntryOutliveAChange() async throws {
    let settings = #"""
      {"mcpServers":{"payin":{"command":"/old/payin-mcp","args":["--read-only"],"env":{"PAYIN_MAX_AMOUNT":"5"}}}}
      """#
    try write(settings, to: ".cursor/mcp.json")
    let changed = try await run("--client", "cursor", "--write", "--command", "/opt/payin-mcp")
    #expect(changed.exit == .status(0))
    #expect(changed.output == "Changed 'payin' in \(home.path)/.cursor/mcp.json.\n")
    #expect(read(".cursor/mcp.json") == settings.replacing("/old/", with: "/opt/"))
    let copy = try #require(home.contents.first { $0.contains(".bak-payin-") })
    let again = try await run("--client", "cursor", "--write", "--command", "/new/payin-mcp")
    #expect(again.errors.contains("The file as it was: \(home.path)/\(copy)\n"))
    #expect(again.errors.contains("The file before this change: "))
    let chinese = try await run(
      "--client", "cursor", "--write", "--command", "/x/payin-mcp", environment: ["PAYIN_LANG": "zh"])
    #expect(chinese.errors.contains("原文件备份：\(home.path)/\(copy)\n"))
  }

  @Test func entryThatIsNotOursIsRefused() async throws {
    let settings = #"{"mcpServers": {"payin": {"url": "https://mcp.example/"}}}"#
    try write(settings, to: ".cursor/mcp.json")
    let other = try await run("--client", "cursor", "--write")
    #expect(other.exit == .status(3))
    #expect(other.errors.contains("Another server has the name 'payin' in this file; use --name"))
    #expect(read(".cursor/mcp.json") == settings)
    let table = "[mcp_servers.payin]\ncommand = \"\"\"/old/payin-mcp\"\"\"\nargs = [\"--read-only\"]\n"
    try write(table, to: ".codex/config.toml")
    let form = try await run("--client", "codex", "--write")
    #expect(form.exit == .status(3))
    #expect(form.errors.contains("it would lose what it has of") && form.errors.contains("args"))
    #expect(read(".codex/config.toml") == table)
  }

  @Test func clientThatAsksForTheKeyNeedsNoAdvice() async throws {
    let run = try await run("--client", "vscode", "--write", "--ask-for-key")
    #expect(run.exit == .status(0))
    #expect(!run.errors.contains("api-key"))
    let advised = try await self.run("--client", "vscode", "--write", "--name", "b")
    #expect(advised.errors.contains("api-key"))
  }

  @Test func colonsOfChineseSentencesAreFullWidth() async throws {
    let run = try await run("--client", "vscode", environment: ["PAYIN_LANG": "zh"])
    for part in ["或自动写入：\n", "或输入：\n", "或打开：\n", "没有密钥时使用内置沙盒。"] {
      #expect(run.output.contains(part), "\(part)")
    }
  }

  @Test(arguments: [
    (["--client", "curser"], "Did you mean cursor?"), (["--write"], "--client is missing"),
    (["--client", "cursor", "--env", "PAYIN_API_KEY=pk_live_0123456789"], "A key does not belong on a command line"),
    (["--client", "cursor", "--env", "X=whsec_0123456789"], "A key does not belong on a command line"),
    (["--client", "cursor", "--env", "PAYIN_READONLY=1"], "Did you mean PAYIN_READ_ONLY?"),
    (["--client", "cursor", "--env", "PAYIN_NOTHING=1"], "PAYIN_NOTHING is not a variable of payin-mcp.\n"),
    (["--client", "cursor", "--env", "=1"], "--env takes NAME=value."),
    (["--client", "cursor", "--name", "a b"], "--name takes"),
    (["--client", "goose", "--project"], "no settings of a project"),
    (["--client", "cursor", "--ask-for-key"], "Cursor has no place for secrets."),
    (["--client", "cursor", "--write", "--remove"], "exclude each other"),
    (["--client", "cursor", "--write", "--name=-x"], "does not begin with -"),
    (["--client", "cursor", "--write", "--command", ""], "--command takes a path."),
    (["--client", "cursor", "--write", "--file", ""], "--file takes a path."),
    (["--client", "cursor", "--write", "--env", "PAYIN_LANG=xx"], "PAYIN_LANG must be one of en, zh."),
    (["--client", "cursor", "--write", "--env", "PAYIN_MAX_AMOUNT=five"], "PAYIN_MAX_AMOUNT must be an amount"),
    (["--client", "cursor", "--write", "--env", "PAYIN_TOOLS=nothing"], "PAYIN_TOOLS holds a name"),
    (["--client", "cursor", "--write", "--env", "PAYIN_SANDBOX_WEBHOOK_URL=ftp://x"], "PAYIN_SANDBOX_WEBHOOK_URL"),
  ])
  func wrongCommandLineIsSaidWithItsFix(arguments: [String], expected: String) async throws {
    let server = try Server(["config"] + arguments, environment: ["HOME": home.path])
    let (text, completion) = await server.waitForText()
    #expect(completion.exit == .status(2))
    #expect(text.isEmpty)
    #expect(completion.errorOutput.contains(expected), "\(completion.errorOutput)")
    #expect(!completion.errorOutput.contains("0123456789"))
    #expect(home.contents.isEmpty)
  }

  @Test func fileThatCannotBeReadIsSaidWithItsPlace() async throws {
    try write("{\n  \"mcpServers\": {,}\n}\n", to: ".cursor/mcp.json")
    let run = try await run("--client", "cursor", "--write")
    #expect(run.exit == .status(3))
    #expect(
      run.errors == """
        payin-mcp: The file cannot be read, so nothing was changed: line 2, column 18: a name in quotation marks is missing.
        """)
    #expect(read(".cursor/mcp.json") == "{\n  \"mcpServers\": {,}\n}\n")
  }

  @Test func homeThatIsMissingIsSaid() async throws {
    let run = try await run("--client", "cursor", "--write", environment: ["HOME": ""])
    #expect(run.exit == .status(3))
    #expect(run.errors == "payin-mcp: HOME is not set to an absolute path. Set it, or name the file with --file.")
  }

  /// The limit stands for a full disk: the temporary file cannot be written, and nothing is left of it.
  @Test func diskThatIsFullLeavesTheFileAsItWas() async throws {
    let text = "{\n  \"a\": \"\(String(repeating: "x", count: 200))\"\n}\n"
    try write(text, to: ".cursor/mcp.json")
    let run = try await run("--client", "cursor", "--write", wrapper: ["prlimit", "--fsize=100:100"])
    #expect(run.exit == .status(3))
    #expect(run.errors.hasSuffix("File too large"))
    #expect(read(".cursor/mcp.json") == text)
    #expect(home.contents.sorted() == [".cursor", ".cursor/mcp.json"])
  }

  @Test(.enabled("NOT TESTED HERE: needs root, to leave off being it") { getuid() == 0 })
  func folderThatIsReadOnlyIsSaid() async throws {
    try write("{}", to: ".cursor/mcp.json")
    chmod(home.path + "/.cursor", 0o555)
    let wrapper = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    let run = try await run("--client", "cursor", "--write", wrapper: wrapper)
    #expect(run.exit == .status(3))
    #expect(run.errors == "payin-mcp: \(home.path)/.cursor: Permission denied")
    #expect(read(".cursor/mcp.json") == "{}")
  }

  @Test func fileOfAProjectIsWrittenInTheCurrentFolder() async throws {
    let wrapper = ["env", "--chdir=\(home.path)"]
    let run = try await run("--client", "vscode", "--project", "--write", "--json", wrapper: wrapper)
    #expect(run.json["file"] == .string("\(home.path)/.vscode/mcp.json"))
    #expect(run.json["written"] == true)
    #expect(read(".vscode/mcp.json")?.contains("\"type\": \"stdio\"") == true)
  }
}
