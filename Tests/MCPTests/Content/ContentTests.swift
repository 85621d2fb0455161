import JSON
import MCP
import Testing

/// Rows 88, 89, 105 and 116 of the protocol table, for content that is more than text.
@Suite(.timeLimit(.minutes(1)))
struct ContentTests {
  private static let note = ResourceContents(text: "n", mimeType: "text/plain", caching: .catalogue)
  private static let bytes = ResourceContents(blob: [0xFB, 0xFF], mimeType: "image/png", caching: .catalogue)

  /// The Base64 of "M" and of FB FF is that of RFC 4648, sections 4 and 10.
  private static let blocks: [ContentBlock] = [
    .image(Array("M".utf8), mimeType: "image/png"), .text("t"), .audio([0xFB, 0xFF], mimeType: "audio/wav"),
    .resource(uri: "test://note", note), .resource(uri: "test://bytes", bytes),
  ]

  private static let projections: JSONValue = [
    ["type": "image", "data": "TQ==", "mimeType": "image/png"], ["type": "text", "text": "t"],
    ["type": "audio", "data": "+/8=", "mimeType": "audio/wav"],
    ["type": "resource", "resource": ["uri": "test://note", "mimeType": "text/plain", "text": "n"]],
    ["type": "resource", "resource": ["uri": "test://bytes", "mimeType": "image/png", "blob": "+/8="]],
  ]

  private static func ask(_ method: String, _ params: String, in era: String) async throws -> JSONValue? {
    let tool = Tool.make("t") { _ in .success(content: blocks, structured: ["text": "x"]) }
    let plain = Tool.make("plain") { _ in .success(content: [.text("a"), .text("b")]) }
    let prompt = Prompt.make("p") { _ in blocks.map { PromptMessage(role: .user, content: $0) } }
    let resources = ResourceCatalogue.make { _ in bytes }
    let features = ServerFeatures(resources: resources, prompts: [prompt])
    let lines = ResourceTests.ask(method, params, in: era)
    return try await SessionHarness.answers(to: lines, tools: [tool, plain], features: features).last?["result"]
  }

  @Test(arguments: ResourceTests.eras)
  func everyPartKeepsItsPlaceInEveryRevision(era: String) async throws {
    let result = try await Self.ask("tools/call", #""name":"t""#, in: era)
    #expect(result?["structuredContent"] == (era < "2025-06-18" ? nil : ["text": "x"]))
    let messages = try await Self.ask("prompts/get", #""name":"p""#, in: era)?["messages"]?.array ?? []
    for parts in [result?["content"]?.array ?? [], messages.map { $0["content"] ?? .null }] {
      #expect(parts.count == Self.blocks.count)
      for (part, expected) in zip(parts, Self.projections.array ?? []) where expected["type"] != "audio" {
        #expect(part == expected)
      }
    }
    // 2024-11-05 has no audio: a strict client would refuse the whole result.
    #expect(result?["content"]?.array?[2]["type"] == (era == "2024-11-05" ? "text" : "audio"))
  }

  @Test func resultWithoutAnObjectHasNoStructuredContent() async throws {
    let result = try await Self.ask("tools/call", #""name":"plain""#, in: "2026-07-28")
    #expect(result?["structuredContent"] == nil)
    #expect(result?["content"] == [["type": "text", "text": "a"], ["type": "text", "text": "b"]])
  }

  @Test(arguments: ResourceTests.eras)
  func resourceOfBytesIsReadAsBlob(era: String) async throws {
    let result = try await Self.ask("resources/read", #""uri":"shelf://guide""#, in: era)
    #expect(result?["contents"] == [["uri": "shelf://guide", "mimeType": "image/png", "blob": "+/8="]])
  }
}
