import JSON
import Testing

@testable import PayIn

/// What a configuration file means, and why one is refused. Pure: bytes and what the system says of the file.
@Suite struct ConfigurationFileTests {
  private static let path = "/home/u/.config/payin-mcp/config.json"
  private static let privately = ConfigurationFile.Status(permissions: 0o600, owner: 1000)

  private static func read(
    _ text: String, permissions: UInt32 = 0o600, owner: UInt32 = 1000, user: UInt32 = 1000
  ) throws(ConfigurationFile.Defect) -> ConfigurationFile {
    let status = ConfigurationFile.Status(permissions: permissions, owner: owner)
    return try ConfigurationFile(path: path, bytes: Array(text.utf8), status: status, user: user)
  }

  @Test func membersAreNamedAsFlagsAndKeepEveryDigit() throws {
    let file = try Self.read(
      #"""
      {
        "base-url": "https://testnet.payin.com", "max-amount": 500.500000000000000001,
        "read-only": true,

        "timeout": 9
      }
      """#)
    #expect(
      file.members == [
        .init(variable: .baseURL, text: "https://testnet.payin.com", line: 2),
        .init(variable: .maximumAmount, text: "500.500000000000000001", line: 2),
        .init(variable: .readOnly, text: "true", line: 3), .init(variable: .timeout, text: "9", line: 5),
      ])
    #expect(file.errors.isEmpty)
    #expect(!file.holdsSecret)
  }

  /// Names are taken from the table of settings, so that a new setting can stand in a file at once.
  @Test(arguments: ConfigurationVariable.fileMembers)
  func everySettingMayStandInAFile(_ variable: ConfigurationVariable) throws {
    let file = try Self.read(#"{"\#(variable.flagName)": "1"}"#)
    #expect(file.members.map(\.variable) == [variable])
    #expect(file.errors.isEmpty)
  }

  // MARK: The whole file

  struct Unusable: CustomTestStringConvertible {
    let text: String
    let defect: ConfigurationFile.Defect
    var testDescription: String { String(text.prefix(40)) }
  }

  private static let unusable = [
    Unusable(text: "", defect: .notJSON(.unexpectedEnd, line: 1, column: 1)),
    Unusable(text: "{\n  \"lang\": \"en\",\n}\n", defect: .notJSON(.unexpectedByte, line: 3, column: 1)),
    Unusable(text: "{\n  // a comment\n}", defect: .notJSON(.unexpectedByte, line: 2, column: 3)),
    // Columns count characters: the word before the mistake has two, of three bytes each.
    Unusable(text: "{\"中文\" 1}", defect: .notJSON(.unexpectedByte, line: 1, column: 7)),
    Unusable(text: "{\"lang\": \"en\"} {}", defect: .notJSON(.trailingBytes, line: 1, column: 16)),
    Unusable(text: "[1]", defect: .notAnObject),
    Unusable(text: "\"pk_x\"", defect: .notAnObject),
    Unusable(text: String(repeating: " ", count: 64 * 1024 + 1), defect: .tooLarge),
  ]

  @Test(arguments: unusable) func fileThatIsNoObjectIsRefusedWithItsPlace(_ row: Unusable) {
    #expect(throws: row.defect) { try Self.read(row.text) }
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    let status = Self.privately
    #expect(throws: ConfigurationFile.Defect.notJSON(.invalidUTF8, line: 1, column: 11)) {
      try ConfigurationFile(
        path: Self.path, bytes: Array("{\"lang\": \"".utf8) + [0xFF] + Array("\"}".utf8), status: status, user: 1000)
    }
  }

  // MARK: Who may read it

  private static let secrets = [
    #"{"api-key": "pk_test_0123456789"}"#, #"{"webhook-secret": "whsec_0123456789"}"#, #"{"api-key": ""}"#,
    // A key under another name is a key all the same.
    #"{"tools": "pk_live_0123456789abcdef"}"#, #"{"apikey": "pk_live_0123456789abcdef"}"#,
  ]

  @Test(arguments: secrets, [0o644, 0o640, 0o604, 0o660, 0o601] as [UInt32])
  func secretThatOthersMayReadIsRefused(_ text: String, _ permissions: UInt32) {
    #expect(throws: ConfigurationFile.Defect.readableByOthers(permissions)) {
      try Self.read(text, permissions: permissions)
    }
  }

  @Test(arguments: secrets, [0o600, 0o400, 0o700] as [UInt32])
  func secretThatOnlyItsOwnerMayReadIsTaken(_ text: String, _ permissions: UInt32) throws {
    #expect(try Self.read(text, permissions: permissions).holdsSecret)
  }

  @Test func secretOfAnotherUserIsRefusedAndThatOfRootTaken() throws {
    let text = #"{"api-key": "pk_test_0123456789"}"#
    #expect(throws: ConfigurationFile.Defect.ownedByOther) { try Self.read(text, owner: 1001) }
    #expect(try Self.read(text, owner: 0).holdsSecret)
  }

  @Test func fileWithoutSecretMayBeReadByAll() throws {
    #expect(try Self.read(#"{"lang": "zh"}"#, permissions: 0o644, owner: 5).members.count == 1)
  }

  @Test func refusedModeNamesTheCommandThatMendsIt() {
    let fix = ConfigurationFile.Defect.readableByOthers(0o644).fix("/home/it's me/config.json")
    #expect(fix.rendered(in: .english) == #"Run: chmod 600 '/home/it'\''s me/config.json'"#)
  }

  // MARK: Single members

  struct Mistake: CustomTestStringConvertible {
    let text: String
    let sentence: String
    let fix: String
    var testDescription: String { text }
  }

  private static let place = "(line 1 of \(path))"
  private static let mistakes = [
    Mistake(
      text: #"{"base-ulr": "x"}"#, sentence: "\"base-ulr\" \(place) is not a setting of this program.",
      fix: #"Did you mean "base-url"?"#),
    Mistake(
      text: #"{"baseUrl": "x"}"#, sentence: "\"baseUrl\" \(place) is not a setting of this program.",
      fix: #"Did you mean "base-url"?"#),
    Mistake(
      text: #"{"PAYIN_API_KEY": "x"}"#, sentence: "\"PAYIN_API_KEY\" \(place) is not a setting of this program.",
      fix: #"Did you mean "api-key"?"#),
    Mistake(
      text: #"{"--timeout": 3}"#, sentence: "\"--timeout\" \(place) is not a setting of this program.",
      fix: #"Did you mean "timeout"?"#),
    Mistake(
      text: #"{"colour": "x"}"#, sentence: "\"colour\" \(place) is not a setting of this program.",
      fix: "Remove it or correct its name."),
    Mistake(
      text: #"{"config": "/x"}"#, sentence: "\"config\" \(place) cannot stand in a configuration file.",
      fix: "Correct it, or remove it for the default."),
    Mistake(
      text: #"{"pk_live_0123456789": 1}"#, sentence: "\"…\" \(place) is not a setting of this program.",
      fix: "Remove it or correct its name."),
    Mistake(
      text: #"{"tools": ["orders"]}"#, sentence: "\"tools\" \(place) must be a text, a number, true or false.",
      fix: "Correct it, or remove it for the default."),
    Mistake(
      text: #"{"tools": null}"#, sentence: "\"tools\" \(place) must be a text, a number, true or false.",
      fix: "Correct it, or remove it for the default."),
    Mistake(
      text: #"{"lang": "en", "lang": "zh"}"#, sentence: "\"lang\" \(place) is set already in line 1.",
      fix: "Remove one of them."),
  ]

  @Test(arguments: mistakes) func mistakeIsNamedWithFileAndLine(_ row: Mistake) throws {
    let error = try #require(try Self.read(row.text, permissions: 0o600).errors.first)
    #expect(error.sentence.rendered(in: .english) == row.sentence)
    #expect(error.fix.rendered(in: .english) == row.fix)
  }

  @Test func linesCountAlsoAfterTextsWithBracketsAndQuotes() {
    let text = "{\n\"a\": \"}\\\"\\\\\",\n\"b\": {\"c\": [1, {\"d\": \"\\n\"}]},\r\n\n\"e\": 1}"
    #expect(TextPlace.linesOfMembers(in: Array(text.utf8)) == [2, 3, 5])
  }
}
