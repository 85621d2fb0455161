import Testing

/// The examples of the documents run as they stand, in their order.
@Suite struct ExampleTests {
  struct Page: CustomTestStringConvertible {
    let path: String
    /// What the examples print, in part.
    let expected: [String]
    /// Files that the text names and does not show.
    var files: [String: String] = [:]
    /// What an example that counts has in it.
    var mark = "payin-mcp "

    var testDescription: String { path }
  }

  /// A server in the language of another one, and a script for it.
  private static let adder = (
    script: "call add a:=2 b:=3\nexpect {result: {content: [{text: \"5\"}]}}\n",
    server: """
    import json, sys
    for line in sys.stdin:
      message = json.loads(line)
      if "id" not in message: continue
      if message["method"] == "initialize":
        result = {"protocolVersion": message["params"]["protocolVersion"], "capabilities": {}, "serverInfo": {"name": "adder", "version": "1"}}
      else:
        sum = message["params"]["arguments"]["a"] + message["params"]["arguments"]["b"]
        result = {"content": [{"type": "text", "text": str(sum)}]}
      print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
    """
  )

  @Test(arguments: [
    Page(
      path: "README.md", expected: ["Added 'payin'", #""amount":"10.50""#, "1 passed, 0 failed"], mark: "payin-mcp c"),
    Page(path: "docs/command-line.md", expected: ["deliver the goods"]),
    Page(path: "docs/clients.md", expected: [".cursor/mcp.json"]),
    Page(path: "docs/journal.md", expected: ["The chain holds. Records: 2, calls: 1.", "create_order"]),
    Page(
      path: "docs/configuration.md", expected: [#""source":"file""#],
      files: ["editor": "#!/bin/sh\nprintf '{\"max-amount\": 500.50}' > \"$1\"\n"]),
    Page(path: "docs/export.md", expected: ["order_checkout", "def create_order(order):"]),
    Page(path: "docs/doctor.md", expected: ["ok    variables", #""check":"variables""#]),
    Page(
      path: "docs/scripts.md", expected: ["1 passed, 0 failed", "2 passed, 0 failed", "ok    adder.payin"],
      files: [
        "tests/one.payin": "call get_status\n", "tests/two.payin": "call list_assets\n", "adder.payin": adder.script,
        "server.py": adder.server,
      ]),
    Page(
      path: "docs/recording.md", expected: ["1 passed, 0 failed"],
      files: ["session.payin": #"{"jsonrpc":"2.0","id":1,"method":"ping"}"# + "\nexpect 1 {result: {}}\n"]),
  ])
  func examplesRunAsTheyStand(_ page: Page) throws {
    let document = try Markdown(Repository.text(page.path))
    let shell = try ExampleShell()
    defer { shell.remove() }
    for (name, text) in page.files { try shell.write(text, to: name) }
    if let first = document.blocks("").first, first.hasPrefix("# checkout.payin") {
      try shell.write(first, to: "checkout.payin")
    }
    let examples = document.blocks("sh").filter { $0.contains(page.mark) && !$0.contains("Scripts/") }
    let run = try shell.run(
      (page.path == "docs/configuration.md" ? document.blocks("sh") : examples).joined(separator: "\n"))
    #expect(run.status == 0, "\(run.output)")
    for text in page.expected { #expect(run.output.contains(text), "\(text) in \(run.output)") }
  }
}
