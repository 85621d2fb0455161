import JSON
import TestSupport
import Testing

/// The first line of an answer is what a chat repeats to a person, so it holds what was asked for.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct ChatTaskTests {
  @Test(arguments: ["en", "zh"])
  func firstLineTellsWhatWasAskedFor(language: String) async throws {
    let client = try await Client(.july2026, Server(environment: ["PAYIN_LANG": language]))
    var report: [String] = []
    for task in ChatTask.all {
      var values: [String: String] = [:]
      var bytes: [String] = []
      for step in task.steps {
        let result = try await call(step, &values, client)
        let texts = result.texts
        let line = String(texts.first?.prefix { $0 != "\n" } ?? "")
        for fact in step.facts + (language == "en" ? step.english : step.chinese) {
          #expect(
            line.contains(Self.filled(fact, values)), "\(task.name), \(step.tool): \(fact) is missing in: \(line)")
        }
        let all = texts.joined(separator: "\n")
        for word in step.misleading { #expect(!all.contains(word), "\(task.name), \(step.tool): \(word) in \(all)") }
        bytes.append("\(step.tool) \(JSONWriter.bytes(of: result).count)")
      }
      report.append("\(task.name): \(bytes.joined(separator: ", "))")
    }
    if language == "en" { print("Bytes of each answer.\n" + report.joined(separator: "\n")) }
    #expect(try await client.server.finish().isEmpty)
  }

  private func call(
    _ step: ChatTask.Step, _ values: inout [String: String], _ client: Client
  ) async throws -> JSONValue {
    let arguments = try JSONParser.parse(Self.filled(step.arguments, values))
    let result = try await client.call(step.tool, arguments)
    #expect((result["isError"] == true) == step.isError, "\(step.tool): \(result.texts)")
    for (name, member) in step.captures {
      values[name] = try #require(result.data[member]?.string, "\(step.tool) has no \(member): \(result.texts)")
    }
    return result
  }

  private static func filled(_ text: String, _ values: [String: String]) -> String {
    values.reduce(text) { $0.replacing("${\($1.key)}", with: $1.value) }
  }
}
