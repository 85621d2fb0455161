import ClientSettings
import JSON
import Testing

@Suite struct YAMLEditTests {
  private static let entry: JSONObject = ["cmd": "/x", "args": [], "envs": ["A": "1"]]
  private static let lines = "  payin:\n    cmd: \"/x\"\n    args: []\n    envs:\n      A: \"1\"\n"

  private static let examples = [
    EditExample("", "s:\n" + lines, removed: ""), EditExample("# none\n", "# none\ns:\n" + lines),
    EditExample("a: 1\n", "s:\n" + lines + "a: 1\n"),
    EditExample("\u{FEFF}a: 1\nb: 2\n", "\u{FEFF}s:\n" + lines + "a: 1\nb: 2\n"),
    EditExample("# Goose\n---\na: 1", "# Goose\n---\ns:\n" + lines + "a: 1"),
    EditExample("s: # mine\n  b:\n    c: 中\nd: |+\n  x\n\n", "s: # mine\n" + lines + "  b:\n    c: 中\nd: |+\n  x\n\n"),
    EditExample(
      "é: 1\r\ns:\r\n    b: 1\r\n",
      "é: 1\r\ns:\r\n" + ("\n" + lines.dropLast()).replacing("\n", with: "\r\n  ").dropFirst() + "\r\n    b: 1\r\n"),
    EditExample("s: {b: 1}\n", "s: {payin: {cmd: \"/x\", args: [], envs: {A: \"1\"}}, b: 1}\n"),
    EditExample("s: {}\n", "s: {payin: {cmd: \"/x\", args: [], envs: {A: \"1\"}}}\n"),
    EditExample("s:\nb: 1\n", "s:\n" + lines + "b: 1\n", removed: "b: 1\n"),
    EditExample("s:", "s:\n" + lines, removed: ""),
  ]

  @Test(arguments: examples) func onlyTheMemberIsNew(_ example: EditExample) throws {
    try example.check(.yaml, "s", Self.entry)
  }

  @Test(arguments: [
    (
      "s:\n  payin: # old\n    cmd: y\n  # next\n  b: 1\n",
      "s:\n  payin: # old\n    args: []\n    envs:\n      A: \"1\"\n    cmd: \"/x\"\n  # next\n  b: 1\n"
    ),
    ("s:\n  payin: {cmd: y} # old\n", "s:\n  payin: {args: [], envs: {A: \"1\"}, cmd: \"/x\"} # old\n"),
    ("s:\n  payin:\n  b: 1\n", "s:\n  payin: {cmd: \"/x\", args: [], envs: {A: \"1\"}}\n  b: 1\n"),
    ("s: {payin: , b: 2}\n", "s: {payin:  {cmd: \"/x\", args: [], envs: {A: \"1\"}}, b: 2}\n"),
  ])
  func memberIsChangedInItsPlace(before: String, after: String) throws {
    let edit = SettingsEdit(container: ["s"], name: "payin", entry: Self.entry)
    let result = try SettingsFormat.yaml.adding(edit, to: Array(before.utf8))
    #expect(String(decoding: result, as: UTF8.self) == after)
  }

  @Test func memberWithMoreInItIsLeftAsItIs() throws {
    let text = Array(("s:\n" + Self.lines + "    timeout: 9\n").replacing("\"/x\"", with: "/x").utf8)
    let edit = SettingsEdit(container: ["s"], name: "payin", entry: Self.entry)
    #expect(try SettingsFormat.yaml.adding(edit, to: text) == text)
  }

  @Test(arguments: [
    ("{s: {}}\n", SettingsError.unsupportedForm("extensions")), ("- a\n", .unsupportedForm("extensions")),
    ("a: 1\n---\nb: 2\n", .unsupportedForm("---")), ("s: 1\n", .notAnObject("s", TextPosition(line: 1, column: 4))),
    ("a: &x\n  b: 1\ns: *x\n", .notAnObject("s", TextPosition(line: 3, column: 4))),
    ("s: &x\n  b: 1\na: *x\n", .unsupportedForm("s")), ("s: &x {b: 1}\na: *x\n", .unsupportedForm("s")),
    ("s: &x\na: *x\n", .notAnObject("s", TextPosition(line: 1, column: 4))),
    ("a: &x {b: 1}\ns:\n  payin: *x\n", .unsupportedForm("s")),
    ("a: &x {b: 1}\ns:\n  <<: *x\n  b: 1\n", .unsupportedForm("s")),
    ("a: &x {s: {}}\n<<: *x\n", .unsupportedForm("<<")),
    ("s:\n  payin: {cmd: &x y}\na: *x\n", .unsupportedForm("s")), ("s:\n  payin: 1\n", .unsupportedForm("s.payin")),
    ("s:\n  b: 1\ns:\n  c: 2\n", .duplicateName("s", TextPosition(line: 3, column: 1))),
    ("a: [\n", .syntax(TextPosition(line: 2, column: 1), reason: "did not find expected node content")),
    (
      "a: 1\n\tb: 2\n",
      .syntax(TextPosition(line: 2, column: 1), reason: "found a tab character that violates indentation")
    ),
  ])
  func formThatIsNotEditedIsRefused(text: String, expected: SettingsError) {
    let edit = SettingsEdit(container: ["s"], name: "payin", entry: Self.entry)
    #expect(throws: expected) { try SettingsFormat.yaml.adding(edit, to: Array(text.utf8)) }
  }
}
