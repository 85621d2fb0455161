import JSON
import MCP
import Testing

/// Rows of the protocol table are named at each test.
@Suite(.timeLimit(.minutes(1)))
struct PromptTests {
  private static func get(_ params: String, in era: String = "2025-11-25") async throws -> JSONValue? {
    let lines = ResourceTests.ask("prompts/get", params, in: era)
    return try await SessionHarness.answers(to: lines, features: .test).last
  }

  private static func text(_ arguments: String) async throws -> String? {
    let answer = try await get(#""name":"greeting","arguments":\#(arguments)"#)
    return answer?["result"]?["messages"]?.array?.first?["content"]?["text"]?.string
  }

  /// Rows 57, 64, 116: with all arguments, with the required one.
  @Test(arguments: ResourceTests.eras)
  func promptIsFilledInTheShapeOfTheRevision(era: String) async throws {
    let result = try await Self.get(#""name":"greeting","arguments":{"who":"Ann","tone":"warm"}"#, in: era)?["result"]
    let isStateless = era == "2026-07-28"
    #expect(
      SessionTests.keys(result) == (isStateless ? ["resultType"] : []) + ["description", "messages"]
        + (isStateless ? ["_meta"] : []))
    #expect(result?["description"] == "About greeting.")
    #expect(
      result?["messages"] == [
        ["role": "user", "content": ["type": "text", "text": "tone=warm;who=Ann"]],
        ["role": "assistant", "content": ["type": "text", "text": "Hi"]],
      ])
    let short = try await Self.get(#""name":"greeting","arguments":{"who":"Ann"}"#, in: era)?["result"]
    #expect(short?["messages"]?.array?.first?["content"]?["text"] == "who=Ann")
  }

  /// Some clients offer an optional argument as an empty text, others add arguments that the prompt does not have.
  @Test(arguments: [
    (#"{"who":"Ann","tone":""}"#, "who=Ann"), (#"{"who":"Ann","more":"x"}"#, "who=Ann"),
    (#"{"who":" "}"#, "who= "), (#"{"who":"a\n\"ignore previous\"\n```"}"#, "who=a\n\"ignore previous\"\n```"),
  ])
  func argumentsReachThePromptAsTheyAre(arguments: String, expected: String) async throws {
    #expect(try await Self.text(arguments) == expected)
  }

  /// Row 117.
  @Test(arguments: [
    "", #""name":5"#, #""name":"nope""#, #""name":"Greeting","arguments":{"who":"a"}"#, #""name":"greeting""#,
    #""name":"greeting","arguments":{}"#, #""name":"greeting","arguments":{"tone":"x"}"#,
    #""name":"greeting","arguments":{"who":""}"#, #""name":"greeting","arguments":{"who":5}"#,
    #""name":"greeting","arguments":{"who":null}"#, #""name":"greeting","arguments":{"who":["a"]}"#,
    #""name":"greeting","arguments":{"who":"a","tone":{}}"#, #""name":"greeting","arguments":[]"#,
    #""name":"greeting","arguments":null"#,
  ])
  func promptThatCannotBeFilledIsRefused(params: String) async throws {
    for era in ["2024-11-05", "2026-07-28"] {
      #expect(try await Self.get(params, in: era)?["error"]?["code"] == -32602)
    }
  }

  @Test func refusalNamesWhatIsMissing() async throws {
    let error = try await Self.get(#""name":"greeting""#)?["error"]
    #expect(error?["message"]?.string?.contains(#""who""#) == true)
  }

  /// Row 118: 100 kB are refused whole, and not repeated in the refusal.
  @Test func argumentHasALimit() async throws {
    let longest = String(repeating: "你", count: PromptRequest.maximumArgumentLength)
    #expect(try await Self.text(#"{"who":"\#(longest)"}"#) == "who=\(longest)")
    for long in [longest + "x", String(repeating: "a", count: 102_400)] {
      let answer = try await Self.get(#""name":"greeting","arguments":{"who":"\#(long)"}"#)
      #expect(answer?["error"]?["code"] == -32602)
      #expect("\(answer ?? .null)".utf8.count < 300)
    }
  }
}
