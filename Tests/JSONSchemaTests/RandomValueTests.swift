import JSON
import JSONSchema
import TestSupport
import Testing

/// Validity of 10,000 values, decided here and by an independent validator.
@Suite(.enabled(if: PythonPeer.canImport("jsonschema"), "the jsonschema package for Python is absent"))
struct RandomValueTests {
  @Test func agreesWithAnotherValidatorOnEveryValue() async throws {
    let (count, valid, disagreements) = try await TestThread.run { try Self.compare() }
    #expect(disagreements.isEmpty, "\(disagreements.count), such as \(disagreements.prefix(10))")
    print("agreed with jsonschema on \(count) values, \(valid) of them valid")
    // A generator that makes only valid or only invalid values proves nothing.
    #expect(1_000...9_000 ~= valid)
  }

  private static func compare() throws -> (count: Int, valid: Int, disagreements: [String]) {
    // Formats are annotations for the other one; the official suite covers them.
    let schemas = try ToolSchemas.all().map(withoutFormats)
    let compiled = try schemas.map { schema throws in try JSONSchema.compile(schema) }
    var generator = ValueGenerator(seed: 20_260_131)
    let cases = (0..<10_000).map { index in
      (schema: index % schemas.count, value: generator.value(for: schemas[index % schemas.count]))
    }
    let answers = try ask(schemas, cases)
    try #require(answers.count == cases.count)
    let disagreements = zip(answers, cases).filter { answer, question in
      compiled[question.schema].validate(question.value).isEmpty != (answer == "1")
    }
    return (cases.count, answers.count { $0 == "1" }, disagreements.map { "schema \($1.schema): \($1.value)" })
  }

  private static func ask(_ schemas: [JSONValue], _ cases: [(schema: Int, value: JSONValue)]) throws -> String {
    let head = JSONValue.object(["schemas": .array(schemas)])
    let questions = cases.map { JSONValue.object(["schema": .number(JSONNumber($0.schema)), "value": $0.value]) }
    let lines = ([head] + questions).map { "\($0)\n" }.joined()
    let (status, output) = try PythonPeer.answers(of: "Tests/JSONSchemaTests/peer.py", to: lines)
    try #require(status == 0)
    return output
  }

  private static func withoutFormats(_ schema: JSONValue) -> JSONValue {
    switch schema {
    case .object(var object):
      // The keyword is a string; a property of that name would be a schema.
      if object["format"]?.string != nil { object["format"] = nil }
      return .object(
        JSONObject(object.members.map { JSONObject.Member(name: $0.name, value: withoutFormats($0.value)) }))
    case .array(let elements): return .array(elements.map(withoutFormats))
    default: return schema
    }
  }
}
