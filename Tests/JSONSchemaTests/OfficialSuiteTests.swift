import Foundation
import JSON
import TestSupport
import Testing

@testable import JSONSchema

/// The official cases for JSON Schema 2020-12: those within the subset have the published outcome, the others do not
/// compile.
@Suite(.enabled(if: OfficialSuite.folder != nil, "the official suite is absent"))
struct OfficialSuiteTests {
  @Test(arguments: OfficialSuite.files)
  func casesHaveThePublishedOutcome(_ file: String) throws {
    let folder = try #require(OfficialSuite.folder)
    var (covered, refused) = (0, 0)
    for group in try OracleFolder.json(folder.appending(path: file + ".json")).array ?? [] {
      let schema = OfficialSuite.withoutDialect(try #require(group["schema"]))
      let cases = try #require(group["tests"]?.array)
      if OfficialSuite.isOutside(schema) {
        refused += cases.count
        #expect(throws: JSONSchemaError.self, "\(group["description"] ?? nil)") { try JSONSchema.compile(schema) }
      } else {
        covered += cases.count
        try expectOutcomes(of: cases, try JSONSchema.compile(schema), group)
      }
    }
    print("JSON Schema suite, \(file): \(covered) cases covered, \(refused) refused")
  }

  private func expectOutcomes(of cases: [JSONValue], _ schema: JSONSchema, _ group: JSONValue) throws {
    for test in cases {
      // A format is an annotation by default in 2020-12; here it is always checked, as in `optional/format`.
      let isAnnotation = test["description"]?.string?.hasSuffix("is only an annotation by default") ?? false
      let isValid = test["valid"] == true && !isAnnotation
      let violations = schema.validate(try #require(test["data"]))
      #expect(violations.isEmpty == isValid, "\(group["description"] ?? nil): \(test["description"] ?? nil)")
    }
  }
}

enum OfficialSuite {
  static let folder = OracleFolder.named("json-schema-test-suite")

  static let files = [
    "type", "enum", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "pattern",
    "format", "minLength", "maxLength", "minimum", "maximum", "default", "boolean_schema", "infinite-loop-detection",
    "optional/bignum", "optional/ecmascript-regex", "optional/float-overflow", "optional/format/date-time",
    "optional/non-bmp-regex", "optional/unknownKeyword",
  ]

  /// Written out here once more, so that a keyword dropped from the checker shows.
  private static let keywords: Set = [
    "type", "enum", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "pattern",
    "format", "minLength", "maxLength", "minimum", "maximum", "title", "description", "default", "examples",
  ]

  /// Tool schemas leave `$schema` out; every schema of the suite has it.
  static func withoutDialect(_ schema: JSONValue) -> JSONValue {
    guard var object = schema.object else { return schema }
    object["$schema"] = nil
    return .object(object)
  }

  static func isOutside(_ schema: JSONValue) -> Bool {
    guard let object = schema.object else { return false }
    return object.members.contains { !keywords.contains($0.name) || isOutside($0.name, $0.value) }
      || object["type"]?.string == "array" && object["items"] == nil
  }

  private static func isOutside(_ keyword: String, _ value: JSONValue) -> Bool {
    switch keyword {
    case "type": value.string == nil
    case "enum": value.array?.isEmpty ?? true
    case "format": value.string != "date-time"
    case "pattern": value.string.map { $0.contains("\\p") || $0.contains("\\c") } ?? true
    case "properties": value.object?.members.contains { isOutside($0.value) } ?? true
    case "items", "additionalProperties": isOutside(value)
    default: false
    }
  }
}
