import JSON
import Testing

@testable import JSONSchema

struct SchemaCompilerTests {
  @Test(
    arguments: [
      (#"[]"#, .notASchema, ""),
      (#"{"oneOf":[]}"#, .unknownKeyword, "/oneOf"),
      (#"{"anyOf":[{}]}"#, .unknownKeyword, "/anyOf"),
      (#"{"allOf":[{}]}"#, .unknownKeyword, "/allOf"),
      (##"{"$ref":"#/$defs/a"}"##, .unknownKeyword, "/$ref"),
      (##"{"$schema":"http://json-schema.org/draft-07/schema#"}"##, .unknownKeyword, "/$schema"),
      (#"{"properties":{"a/b":{"const":1}}}"#, .unknownKeyword, "/properties/a~1b/const"),
      (#"{"type":"object","exclusiveMinimum":0}"#, .unknownKeyword, "/exclusiveMinimum"),
      (#"{"Type":"object"}"#, .unknownKeyword, "/Type"),
      (#"{"type":"object","type":"object"}"#, .repeatedKeyword, "/type"),
      (#"{"required":null}"#, .malformedKeyword, "/required"),
      (#"{"required":["a",1]}"#, .malformedKeyword, "/required/1"),
      (#"{"required":["a","b","a"]}"#, .repeatedName, "/required/2"),
      (#"{"properties":[]}"#, .malformedKeyword, "/properties"),
      (#"{"properties":{"a":{},"a":{}}}"#, .repeatedName, "/properties/a"),
      (#"{"properties":{"a":null}}"#, .notASchema, "/properties/a"),
      (#"{"additionalProperties":1}"#, .notASchema, "/additionalProperties"),
      (#"{"type":["string","null"]}"#, .malformedKeyword, "/type"),
      (#"{"type":"String"}"#, .unknownType, "/type"),
      (#"{"type":"array"}"#, .arrayWithoutItems, ""),
      (#"{"properties":{"a":{"type":"array","minItems":1}}}"#, .arrayWithoutItems, "/properties/a"),
      (#"{"type":"array","items":[{}]}"#, .notASchema, "/items"),
      (#"{"enum":[]}"#, .malformedKeyword, "/enum"),
      (#"{"enum":"a"}"#, .malformedKeyword, "/enum"),
      (#"{"enum":[1,2,1.0]}"#, .repeatedName, "/enum/2"),
      (#"{"minLength":-1}"#, .malformedKeyword, "/minLength"),
      (#"{"maxLength":1.5}"#, .malformedKeyword, "/maxLength"),
      (#"{"minItems":"1"}"#, .malformedKeyword, "/minItems"),
      (#"{"minimum":"1"}"#, .malformedKeyword, "/minimum"),
      (#"{"minimum":2,"maximum":1.9}"#, .emptyRange, "/maximum"),
      (#"{"type":"string","maximum":1}"#, .inapplicableKeyword, "/maximum"),
      (#"{"maxLength":1,"type":"integer"}"#, .inapplicableKeyword, "/maxLength"),
      (#"{"format":"email"}"#, .unknownFormat, "/format"),
      (#"{"pattern":"[a"}"#, .pattern(PatternError(code: .malformed, offset: 2)), "/pattern"),
      (#"{"title":1}"#, .malformedKeyword, "/title"),
      (#"{"examples":"a"}"#, .malformedKeyword, "/examples"),
    ] as [(String, JSONSchemaError.Code, String)])
  func refusesWithTheKeywordsPointer(_ schema: String, _ code: JSONSchemaError.Code, _ pointer: String) throws {
    let value = try JSONParser.parse(schema)
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema.compile(value) }
    #expect(error?.code == code)
    #expect(error?.pointer.description == pointer)
  }

  @Test func sampleToolSchemasCompile() throws {
    for schema in try ToolSchemas.all() { _ = try JSONSchema.compile(schema) }
  }
}
