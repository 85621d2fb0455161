import ClientSettings
import Testing

/// What each client gets into an empty file, as its documentation shows it.
@Suite struct SnippetTests {
  private static let standard = #"""
    {
      "mcpServers": {
        "payin": {
          "command": "/opt/payin-mcp",
          "args": [],
          "env": {
            "PAYIN_READ_ONLY": "1"
          }
        }
      }
    }

    """#

  private static let expected: [(String, String)] =
    ["claude-desktop", "claude-code", "cursor", "windsurf", "gemini", "kiro", "lm-studio", "antigravity"].map {
      ($0, standard)
    } + [
      ("cline", standard.replacing("      }\n    }\n", with: "      },\n      \"disabled\": false\n    }\n")),
      (
        "copilot",
        standard.replacing("\"payin\": {\n", with: "\"payin\": {\n      \"type\": \"local\",\n")
          .replacing("      }\n    }\n", with: "      },\n      \"tools\": [\"*\"]\n    }\n")
      ),
      (
        "vscode",
        standard.replacing("mcpServers", with: "servers")
          .replacing("\"payin\": {\n", with: "\"payin\": {\n      \"type\": \"stdio\",\n")
      ),
      (
        "zed",
        standard.replacing("mcpServers", with: "context_servers")
          .replacing("\"payin\": {\n", with: "\"payin\": {\n      \"source\": \"custom\",\n")
      ),
      (
        "opencode",
        #"""
        {
          "mcp": {
            "payin": {
              "type": "local",
              "command": ["/opt/payin-mcp"],
              "environment": {
                "PAYIN_READ_ONLY": "1"
              }
            }
          }
        }

        """#
      ),
      (
        "codex",
        #"""
        [mcp_servers.payin]
        command = "/opt/payin-mcp"
        args = []

        [mcp_servers.payin.env]
        PAYIN_READ_ONLY = "1"

        """#
      ),
      (
        "goose",
        #"""
        extensions:
          payin:
            enabled: true
            type: "stdio"
            name: "payin"
            description: "PayIn crypto payments"
            cmd: "/opt/payin-mcp"
            args: []
            envs:
              PAYIN_READ_ONLY: "1"
            env_keys: []
            timeout: 300

        """#
      ),
    ]

  @Test(arguments: expected) func snippetIsWhatTheClientReads(client: String, expected: String) throws {
    let server = ServerDefinition(name: "payin", program: "/opt/payin-mcp", environment: [("PAYIN_READ_ONLY", "1")])
    #expect(try #require(ClientSettings.client(named: client)).snippet(server) == expected)
  }

  @Test func everyClientIsTried() {
    #expect(ClientSettings.all.count == 15)
    #expect(Set(ClientSettings.all.map(\.name)) == Set(Self.expected.map(\.0)))
  }

  @Test func codeAsksForTheKeyAndKeepsIt() throws {
    let client = try #require(ClientSettings.client(named: "vscode"))
    let server = ServerDefinition(name: "payin", program: "/opt/payin-mcp", asksForKey: true)
    #expect(
      try client.snippet(server) == #"""
        {
          "inputs": [
            {
              "type": "promptString",
              "id": "payin-api-key",
              "description": "PayIn API key",
              "password": true
            }
          ],
          "servers": {
            "payin": {
              "type": "stdio",
              "command": "/opt/payin-mcp",
              "args": [],
              "env": {
                "PAYIN_API_KEY": "${input:payin-api-key}"
              }
            }
          }
        }

        """#)
  }

  /// A server of the name that OpenCode's second version would take for the list of servers is told from it.
  @Test(arguments: [
    (#"{"mcp": {"servers": {"a": {"type": "local", "command": ["a"]}}}}"#, ["mcp", "servers"]),
    (#"{"mcp": {"servers": {"type": "local", "command": ["a"]}}}"#, ["mcp"]),
    (#"{"mcp": {"a": {"type": "local", "command": ["a"]}}}"#, ["mcp"]), ("", ["mcp"]),
  ])
  func placeFollowsTheVersionOfTheFile(text: String, expected: [String]) throws {
    let client = try #require(ClientSettings.client(named: "opencode"))
    #expect(client.container(in: Array(text.utf8)) == expected)
  }

  @Test(arguments: [("curser", "cursor"), ("vs-code", "vscode"), ("claudecode", "claude-code"), ("emacs", nil)])
  func misspeltNameLeadsToTheClient(name: String, expected: String?) {
    #expect(ClientSettings.nearestName(to: name) == expected)
  }
}
