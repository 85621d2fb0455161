import ClientSettings
import JSON
import Testing

@Suite struct JSONEditTests {
  private static let entry: JSONObject = ["command": "/x", "args": []]

  private static let examples = [
    // As long as the first member stands on a line of its own, so does the new one, with its white space.
    EditExample(
      "{\n\t\"s\": {\n\t\t\"a\": 1 // one\n\t}\n}",
      "{\n\t\"s\": {\n\t\t\"payin\": {\n\t\t\t\"command\": \"/x\",\n\t\t\t\"args\": []\n\t\t},\n\t\t\"a\": 1 // one\n\t}\n}"
    ),
    EditExample(
      "{\r\n    \"s\": {\r\n        \"a\": 1,\r\n    },\r\n}\r\n",
      """
      {\r\n    "s": {\r\n        "payin": {\r\n            "command": "/x",\r\n            "args": []\r\n        },\
      \r\n        "a": 1,\r\n    },\r\n}\r\n
      """),
    // A comment stays with the bracket that it stands beside.
    EditExample(
      "{\n  \"s\": { // mine\n    \"a\": 1\n  }\n}\n",
      "{\n  \"s\": { // mine\n    \"payin\": {\n      \"command\": \"/x\",\n      \"args\": []\n    },\n    \"a\": 1\n  }\n}\n"
    ),
    EditExample(
      "{\n  \"s\": {\n    // none yet\n  }\n}\n",
      "{\n  \"s\": {\n    \"payin\": {\n      \"command\": \"/x\",\n      \"args\": []\n    }\n    // none yet\n  }\n}\n"
    ),
    // On one line everything stays on one line.
    EditExample(#"{"s": {"a": 1}}"#, #"{"s": {"payin": {"command": "/x", "args": []}, "a": 1}}"#),
    EditExample(#"{"s":{"a":1}}"#, #"{"s":{"payin":{"command":"/x","args":[]},"a":1}}"#),
    EditExample(#"{ "s": { "a": 1 } }"#, #"{ "s": { "payin": {"command": "/x", "args": []}, "a": 1 } }"#),
    EditExample(#"{"s": {}}"#, #"{"s": {"payin": {"command": "/x", "args": []}}}"#),
    // From the result alone it cannot be told whether the parent was there before.
    EditExample(
      "{\n  \"b\": 2\n}\n",
      "{\n  \"s\": {\n    \"payin\": {\n      \"command\": \"/x\",\n      \"args\": []\n    }\n  },\n  \"b\": 2\n}\n",
      removed: "{\n  \"s\": {\n  },\n  \"b\": 2\n}\n"),
    EditExample(
      "{\n  \"s\": {}\n}",
      "{\n  \"s\": {\n    \"payin\": {\n      \"command\": \"/x\",\n      \"args\": []\n    }\n  }\n}",
      removed: "{\n  \"s\": {\n  }\n}"),
    EditExample(
      "\u{FEFF}// Settings",
      "\u{FEFF}// Settings\n{\n  \"s\": {\n    \"payin\": {\n      \"command\": \"/x\",\n      \"args\": []\n    }\n  }\n}\n",
      removed: "\u{FEFF}// Settings\n{\n  \"s\": {\n  }\n}\n"),
  ]

  @Test(arguments: examples) func onlyTheEntryIsNew(_ example: EditExample) throws {
    try example.check(.jsonWithComments, "s", Self.entry)
  }

  /// Wherever a person has put the entry, its comma and its line leave with it.
  @Test(arguments: [
    ("{\n  \"s\": {\n    \"a\": 1,\n    \"payin\": {}\n  }\n}", "{\n  \"s\": {\n    \"a\": 1\n  }\n}"),
    (
      "{\n  \"s\": {\n    \"a\": 1, // one\n    \"payin\": {}, // two\n  }\n}",
      "{\n  \"s\": {\n    \"a\": 1, // one\n    // two\n  }\n}"
    ),
    (
      "{\n  \"s\": {\n    \"a\": 1, // one\n    \"payin\": {} // two\n  }\n}",
      "{\n  \"s\": {\n    \"a\": 1 // one\n    // two\n  }\n}"
    ),
    (
      "{\n  \"s\": {\n    \"a\": 1,\n    \"payin\": {}, /* two */ \"b\": 2\n  }\n}",
      "{\n  \"s\": {\n    \"a\": 1,\n    /* two */ \"b\": 2\n  }\n}"
    ),
    (#"{"s": {"a": 1, "payin": {}, "b": 2}}"#, #"{"s": {"a": 1, "b": 2}}"#),
    (#"{"s": {"payin": {"a": [1, 2]}}}"#, #"{"s": {}}"#), (#"{"s": {"b": 1}}"#, #"{"s": {"b": 1}}"#), ("{}", "{}"),
    ("", ""),
  ])
  func entryIsTakenOutAnywhere(before: String, after: String) throws {
    let result = try SettingsFormat.jsonWithComments.removing(["s", "payin"], from: Array(before.utf8))
    #expect(String(decoding: result, as: UTF8.self) == after)
  }

  /// What a person or the client has added to the entry stays: switches, lists of tools, a key.
  @Test func entryThatStandsThereKeepsItsOtherMembers() throws {
    let before = #"{"s": {"payin": {"command": "/old", "disabled": true, "env": {"PAYIN_API_KEY": "k", "A": "1"}}}}"#
    let entry: JSONObject = ["command": "/new", "args": [], "env": ["A": "2"]]
    let edit = SettingsEdit(container: ["s"], name: "payin", entry: entry)
    let result = try SettingsFormat.json.adding(edit, to: Array(before.utf8))
    #expect(
      String(decoding: result, as: UTF8.self) == #"""
        {"s": {"payin": {"args": [], "command": "/new", "disabled": true, "env": {"PAYIN_API_KEY": "k", "A": "2"}}}}
        """#)
  }

  /// Another layout of the same entry is not rewritten.
  @Test func entryOfEqualValueIsLeftAsItIs() throws {
    let text = Array("{\"s\": {\"payin\": { \"args\" : [ ],\n\"command\":\"\\/x\" }}}".utf8)
    let edit = SettingsEdit(container: ["s"], name: "payin", entry: Self.entry)
    #expect(try SettingsFormat.json.adding(edit, to: text) == text)
  }

  @Test(arguments: [
    ("{\"s\": {},}", false, 1, 9), ("{\n// c\n}", false, 2, 1), ("{\"s\": {}", true, 1, 9), ("{\"s\" {}}", true, 1, 6),
    ("{\"a\": 01}", true, 1, 8), ("{\"a\": \"x\ny\"}", true, 1, 9), ("{} {}", true, 1, 4),
    ("{\n  \"a\": /* x", true, 2, 8),
    ("{\"a\": 1 \"b\": 2}", true, 1, 9), ("{'a': 1}", true, 1, 2), ("[1,,2]", true, 1, 4), ("{\"a\": tru}", true, 1, 7),
    ("{\"a\": \"\\q\"}", true, 1, 8), (String(repeating: "[", count: 200), true, 1, 129),
  ])
  func textThatIsNotJSONIsRefusedWithItsPlace(text: String, comments: Bool, line: Int, column: Int) throws {
    let edit = SettingsEdit(container: ["s"], name: "payin", entry: Self.entry)
    #expect {
      try (comments ? SettingsFormat.jsonWithComments : .json).adding(edit, to: Array(text.utf8))
    } throws: { error in
      guard case .syntax(let position, _)? = error as? SettingsError else { return false }
      return position == TextPosition(line: line, column: column)
    }
  }

  @Test(arguments: [
    (#"{"s": {}, "s": {}}"#, SettingsError.duplicateName("s", TextPosition(line: 1, column: 11))),
    ("{\"s\": {\"payin\": {},\n\"payin\": {}}}", .duplicateName("payin", TextPosition(line: 2, column: 1))),
    (#"{"s": []}"#, .notAnObject("s", TextPosition(line: 1, column: 7))),
    (#"{"s": null}"#, .notAnObject("s", TextPosition(line: 1, column: 7))),
    ("[]", .notAnObject("", TextPosition(line: 1, column: 1))),
    ("{\"a\": \"\u{0}\"}", .syntax(TextPosition(line: 1, column: 8), reason: "control character in a string")),
  ])
  func placeThatIsNotClearIsRefused(text: String, expected: SettingsError) {
    let edit = SettingsEdit(container: ["s"], name: "payin", entry: Self.entry)
    #expect(throws: expected) { try SettingsFormat.json.adding(edit, to: Array(text.utf8)) }
  }

  @Test(arguments: [SettingsFormat.json, .jsonWithComments, .toml, .yaml])
  func otherEncodingIsRefused(format: SettingsFormat) {
    let edit = SettingsEdit(container: ["s"], name: "payin", entry: Self.entry)
    #expect(throws: SettingsError.notUTF8) { try format.adding(edit, to: [0xFF, 0xFE, 0x7B, 0x00]) }
  }

  @Test func elementOfInputsIsAddedToTheOthersAndTakenOutAgain() throws {
    let before = Array("{\n  \"inputs\": [\n    {\"id\": \"a\"}\n  ],\n  \"s\": {\n    \"a\": {}\n  }\n}\n".utf8)
    let edit = SettingsEdit(container: ["s"], name: "payin", entry: Self.entry, input: ["id": "k", "password": true])
    let after = try SettingsFormat.json.adding(edit, to: before)
    #expect(String(decoding: after, as: UTF8.self).contains("\"inputs\": [\n    {\n      \"id\": \"k\",\n"))
    #expect(try SettingsFormat.json.adding(edit, to: after) == after)
    #expect(try SettingsFormat.json.removing(["s", "payin"], input: "k", from: after) == before)
  }
}
