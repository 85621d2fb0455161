import JSON
import MCP
import Testing

@Suite struct ImageContentTests {
  private static let drawing = Tool.make("draw") { _ in
    .success("Drawn.", structured: ["text": "x"], attachments: [.image([0x89, 0x50], mimeType: "image/png")])
  }

  /// The form is the same in all revisions (schema of each, `ImageContent`). The texts follow it, so that a client that
  /// shows no image has everything.
  @Test(arguments: SessionTests.withHandshake + ["2026-07-28"])
  func imageStandsBeforeTheTextInEveryRevision(version: String) async throws {
    let isModern = version == "2026-07-28"
    let lines =
      isModern
      ? [SessionTests.stateless(1, "tools/call", #""name":"draw","#)]
      : [SessionTests.initialize(version), SessionTests.request(1, "tools/call", #"{"name":"draw"}"#)]
    let result = try await SessionHarness.answers(to: lines, tools: [Self.drawing]).last?["result"]
    #expect(
      result?["content"] == [
        ["type": "image", "data": "iVA=", "mimeType": "image/png"], ["type": "text", "text": "Drawn."],
        ["type": "text", "text": #"{"text":"x"}"#],
      ])
    #expect(result?["structuredContent"] == (version >= "2025-06-18" ? ["text": "x"] : nil))
  }
}
