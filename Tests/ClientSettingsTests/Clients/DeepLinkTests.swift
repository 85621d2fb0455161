import ClientSettings
import Testing

/// Links and commands, as Python's base64, json and urllib make the same.
@Suite struct DeepLinkTests {
  private static let server = ServerDefinition(
    name: "payin", program: "/opt/payin-mcp", environment: [("PAYIN_READ_ONLY", "1")])

  private static let base64 = """
    eyJjb21tYW5kIjoiL29wdC9wYXlpbi1tY3AiLCJhcmdzIjpbXSwiZW52Ijp7IlBBWUlOX1JFQURfT05MWSI6IjEifX0%3D
    """

  @Test(arguments: [
    ("cursor", "cursor://anysphere.cursor-deeplink/mcp/install?name=payin&config=\(base64)"),
    ("lm-studio", "lmstudio://add_mcp?name=payin&config=\(base64)"),
    (
      "kiro",
      """
      https://kiro.dev/launch/mcp/add?name=payin&config=%7B%22command%22%3A%22%2Fopt%2Fpayin-mcp%22%2C%22args%22%3A%5B%5D\
      %2C%22env%22%3A%7B%22PAYIN_READ_ONLY%22%3A%221%22%7D%7D
      """
    ),
    (
      "vscode",
      """
      vscode:mcp/install?%7B%22name%22%3A%22payin%22%2C%22type%22%3A%22stdio%22%2C%22command%22%3A%22%2Fopt%2Fpayin-mcp%22\
      %2C%22args%22%3A%5B%5D%2C%22env%22%3A%7B%22PAYIN_READ_ONLY%22%3A%221%22%7D%7D
      """
    ),
    (
      "goose",
      """
      goose://extension?cmd=%2Fopt%2Fpayin-mcp&timeout=300&id=payin&name=payin&description=PayIn%20crypto%20payments\
      &env=PAYIN_READ_ONLY%3D1
      """
    ),
  ])
  func linkIsWhatTheClientReads(client: String, expected: String) throws {
    let client = try #require(ClientSettings.client(named: client))
    #expect(client.link?.url(Self.server, form: client.form) == expected)
  }

  @Test(arguments: [
    ("claude-code", "claude mcp add --scope user payin --env PAYIN_READ_ONLY=1 -- /opt/payin-mcp"),
    ("codex", "codex mcp add payin --env PAYIN_READ_ONLY=1 -- /opt/payin-mcp"),
    ("copilot", "copilot mcp add payin --env PAYIN_READ_ONLY=1 -- /opt/payin-mcp"),
    ("gemini", "gemini mcp add --scope user -e PAYIN_READ_ONLY=1 payin /opt/payin-mcp"),
    (
      "vscode",
      #"""
      code --add-mcp '{"name":"payin","type":"stdio","command":"/opt/payin-mcp","args":[],"env":{"PAYIN_READ_ONLY":"1"}}'
      """#
    ),
  ])
  func commandIsWhatAShellTakes(client: String, expected: String) throws {
    let client = try #require(ClientSettings.client(named: client))
    #expect(client.command?.line(Self.server, form: client.form) == expected)
  }

  @Test func apostropheInAPathStaysInItsWord() throws {
    let client = try #require(ClientSettings.client(named: "codex"))
    let server = ServerDefinition(name: "payin", program: "/home/o'neil/my bin/payin-mcp")
    #expect(
      client.command?.line(server, form: client.form) == #"codex mcp add payin -- '/home/o'\''neil/my bin/payin-mcp'"#)
  }
}
