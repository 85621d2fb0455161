import Foundation
import Glibc
import JSON
import TestSupport
import Testing

/// The options of `payin-mcp run`.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct RunOptionTests {
  private static let scripts = [
    "1 fails & \"quotes\" <#>.payin": "call nothing\n",
    "2 passes.payin": "era both\ncall list_orders\nexpect {result: {structuredContent: {pagination: {total: 0}}}}\n",
  ]

  // MARK: Formats, each read by a parser that is not ours

  @Test func jsonIsReadByPython() async throws {
    let report = try await parsed("json", "import json,sys; print(json.dumps(json.load(sys.stdin)))")
    #expect(report["passed"] == 2)
    #expect(report["failed"] == 1)
    let runs = try #require(report["runs"]?.array)
    #expect(runs.map { $0["status"] } == ["failed", "passed", "passed"])
    #expect(runs.map { $0["revision"] } == ["2025-11-25", "2025-11-25", "2026-07-28"])
    #expect(runs[0]["failure"]?["kind"] == "expectation")
    #expect(runs[0]["failure"]?["at"]?.string?.hasSuffix("<#>.payin:1:1") == true)
  }

  @Test func junitIsReadByPython() async throws {
    let report = try await parsed(
      "junit",
      """
      import json,sys,xml.etree.ElementTree as E
      root=E.fromstring(sys.stdin.buffer.read())
      cases=[[c.get("classname"),c.get("name"),[f.get("type") for f in c.findall("failure")]] for c in root.iter("testcase")]
      print(json.dumps({"tests":root.get("tests"),"failures":root.get("failures"),"cases":cases}))
      """)
    #expect(report["tests"] == "3")
    #expect(report["failures"] == "1")
    let cases = try #require(report["cases"]?.array)
    #expect(cases.map { $0.array?.last } == [["expectation"], [], []])
    #expect(cases[0].array?.first?.string?.hasSuffix("/1 fails & \"quotes\" <#>.payin") == true)
  }

  /// By the grammar of TAP 14; the block's values are JSON.
  @Test func tapIsReadByPython() async throws {
    let report = try await parsed(
      "tap",
      """
      import json,re,sys
      lines=sys.stdin.read().split("\\n")
      assert lines[0]=="TAP version 14" and lines[-2:]==["1..3",""], lines
      points=[m.groups() for l in lines if (m:=re.fullmatch(r"(ok|not ok) (\\d+) - ((?:[^#\\\\]|\\\\.)*)",l))]
      block=lines[lines.index("  ---")+1:lines.index("  ...")]
      values={l.split(": ",1)[0].strip():json.loads(l.split(": ",1)[1]) for l in block}
      print(json.dumps({"points":points,"values":values}))
      """)
    #expect(report["points"]?.array?.map { $0.array?.first } == ["not ok", "ok", "ok"])
    #expect(report["points"]?.array?.map { $0.array?[1] } == ["1", "2", "3"])
    #expect(report["values"]?["kind"] == "expectation")
  }

  @Test(arguments: [
    ("json", #""failed":2,"#), ("junit", #"<testsuites tests="3" failures="2""#), ("tap", "not ok 1 - "),
    ("text", "1 passed, 2 failed"),
  ])
  func fileThatIsNoScriptIsAFailureAndTheOthersRun(_ format: String, _ words: String) async throws {
    let folder = try ScriptFolder(["1.payin": "cal x\n", "2.payin": "call list_orders\n", "3.payin": "expect {\n"])
    let run = try await ProgramRun(["run", folder.path, "--format", format])
    #expect(run.exit == .status(2))
    #expect(run.output.contains(words), "\(run.output)")
    #expect(format == "text" || run.output.contains("`cal` is not a directive"), "\(run.output)")
    #expect(run.errorOutput.contains("1.payin:1:1: `cal` is not a directive"))
    let places = ["1.payin", "2.payin", "3.payin"].compactMap { run.output.firstRange(of: $0)?.lowerBound }
    #expect(places.count == 3 && places == places.sorted())
  }

  private func parsed(_ format: String, _ program: String) async throws -> JSONValue {
    let folder = try ScriptFolder(Self.scripts)
    let run = try await ProgramRun(["run", folder.path, "--format", format])
    #expect(run.exit == .status(1))
    try Data(run.output.utf8).write(to: URL(filePath: folder.path("report")))
    try Data(program.utf8).write(to: URL(filePath: folder.path("parser.py")))
    let (output, exit) = try await Shell.run("python3 '\(folder.path)/parser.py' < '\(folder.path)/report'")
    #expect(exit == .status(0), "\(output)\(run.output)")
    return try JSONParser.parse(output.trimmingCharacters(in: .newlines))
  }

  // MARK: Files

  @Test func scriptsRunAtOnceAndAreReportedInOrder() async throws {
    let names = (1...6).map { "script \($0).payin" }
    let scripts = Dictionary(uniqueKeysWithValues: names.map { ($0, "call list_orders\n") })
    let folder = try ScriptFolder(scripts.merging(["other.txt": "nonsense", ".hidden.payin": "nonsense"]) { $1 })
    let run = try await ProgramRun(["run", "--jobs", "3", folder.path])
    #expect(run.exit == .status(0), "\(run.output)\(run.errorOutput)")
    let lines = run.stableOutput(folder).split(separator: "\n")
    #expect(lines.count == 7)
    for (line, name) in zip(lines, names) { #expect(line.contains(name)) }
  }

  @Test func filterChoosesFilesByName() async throws {
    let folder = try ScriptFolder(Self.scripts)
    let run = try await ProgramRun(["run", folder.path, "--filter", "passes"])
    #expect(run.exit == .status(0))
    #expect(run.output.split(separator: "\n").count == 3)
  }

  @Test func quietReportsFailuresOnly() async throws {
    let folder = try ScriptFolder(Self.scripts)
    #expect(try await ProgramRun(["run", "-q", folder.path("2 passes.payin")]).output.isEmpty)
    #expect(try await ProgramRun(["run", "--quiet", folder.path]).output.hasPrefix("FAIL"))
  }

  @Test func verboseShowsEveryFrame() async throws {
    let run = try await ProgramRun(["run", "-", "--verbose"], input: "call list_orders")
    let lines = run.errorOutput.split(separator: "\n")
    #expect(lines.map { $0.prefix(3) } == ["- →", "- ←", "- →", "- →", "- ←"])
    #expect(lines[3].contains(#""name":"list_orders""#))
  }

  @Test func expectationsAreWrittenAnew() async throws {
    let text = "# kept\ncall create_order orderReference=a amount=1.5 currency=USDT chainId=tron-nile\n"
    let expectation = "expect {result: {structuredContent: {amount: %, status: string}}}\n"
    let folder = try ScriptFolder(["a.payin": text + expectation.replacing("%", with: "\"2\"")])
    let run = try await ProgramRun(["run", "--update", folder.path("a.payin")])
    #expect(run.exit == .status(0), "\(run.output)")
    #expect(run.output.contains("1 updated"))
    #expect(try folder.text("a.payin") == text + expectation.replacing("%", with: "\"1.5\""))
    #expect(folder.contents == ["a.payin"])
    #expect(try await ProgramRun(["run", folder.path("a.payin")]).exit == .status(0))
  }

  /// The report masks it, so nobody would see that the file holds it.
  @Test func secretIsNotWrittenIntoAScript() async throws {
    let server = """
      import json, os, sys
      for line in sys.stdin:
        message = json.loads(line)
        if "id" in message:
          result = {"protocolVersion": "2025-11-25", "capabilities": {}, "serverInfo": {}, "k": os.environ["PAYIN_API_KEY"]}
          print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
      """
    let script = "request any\nexpect {result: {k: 1}}\n"
    let folder = try ScriptFolder(["a.payin": script, "server.py": server])
    let run = try await ProgramRun(
      ["run", "--update", folder.path("a.payin"), "--server", "python3 \(folder.path("server.py"))"],
      environment: ["PAYIN_API_KEY": "pk_test_SECRETSECRET123456"])
    #expect(try folder.text("a.payin") == script)
    #expect(run.errorOutput.contains("a.payin:2:"), "\(run.errorOutput)")
    #expect(!(run.output + run.errorOutput).contains("SECRETSECRET"))
  }

  @Test func noTemporaryFolderIsLeft() async throws {
    let (folder, temporary) = (
      try ScriptFolder(["a.payin": "call list_orders\nkill\ncall list_orders"]), try ProcessTests.Folder()
    )
    let run = try await ProgramRun(["run", folder.path("a.payin")], environment: ["TMPDIR": temporary.path])
    #expect(run.exit == .status(0), "\(run.output)")
    #expect(temporary.contents.isEmpty)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func signalEndsTheRunAndLeavesNothing(_ signal: Int32) async throws {
    let temporary = try ProcessTests.Folder()
    let folder = try ScriptFolder(["a.payin": "call list_orders\nkill\nfault * hang times=9\ncall get_order orderId=a"])
    let (output, errors) = (TestSupport.Pipe(), TestSupport.Pipe())
    let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
    let process = try ChildProcess(
      ServerBinary.path, ["run", "-v", folder.path("a.payin")],
      environment: ["PATH": "/usr/bin:/bin", "TMPDIR": temporary.path],
      streams: .init(input: input, output: output.writing, error: errors.writing), limit: .seconds(60))
    for end in [input, output.writing, errors.writing] { close(end) }
    let lines = LineReader(errors.reading)
    while let line = await lines.nextLine(), !String(decoding: line, as: UTF8.self).contains("get_order") {}
    #expect(!temporary.contents.isEmpty)
    process.send(signal)
    #expect(await process.waitForExit() == .signal(signal))
    #expect(temporary.contents.isEmpty)
  }

  // MARK: Other servers

  @Test(.enabled { TestTool.shouldUse(python("mcp-1.30"), ofPackage: "mcp 1.30 by Tests/environments.sh") })
  func serverOfThePythonPackageIsDriven() async throws {
    let folder = try ScriptFolder([
      "server.py": """
      from mcp.server.fastmcp import Context, FastMCP
      server = FastMCP("adder")

      @server.tool()
      async def add(a: int, b: int, context: Context) -> int:
          await context.report_progress(1, 2)
          return a + b

      @server.tool()
      def fail() -> str:
          raise ValueError("no paper")

      server.run()
      """,
      "adder.payin": """
      request tools/list
      expect {result: {tools: contains({name: "add"})}}
      call add a:=2 b:=3
      expect {result: {structuredContent: {result: 5}, content: [{type: "text", text: "5"}]}}
      call fail
      expect {result: {isError: true, content: [{text: contains("no paper")}]}}
      call nothing
      expect {result: {isError: true}}
      eof
      exit 0
      """,
    ])
    let run = try await ProgramRun(
      ["run", folder.path("adder.payin"), "--server", "'\(Self.python("mcp-1.30"))' -B '\(folder.path("server.py"))'"])
    #expect(run.exit == .status(0), "\(run.output)\(run.errorOutput)")
  }

  private static func python(_ environment: String) -> String {
    OracleFolder.root.appending(path: ".build-interop/\(environment)/bin/python").path
  }
}
