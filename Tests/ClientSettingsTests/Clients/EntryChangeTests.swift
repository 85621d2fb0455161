import ClientSettings
import Testing

/// What becomes of an entry that stands in the settings: its arguments and variables limit payments.
@Suite struct EntryChangeTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let client: String
    let before: String
    let after: String
    let variables: [String]

    init(_ client: String, _ before: String, _ after: String, variables: [String] = []) {
      (self.client, self.before, self.after, self.variables) = (client, before, after, variables)
    }

    /// The text with the path of the program changed, and nothing else.
    init(_ client: String, _ before: String) {
      self.init(client, before, before.replacing("/old/payin-mcp", with: "/opt/payin-mcp"))
    }

    var testDescription: String { "\(client) \(variables) \(before)" }
  }

  private static let standard = #"""
    {"mcpServers":{"payin":{"command":"/old/payin-mcp","args":["--read-only","--max-amount","5"],"env":{"K":"pk"}}}}
    """#

  private static let programs =
    [
      "claude-desktop", "claude-code", "cursor", "windsurf", "gemini", "cline", "copilot", "kiro", "lm-studio",
      "antigravity",
    ].map { Example($0, standard) } + [
      Example("cursor", standard.replacing("/old/", with: "/opt/")),
      Example("cline", standard.replacing(#""args""#, with: #""disabled": true, "args""#)),
      Example("copilot", standard.replacing(#""args""#, with: #""tools": ["get_status"], "args""#)),
      Example("vscode", standard.replacing("mcpServers", with: "servers")),
      Example("zed", standard.replacing("mcpServers", with: "context_servers")),
      Example(
        "zed",
        #"""
        {"context_servers": {"payin": {"command": {"path": "/old/payin-mcp", "args": ["--read-only"], "env": {"K": "pk"}}}}}
        """#),
      Example(
        "opencode",
        """
        {"mcp": {"payin": {
          "type": "local", "enabled": false,
          "command": ["/old/payin-mcp", // mine
            "--read-only"],
          "environment": {"K": "pk"}
        }}}
        """),
      Example("opencode", #"{"mcp": {"servers": {"payin": {"command": ["/old/payin-mcp", "--read-only"]}}}}"#),
      Example(
        "codex",
        """
        [mcp_servers.payin] # command = "/old"
        args = ["--read-only", '--command = "x"']
        command = "/old/payin-mcp" # mine
        enabled_tools = ["get_status"]
        tool_timeout_sec = 300.5

        [mcp_servers.payin.env]
        PAYIN_API_KEY = "pk"
        PAYIN_READ_ONLY = "1"
        PAYIN_MAX_AMOUNT = "5"
        # the end
        """),
      Example("codex", "[mcp_servers.payin]\ncommand = \"/opt/payin-mcp\"\nargs = [ \"--read-only\" ]\n"),
      Example("codex", "[mcp_servers]\npayin = { args = [\"--read-only\"], command = \"/old/payin-mcp\" }\n")
        .replacingQuotes,
      Example(
        "goose",
        """
        extensions:
          payin:
            args:
            - --read-only
            bundled: false
            cmd: /opt/payin-mcp
            env_keys: []
            envs: # limits
              PAYIN_API_KEY: pk
              PAYIN_MAX_AMOUNT: '5'
            timeout: 60
          other: {cmd: x}

        """),
    ]

  private static let variables = [
    Example(
      "cursor", standard,
      standard.replacing("/old/", with: "/opt/").replacing(#"{"K":"pk"}"#, with: #"{"A":"1","K":"pk"}"#),
      variables: ["A"]),
    Example(
      "cursor", standard, standard.replacing("/old/", with: "/opt/").replacing(#""pk""#, with: #""1""#),
      variables: ["K"]),
    Example(
      "zed", #"{"context_servers": {"payin": {"command": {"path": "/opt/payin-mcp", "env": {"K": "pk"}}}}}"#,
      #"{"context_servers": {"payin": {"command": {"path": "/opt/payin-mcp", "env": {"A": "1", "K": "pk"}}}}}"#,
      variables: ["A"]),
    Example(
      "codex",
      "[mcp_servers.payin]\ncommand = '/old/payin-mcp'\n\n[mcp_servers.payin.env]\nK = \"pk\"\n[z]\na = \"x\"\n",
      """
      [mcp_servers.payin]\ncommand = "/opt/payin-mcp"\n\n[mcp_servers.payin.env]\nA = "1"\nK = "pk"\n[z]\na = "x"\n
      """, variables: ["A"]),
    Example(
      "codex", "[mcp_servers.payin]\ncommand = \"/opt/payin-mcp\"\nenv = { K = \"pk\" }\n",
      "[mcp_servers.payin]\ncommand = \"/opt/payin-mcp\"\nenv = { A = \"1\", K = \"1\" }\n", variables: ["A", "K"]),
    Example(
      "codex", "[mcp_servers.payin]\ncommand = \"/opt/payin-mcp\"\nargs = [\"--read-only\"]",
      """
      [mcp_servers.payin]\ncommand = "/opt/payin-mcp"\nargs = ["--read-only"]

      [mcp_servers.payin.env]\nA = "1"\n
      """, variables: ["A"]),
    Example(
      "goose",
      "extensions:\n  payin:\n    cmd: \"/old/payin-mcp\" # p\n    args: [--read-only]\n    envs:\n      K: pk\n",
      """
      extensions:\n  payin:\n    cmd: "/opt/payin-mcp" # p\n    args: [--read-only]\n    envs:\n      A: "1"\n      K: pk\n
      """, variables: ["A"]),
    Example(
      "goose", "extensions: {payin: {cmd: /opt/payin-mcp, envs: {}, args: [--read-only]}}\n",
      "extensions: {payin: {cmd: /opt/payin-mcp, envs: {A: \"1\"}, args: [--read-only]}}\n", variables: ["A"]),
  ]

  @Test(arguments: programs + variables) func onlyTheProgramAndTheGivenVariablesChange(_ example: Example) throws {
    let folder = try SettingsFolder()
    try folder.write(example.before)
    let server = ServerDefinition(
      name: "payin", program: "/opt/payin-mcp", environment: example.variables.map { ($0, "1") })
    let outcome = try folder.add(example.client, server)
    #expect(folder.text == example.after)
    #expect(outcome.hadEntry)
    #expect(outcome.isChange == (example.before != example.after))
    #expect(try folder.add(example.client, server).isChange == false)
  }

  @Test func argumentsAreAddedWhereThereAreNone() throws {
    let folder = try SettingsFolder()
    try folder.write(#"{"mcpServers": {"payin": {"command": "/old/payin-mcp"}}}"#)
    _ = try folder.add()
    #expect(folder.text == #"{"mcpServers": {"payin": {"args": [], "command": "/opt/payin-mcp"}}}"#)
  }

  @Test(arguments: [
    ("cursor", #"{"mcpServers": {"payin": {"url": "https://mcp.example/"}}}"#),
    ("cursor", #"{"mcpServers": {"payin": {"command": "/x/payin-mcp", "headers": {}}}}"#),
    ("cursor", #"{"mcpServers": {"payin": {"command": "npx", "args": ["payin-mcp"]}}}"#),
    ("cursor", #"{"mcpServers": {"payin": {"command": "/x/payin-mcp-other"}}}"#),
    ("cursor", #"{"mcpServers": {"payin": {"args": ["--read-only"]}}}"#),
    ("vscode", #"{"servers": {"payin": {"type": "http", "command": "/x/payin-mcp"}}}"#),
    ("vscode", #"{"servers": {"payin": {"type": "sse", "command": "/x/payin-mcp"}}}"#),
    ("opencode", #"{"mcp": {"payin": {"type": "remote", "command": ["/x/payin-mcp"]}}}"#),
    ("zed", #"{"context_servers": {"payin": {"command": {"path": "docker", "args": []}}}}"#),
    ("codex", "[mcp_servers.payin]\nurl = \"https://mcp.example/\"\nbearer_token_env_var = \"T\"\n"),
    ("codex", "[mcp_servers.payin]\ncommand = \"/opt/payin-mcp\"\nbearer_token_env_var = \"T\"\n"),
    ("goose", "extensions:\n  payin:\n    type: builtin\n    cmd: payin-mcp\n"),
    ("goose", "extensions:\n  payin:\n    uri: https://mcp.example/\n"),
  ])
  func otherServerOfTheNameIsNotTouched(client: String, text: String) throws {
    let folder = try SettingsFolder()
    try folder.write(text)
    #expect(throws: SettingsError.otherServer(name: "payin")) { try folder.add(client) }
    #expect(folder.text == text)
    #expect(folder.names == ["settings"])
  }

  /// The same path is no other server, whatever the file is called.
  @Test func programOfAnotherNameIsKnownByItsPath() throws {
    let folder = try SettingsFolder()
    let server = ServerDefinition(name: "payin", program: "/opt/pay")
    _ = try folder.add("cursor", server)
    #expect(try folder.add("cursor", server).isChange == false)
  }

  @Test(arguments: [
    (
      "codex", "[mcp_servers.payin]\ncommand = \"\"\"/old/payin-mcp\"\"\"\nargs = [\"--read-only\"]\n",
      ["command", "args"]
    ),
    ("goose", "extensions:\n  payin:\n    cmd: >-\n      /old/payin-mcp\n    args: [x]\n", ["cmd", "args"]),
    ("goose", "extensions:\n  payin: &x\n    cmd: /old/payin-mcp\nb: *x\n", ["cmd"]),
  ])
  func entryThatCannotBeChangedInItsPlaceIsRefused(client: String, text: String, members: [String]) throws {
    let folder = try SettingsFolder()
    try folder.write(text)
    #expect {
      try folder.add(client)
    } throws: { error in
      guard case .entryNotEdited("payin", let names)? = error as? SettingsError else { return false }
      return Set(names) == Set(members)
    }
    #expect(folder.text == text)
  }

  @Test func copyFromBeforeTheFirstChangeIsNamed() throws {
    let folder = try SettingsFolder()
    try folder.write("{}")
    let client = try #require(ClientSettings.client(named: "cursor"))
    let write = { (program: String, now: Int) in
      try SettingsChange(
        client, path: folder.file, action: .add(ServerDefinition(name: "payin", program: program))
      ).carryOut(mode: 0o600, now: now)
    }
    let first = try write("/a/payin-mcp", 0)
    let second = try write("/b/payin-mcp", 1)
    #expect(first.backup == folder.file + ".bak-payin-19700101T000000Z")
    #expect(first.firstBackup == first.backup && !first.hadEntry)
    #expect(second.backup == folder.file + ".bak-payin-19700101T000001Z")
    #expect(second.firstBackup == first.backup && second.hadEntry)
  }
}

extension EntryChangeTests.Example {
  /// The example with the path of the program in literal quotation marks before the change.
  fileprivate var replacingQuotes: Self {
    Self(client, before.replacing("\"/old/payin-mcp\"", with: "'/old/payin-mcp'"), after)
  }
}
