import JSON
import JSONSchema
import Testing

struct ArgumentCoercionTests {
  private static let schema = #"""
    {"properties":{"amount":{"type":"string"},"limit":{"type":"integer"},"rate":{"type":"number"},"on":{"type":"boolean"},
     "any":{},"id":{"type":"string","minLength":1},"empty":{"type":"string","minLength":0},"list":{"type":"array","items":{"type":"object","properties":{"amount":{"type":"string"}}}}},
     "required":["needed"],"additionalProperties":{"type":"string"}}
    """#

  @Test(
    arguments: [
      (
        #"{"amount":10.50}"#, #"{"amount":"10.50"}"#,
        ["/amount: `amount` came as the number 10.50 and was read as the text 10.50"]
      ),
      (
        #"{"amount":1e3}"#, #"{"amount":"1e3"}"#,
        ["/amount: `amount` came as the number 1e3 and was read as the text 1e3"]
      ),
      (#"{"limit":"20"}"#, #"{"limit":20}"#, ["/limit: `limit` came as the text 20 and was read as the number 20"]),
      (#"{"on":"true"}"#, #"{"on":true}"#, ["/on: `on` came as text and was read as true"]),
      (#"{"on":"False"}"#, #"{"on":false}"#, ["/on: `on` came as text and was read as false"]),
      (#"{"limit":"-7"}"#, #"{"limit":-7}"#, ["/limit: `limit` came as the text -7 and was read as the number -7"]),
      (#"{"rate":"0.10"}"#, #"{"rate":0.10}"#, ["/rate: `rate` came as the text 0.10 and was read as the number 0.10"]),
      (
        #"{"other":123456789012345678901234567890}"#, #"{"other":"123456789012345678901234567890"}"#,
        [
          "/other: `other` came as the number 123456789012345678901234567890 and was read as the text 123456789012345678901234567890"
        ]
      ),
      (
        #"{"list":[{"amount":1},{"amount":"2"},{"amount":3.0}]}"#,
        #"{"list":[{"amount":"1"},{"amount":"2"},{"amount":"3.0"}]}"#,
        [
          "/list/0/amount: `/list/0/amount` came as the number 1 and was read as the text 1",
          "/list/2/amount: `/list/2/amount` came as the number 3.0 and was read as the text 3.0",
        ]
      ),
    ] as [(String, String, [String])])
  func readsDigitsAndSaysSo(_ arguments: String, _ expected: String, _ notes: [String]) throws {
    let (coerced, found) = try coerce(arguments)
    #expect(coerced == expected)
    #expect(found.map { "\($0.pointer): \($0.message)" } == notes)
  }

  @Test(arguments: [
    #"{"limit":"1e2"}"#, #"{"limit":"1.0"}"#, #"{"limit":"007"}"#, #"{"limit":" 7"}"#, #"{"limit":"+7"}"#,
    #"{"limit":"-"}"#, #"{"needed":""}"#, #"{"any":""}"#,
    #"{"limit":"٣"}"#, #"{"rate":"1e2"}"#, #"{"rate":".5"}"#, #"{"rate":"0x10"}"#, #"{"rate":"NaN"}"#,
    #"{"amount":true}"#, #"{"amount":[1]}"#,
    #"{"limit":true}"#, #"{"needed":null}"#, #"{"any":null}"#, #"{"list":[null]}"#,
    #"{"on":"yes"}"#, #"{"on":"tRUE"}"#, #"{"on":1}"#, #"{"any":1}"#, #"{"any":"1"}"#,
    #"{"list":"1"}"#, #"{"list":[1]}"#,
  ])
  func leavesTheRestAlone(_ arguments: String) throws {
    let (coerced, notes) = try coerce(arguments)
    #expect(coerced == arguments)
    #expect(notes.isEmpty)
  }

  /// Models leave arguments out so under strict functions.
  @Test(arguments: [
    (#"{"amount":null,"limit":7,"on":null}"#, #"{"limit":7}"#), (#"{"other":null}"#, "{}"),
    (#"{"list":[{"amount":null}]}"#, #"{"list":[{}]}"#), (#"{"needed":null,"rate":null}"#, #"{"needed":null}"#),
    (#"{"limit":"","rate":"","on":"","list":""}"#, "{}"), (#"{"id":"","empty":""}"#, #"{"empty":""}"#),
  ])
  func nullAndEmptyTextAreNothingGiven(_ arguments: String, _ expected: String) throws {
    let (coerced, notes) = try coerce(arguments)
    #expect(coerced == expected)
    #expect(notes.isEmpty)
  }

  /// An empty text that the schema would accept could have been meant.
  @Test(arguments: [
    (#"{"amount":"","other":""}"#, "{}", ["/amount", "/other"]),
    (#"{"list":[{"amount":""}]}"#, #"{"list":[{}]}"#, ["/list/0/amount"]),
  ])
  func emptyTextThatCouldBeMeantIsSaid(_ arguments: String, _ expected: String, _ places: [String]) throws {
    let (coerced, notes) = try coerce(arguments)
    #expect(coerced == expected)
    #expect(notes.map(\.pointer.description) == places)
    #expect(notes.allSatisfy { $0.reading == .emptyText })
  }

  private func coerce(_ arguments: String) throws -> (String, [CoercionNote]) {
    let schema = try JSONSchema.compile(try JSONParser.parse(Self.schema))
    let object = try #require(try JSONParser.parse(arguments).object)
    let (coerced, notes) = ArgumentCoercion.apply(to: object, schema)
    return (JSONValue.object(coerced).description, notes)
  }
}
