import Formats

/// The MCP clients whose settings this program can write. Places and forms are those of the clients' documentation of
/// November 2026, for Linux.
package enum ClientSettings {
  package static let all: [Client] = [
    Client(
      name: "claude-desktop", title: "Claude Desktop", format: .json,
      files: [.configuration("Claude/claude_desktop_config.json")], projectFile: nil, container: ["mcpServers"],
      form: .standard, link: nil, command: nil, note: .restart),
    Client(
      name: "claude-code", title: "Claude Code", format: .json,
      files: [.variable("CLAUDE_CONFIG_DIR", otherwise: "", ".claude.json")], projectFile: ".mcp.json",
      container: ["mcpServers"], form: .standard, link: nil,
      command: .nameFirst(["claude", "mcp", "add", "--scope", "user"]), note: .newSession),
    Client(
      name: "cursor", title: "Cursor", format: .jsonWithComments, files: [.home(".cursor/mcp.json")],
      projectFile: ".cursor/mcp.json", container: ["mcpServers"], form: .standard,
      link: .base64("cursor://anysphere.cursor-deeplink/mcp/install"), command: nil, note: .enable),
    Client(
      name: "vscode", title: "VS Code", format: .jsonWithComments, files: [.configuration("Code/User/mcp.json")],
      projectFile: ".vscode/mcp.json", container: ["servers"], form: .vsCode, link: .object("vscode:mcp/install"),
      command: .object(["code", "--add-mcp"]), note: .start),
    Client(
      name: "windsurf", title: "Windsurf", format: .jsonWithComments,
      files: [.home(".codeium/windsurf/mcp_config.json")], projectFile: nil, container: ["mcpServers"],
      form: .standard, link: nil, command: nil, note: .refresh),
    Client(
      name: "zed", title: "Zed", format: .jsonWithComments, files: [.configuration("zed/settings.json")],
      projectFile: ".zed/settings.json", container: ["context_servers"], form: .zed, link: nil, command: nil,
      note: .atOnce),
    Client(
      name: "codex", title: "Codex CLI", format: .toml,
      files: [.variable("CODEX_HOME", otherwise: "/.codex", "config.toml")], projectFile: ".codex/config.toml",
      container: ["mcp_servers"], form: .standard, link: nil, command: .nameFirst(["codex", "mcp", "add"]),
      note: .codexTimeout),
    Client(
      name: "gemini", title: "Gemini CLI", format: .jsonWithComments, files: [.home(".gemini/settings.json")],
      projectFile: ".gemini/settings.json", container: ["mcpServers"], form: .standard, link: nil,
      command: .optionsFirst(["gemini", "mcp", "add", "--scope", "user"]), note: .newSession),
    Client(
      name: "opencode", title: "OpenCode", format: .jsonWithComments,
      files: [.configuration("opencode/opencode.json"), .configuration("opencode/opencode.jsonc")],
      projectFile: "opencode.json", container: ["mcp"], form: .openCode, link: nil, command: nil, note: .newSession),
    Client(
      name: "goose", title: "Goose", format: .yaml, files: [.configuration("goose/config.yaml")], projectFile: nil,
      container: ["extensions"], form: .goose, link: .parameters("goose://extension"), command: nil,
      note: .newSession),
    Client(
      name: "cline", title: "Cline", format: .json,
      files: [
        .home(".cline/data/settings/cline_mcp_settings.json"),
        .configuration("Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json"),
      ], projectFile: nil, container: ["mcpServers"], form: .cline, link: nil, command: nil, note: .atOnce),
    Client(
      name: "copilot", title: "Copilot CLI", format: .json,
      files: [.variable("COPILOT_HOME", otherwise: "/.copilot", "mcp-config.json")],
      projectFile: ".github/mcp.json", container: ["mcpServers"], form: .copilot, link: nil,
      command: .nameFirst(["copilot", "mcp", "add"]), note: .newSession),
    Client(
      name: "kiro", title: "Kiro", format: .jsonWithComments, files: [.home(".kiro/settings/mcp.json")],
      projectFile: ".kiro/settings/mcp.json", container: ["mcpServers"], form: .standard,
      link: .json("https://kiro.dev/launch/mcp/add"), command: nil, note: .atOnce),
    Client(
      name: "lm-studio", title: "LM Studio", format: .json, files: [.home(".lmstudio/mcp.json")], projectFile: nil,
      container: ["mcpServers"], form: .standard, link: .base64("lmstudio://add_mcp"), command: nil, note: .lmStudio),
    Client(
      name: "antigravity", title: "Antigravity", format: .jsonWithComments,
      files: [.home(".gemini/antigravity/mcp_config.json")], projectFile: nil, container: ["mcpServers"],
      form: .standard, link: nil, command: nil, note: .refresh),
  ]

  package static func client(named name: String) -> Client? {
    all.first { $0.name == name }
  }

  /// The name of a client that differs little from this one, or nil.
  package static func nearestName(to name: String) -> String? {
    let distances = all.map { ($0.name, EditDistance.between(name.lowercased(), $0.name, countsSwaps: true)) }
    return distances.filter { $0.1 <= max(2, $0.0.count / 3) }.min { $0.1 < $1.1 }?.0
  }
}

extension ClientNote {
  fileprivate static let restart = ClientNote(
    "Quit the application entirely and start it again.", "请完全退出应用程序后重新启动。")
  fileprivate static let newSession = ClientNote(
    "A new session has the tools; /mcp shows whether the server runs.", "新会话中即可使用工具；/mcp 可查看服务器状态。")
  fileprivate static let enable = ClientNote(
    "If the tools do not appear, switch the server on under Settings, MCP.", "若未出现工具，请在设置的 MCP 页中启用该服务器。")
  fileprivate static let start = ClientNote(
    "VS Code asks once whether the server is trusted; “MCP: List Servers” starts it.",
    "VS Code 会询问一次是否信任该服务器；可用 “MCP: List Servers” 启动。")
  fileprivate static let refresh = ClientNote(
    "Press Refresh in the list of MCP servers.", "请在 MCP 服务器列表中点击刷新。")
  fileprivate static let atOnce = ClientNote(
    "The application notices the change by itself.", "应用程序会自动发现更改。")
  fileprivate static let codexTimeout = ClientNote(
    "Codex gives a tool up after 60 seconds; tool_timeout_sec = 300 in the table lets payments be waited for. A project's file counts in trusted projects only.",
    "Codex 在 60 秒后放弃工具调用；在表中设置 tool_timeout_sec = 300 可等待更久。项目文件仅在受信任的项目中生效。")
  fileprivate static let lmStudio = ClientNote(
    "The file is also open under Program, Install, “Edit mcp.json”.", "也可通过 Program、Install、“Edit mcp.json” 打开该文件。")
}
