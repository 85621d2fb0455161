import ClientSettings
import JSON
import Testing

@Suite struct TOMLEditTests {
  private static let entry: JSONObject = ["command": "/x", "args": [], "env": ["A": "1"]]
  private static let table = "[s.payin]\ncommand = \"/x\"\nargs = []\n\n[s.payin.env]\nA = \"1\"\n"

  private static let examples = [
    EditExample("", table), EditExample("a = 1\n", "a = 1\n\n" + table),
    EditExample("# c\n[s.other]\nx = 1", "# c\n[s.other]\nx = 1\n\n" + table, removed: "# c\n[s.other]\nx = 1\n"),
    EditExample("a = 1\r\n", "a = 1\r\n\r\n" + table.replacing("\n", with: "\r\n")),
    EditExample("\u{FEFF}", "\u{FEFF}" + table),
    EditExample("a = \"\"\"\n[s.payin]\n\"\"\"\n", "a = \"\"\"\n[s.payin]\n\"\"\"\n\n" + table),
  ]

  @Test(arguments: examples) func onlyTheTableIsNew(_ example: EditExample) throws {
    try example.check(.toml, "s", Self.entry)
  }

  /// Comments after the table belong to what follows it.
  @Test func tableInTheMiddleIsChangedAndTakenOut() throws {
    let before = "[a]\nx = 1\n\n[s.payin] # mine\ncommand = '/old'\nenv = { B = \"2\" }\n\n# About b\n[b]\ny = 2\n"
    let edit = SettingsEdit(container: ["s"], name: "payin", entry: Self.entry)
    let after = try SettingsFormat.toml.adding(edit, to: Array(before.utf8))
    let table = "[s.payin] # mine\nargs = []\ncommand = \"/x\"\nenv = { A = \"1\", B = \"2\" }\n"
    #expect(String(decoding: after, as: UTF8.self) == "[a]\nx = 1\n\n\(table)\n# About b\n[b]\ny = 2\n")
    let removed = try SettingsFormat.toml.removing(["s", "payin"], from: after)
    #expect(String(decoding: removed, as: UTF8.self) == "[a]\nx = 1\n\n# About b\n[b]\ny = 2\n")
  }

  /// A longer time-out that was added by hand is no reason to write.
  @Test func tableWithMoreInItIsLeftAsItIs() throws {
    let text = Array(
      (Self.table + "B = \"2\"\n").replacing("args = []", with: "args = [ ]\ntool_timeout_sec = 300").utf8)
    let edit = SettingsEdit(container: ["s"], name: "payin", entry: Self.entry)
    #expect(try SettingsFormat.toml.adding(edit, to: text) == text)
  }

  @Test func nameAndPathAreQuotedWhereTheyMustBe() throws {
    let edit = SettingsEdit(container: ["s"], name: "my.payin", entry: ["command": #"/a "b" \c"#])
    let result = try SettingsFormat.toml.adding(edit, to: [])
    #expect(String(decoding: result, as: UTF8.self) == "[s.\"my.payin\"]\ncommand = \"/a \\\"b\\\" \\\\c\"\n")
    #expect(try SettingsFormat.toml.value(of: result)?["s"]?["my.payin"]?["command"] == .string(#"/a "b" \c"#))
  }

  @Test(arguments: [
    "s = { other = { a = 1 } }\n", "s = 1\n", "[[s]]\na = 1\n", "[s]\npayin = 1\n", "[s]\npayin = [{ a = 1 }]\n",
    "[s.payin]\ncommand = \"\"\"/y\"\"\"\n", "[s.payin]\ncommand = 1\n", "[s.payin]\nargs = [\n  \"a\",\n]\n",
  ])
  func formThatIsNotEditedIsRefused(text: String) {
    let edit = SettingsEdit(container: ["s"], name: "payin", entry: Self.entry)
    #expect(throws: SettingsError.unsupportedForm("s.payin")) {
      try SettingsFormat.toml.adding(edit, to: Array(text.utf8))
    }
  }

  @Test(arguments: [("a = \n", 1), ("a = 1\nb = \"\n", 2), ("[a\n", 1), ("a = 1\na = 2\n", 2), ("[a]\n\n[a]\n", 3)])
  func textThatIsNotTOMLIsRefusedWithItsPlace(text: String, line: Int) {
    let edit = SettingsEdit(container: ["s"], name: "payin", entry: Self.entry)
    #expect {
      try SettingsFormat.toml.adding(edit, to: Array(text.utf8))
    } throws: { error in
      guard case .syntax(let position, let reason)? = error as? SettingsError else { return false }
      return position.line == line && !reason.isEmpty
    }
  }
}
