import JSON
import JSONSchema
import Testing

/// Arrays and objects that came as text, and single items that came for an array.
struct ArgumentCoercionTextTests {
  private static let schema = #"""
    {"properties":{"text":{"type":"string"},"free":{"type":"object"},"any":{},
     "rows":{"type":"array","items":{"type":"object","properties":{"amount":{"type":"string"},"deep":{"type":"object"}}}},
     "words":{"type":"array","items":{"type":"string","enum":["a","b"]}},
     "texts":{"type":"array","items":{"type":"string"}}}}
    """#

  struct Row: Sendable, CustomTestStringConvertible {
    let arguments: JSONObject
    let expected: String
    let notes: [String]
    var testDescription: String { JSONValue.object(arguments).description }
  }

  private static let digits = "12345678901234567890.123456"

  @Test(arguments: [
    Row(
      arguments: ["rows": .string("[{\"amount\":\(digits)},{\"amount\":1e2}]")],
      expected: #"{"rows":[{"amount":"\#(digits)"},{"amount":"1e2"}]}"#,
      notes: ["/rows textAsArray", "/rows/0/amount numberAsText", "/rows/1/amount numberAsText"]),
    Row(
      arguments: ["rows": #" {"amount":"1"} "#], expected: #"{"rows":[{"amount":"1"}]}"#,
      notes: ["/rows textAsObject", "/rows itemAsArray"]),
    Row(
      arguments: ["rows": ["amount": 1]], expected: #"{"rows":[{"amount":"1"}]}"#,
      notes: ["/rows itemAsArray", "/rows/0/amount numberAsText"]),
    Row(
      arguments: ["rows": [#"{"amount":"1","deep":"{\"amount\":2}"}"#]],
      expected: #"{"rows":[{"amount":"1","deep":{"amount":2}}]}"#,
      notes: ["/rows/0 textAsObject", "/rows/0/deep textAsObject"]),
    Row(
      arguments: ["free": #"{"n":1.10,"t":"[1]","e":"","z":null}"#],
      expected: #"{"free":{"n":1.10,"t":"[1]","e":"","z":null}}"#, notes: ["/free textAsObject"]),
    Row(arguments: ["words": "a"], expected: #"{"words":["a"]}"#, notes: ["/words itemAsArray"]),
    Row(arguments: ["words": #"["a","b"]"#], expected: #"{"words":["a","b"]}"#, notes: ["/words textAsArray"]),
  ])
  func structureIsReadAndSaid(_ row: Row) throws {
    let (coerced, notes) = try coerce(row.arguments)
    #expect(coerced == row.expected)
    #expect(notes == row.notes)
  }

  /// A text stays if it is one by its schema, if it has no schema, and if it is not exactly one array or object of the
  /// wanted kind.
  @Test(
    arguments: [
      ["text": #"["a"]"#], ["text": #"{"a":1}"#], ["any": "[1]"], ["free": "[1]"], ["free": "x"], ["free": "1"],
      ["free": "null"], ["free": #""{}""#], ["free": [1]], ["words": #"{"a":1}"#], ["words": ["a": 1]], ["words": "c"],
      ["texts": "a"], ["texts": ["a": 1]], ["rows": "[1"], ["rows": "[1] [2]"], ["rows": "[1,]"], ["rows": "a"],
      ["rows": #"[{"amount":"1","amount":"2"}]"#], ["rows": #"[{"x":{"a":1,"a":1}}]"#], ["rows": #"["\ud800"]"#],
      ["rows": .string(String(repeating: "[", count: 129) + String(repeating: "]", count: 129))],
    ] as [JSONObject])
  func anythingElseStaysAsItIs(_ arguments: JSONObject) throws {
    let (coerced, notes) = try coerce(arguments)
    #expect(coerced == JSONValue.object(arguments).description)
    #expect(notes.isEmpty)
  }

  private func coerce(_ arguments: JSONObject) throws -> (String, [String]) {
    let schema = try JSONSchema.compile(try JSONParser.parse(Self.schema))
    let (coerced, notes) = ArgumentCoercion.apply(to: arguments, schema)
    return (JSONValue.object(coerced).description, notes.map { "\($0.pointer) \($0.reading)" })
  }
}
