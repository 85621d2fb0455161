import JSON
import Script
import Testing

@Suite struct SubstitutionTests {
  private static let captures: Captures = [
    "t": "a \"b\" \\ \n 中", "n": .number(JSONNumber("1.50")!), "o": ["k": [1]], "z": .null, "d": "${n}",
  ]

  @Test(
    arguments: [
      (#"{"a": "${t}"}"#, #"{"a": "a \"b\" \\ \n 中"}"#), (#"{"a": "<${t}>"}"#, #"{"a": "<a \"b\" \\ \n 中>"}"#),
      (#"{"a": "${n}"}"#, #"{"a": 1.50}"#), (#"{"a": "<${n}>"}"#, #"{"a": "<1.50>"}"#),
      (#"["${o}","${z}"]"#, #"[{"k":[1]},null]"#),
      (#"{"a": ${n}, "b": ${t}}"#, #"{"a": 1.50, "b": "a \"b\" \\ \n 中"}"#), (#"{"${n}": 1}"#, #"{"1.50": 1}"#),
      (#"{"${n}" : 1}"#, #"{"1.50" : 1}"#), (#"{"a": "\"${n}\""}"#, #"{"a": "\"1.50\""}"#),
      (#"{"a": "$${n} $ $$"}"#, #"{"a": "${n} $ $$"}"#), (#"{"a": "${d}"}"#, #"{"a": "${n}"}"#),
      (#"{"a": "${o}x"}"#, #"{"a": "{\"k\":[1]}x"}"#), ("no", "no"), ("raw ${n} ${", "raw 1.50 ${"),
    ])
  func valuesStandInFrames(frame: String, expected: String) throws {
    #expect(try FrameText.substituting(frame, Self.captures) == expected)
  }

  @Test func valuesStandInArguments() throws {
    let arguments: JSONObject = ["a": "${n}", "b": ["<${n}>", "${o}"], "${n}": 1, "c": "$${n}", "d": .null]
    #expect(
      try arguments.substituting(Self.captures) == [
        "a": .number(JSONNumber("1.50")!), "b": ["<1.50>", ["k": [1]]], "${n}": 1, "c": "${n}", "d": .null,
      ])
  }

  @Test func escapedValuesStandForThemselves() throws {
    let value: JSONValue = ["a": ["${n}", "$${n}", "$", "$$${", "${"]]
    #expect(try value.escapingTemplates.substituting(Self.captures) == value)
    #expect(try FrameText.substituting(Template.escaping(value.description), Self.captures) == value.description)
  }

  @Test func missingValueIsNamed() {
    #expect(throws: MissingCapture(name: "x")) { try FrameText.substituting("${x}", [:]) }
    #expect(throws: MissingCapture(name: "x")) { try JSONValue.array(["a${x}"]).substituting([:]) }
  }
}
