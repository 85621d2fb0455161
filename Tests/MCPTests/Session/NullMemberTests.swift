import JSON
import JSONRPC
import Testing

@testable import MCP

/// A member that is null and may be left out was not given.
struct NullMemberTests {
  @Test func nullParamsAreNone() throws {
    let message = try Message(["jsonrpc": "2.0", "id": 1, "method": "ping", "params": nil])
    #expect(message == .request(Message.Request(id: RequestID(1), method: "ping")))
  }

  @Test func nullArgumentsAreNone() throws {
    #expect(try ToolCallRequest(["name": "echo", "arguments": nil]) == ToolCallRequest(["name": "echo"]))
    #expect(try PromptRequest(["name": "p", "arguments": nil]) == PromptRequest(["name": "p"]))
    let prompt = try PromptRequest(["name": "p", "arguments": ["a": "1", "b": nil]])
    #expect(prompt.arguments == ["a": "1"])
  }

  @Test func nullRoundAndLevelAreNone() throws {
    let meta: JSONObject = [
      RequestMetadata.versionKey: "2026-07-28", RequestMetadata.capabilitiesKey: [:], RequestMetadata.logLevelKey: nil,
    ]
    let params: JSONObject = ["_meta": .object(meta), "requestState": nil, "inputResponses": nil]
    let round = try #require(try InputRound(params))
    #expect(round.state == nil)
    #expect(round.responses.isEmpty)
    #expect(throws: Never.self) { try RequestMetadata(params) }
  }

  @Test func nullSubscriptionsAreNone() throws {
    #expect(try ListenRequest(["notifications": ["resourceSubscriptions": nil]]).resources.isEmpty)
  }
}
