import Foundation
import JSON
import Script
import TestSupport
import Testing

/// The encodings are made by Foundation, not by the code that takes them off.
@Suite struct RedactionTests {
  private static let key = "pk_live_9fQ2xT7vLm3RkZ1w"
  private static let secret = "whsec_Zx81mQpL0vB7kT2s"
  private static let rules = RedactionRules(
    values: [.init(key, placeholder: "pk_redacted"), .init("correct-horse-battery", placeholder: "whsec_redacted")],
    prefixes: ["pk_": "pk_redacted", "sk_": "sk_redacted", "whsec_": "whsec_redacted"],
    names: [
      "authorization": "token_redacted", "token": "token_redacted", "secret": "whsec_redacted",
      "apikey": "pk_redacted", "password": "phrase_redacted", "passwd": "phrase_redacted",
      "mnemonic": "phrase_redacted", "privatekey": "phrase_redacted", "cookie": "phrase_redacted",
    ],
    phrases: ["password", "passwd", "mnemonic", "privatekey", "cookie"],
    exempt: ["pk_test_embedded_sandbox"])

  /// The key with each of its characters, all of them ASCII, written by a format of printf(3).
  private static func written(_ format: String, between separator: String = "") -> String {
    let characters: [String] = key.utf8.map { String(format: format, UInt32($0)) }
    return characters.joined(separator: separator)
  }

  /// Texts that hold the key in some form.
  private static let forms: [String] = {
    let hexadecimal = written("%02x")
    let plain: [String] = [
      key, key.uppercased(), "Bearer \(key)", "x=\(key)&y=1", "\"\(key)\"", "(\(key))",
      written("\\u%04x"), written("\\\\u%04X"), "\\u0070k_\(key.dropFirst(3))", written("%%%02X"),
      written("%%25%02x"), "pk%5F\(key.dropFirst(3))", written("\\x%02x"),
      hexadecimal, hexadecimal.uppercased(), "0x\(hexadecimal)", "f\(hexadecimal)", written("%02x", between: ":"),
      Data(hexadecimal.utf8).base64EncodedString(),
    ]
    let aligned = ["", "u", "us", "user:"].flatMap { before in
      ["", "!!"].map { after in Data((before + key + after).utf8).base64EncodedString() }
    }
    let urlSafe = aligned.suffix(3).map {
      $0.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
    let wrapped = Data(("{\"key\":\"" + key + "\",\"padding\":\"" + String(repeating: "x", count: 80)).utf8)
      .base64EncodedString(options: .lineLength64Characters)
    return plain + aligned + urlSafe + aligned.suffix(2).map { "Basic \($0)" }
      + aligned.prefix(3).map { $0.replacing("=", with: "%3D") }
      + [wrapped, Data(aligned[0].utf8).base64EncodedString()]
  }()

  @Test(arguments: forms) func keyIsFoundInEachForm(_ text: String) throws {
    var redaction = Redaction(Self.rules)
    let frame: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": "m", "params": ["text": .string("say \(text) to me")]]
    let line = RecordedLine(.fromClient, frame.description)
    let redacted = String(decoding: redaction.redact([line])[0].bytes, as: UTF8.self)
    #expect(!SecretCanary.occurs(Self.key, in: redacted), "\(redacted)")
    let value = try JSONParser.parse(redacted)
    #expect(value["params"]?["text"]?.string?.hasPrefix("say ") == true, "\(redacted)")
    #expect(value["params"]?["text"]?.string?.hasSuffix(" to me") == true, "\(redacted)")
  }

  /// People paste the random part alone. `Data` encodes it.
  @Test(arguments: [
    ("pk_live_9fQ2xT7vLm3RkZ1w", "live_9fQ2xT7vLm3RkZ1w"), ("pk_live_9fQ2xT7vLm3RkZ1w", "9fQ2xT7vLm3RkZ1w"),
    ("whsec_Zx81mQpL0vB7kT2s", "Zx81mQpL0vB7kT2s"),
  ])
  func secretIsFoundWithoutItsPrefix(_ whole: String, _ part: String) {
    let data = Data(part.utf8)
    let forms = [
      part, part.uppercased(), data.base64EncodedString(), Data(("a:" + part).utf8).base64EncodedString(),
      data.map { String(format: "%02x", $0) }.joined(), part.utf8.map { String(format: "%%%02X", $0) }.joined(),
    ]
    for form in forms {
      var redaction = Redaction(Self.rules)
      let lines = [#"{"a":"\#(form)"}"#, #"{"b":"\#(whole)"}"#].map { RecordedLine(.fromClient, $0) }
      let text = redaction.redact(lines).map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
      #expect(!SecretCanary.occurs(part, in: text), "\(form): \(text)")
    }
  }

  @Test func wordsThatStandAfterAPrefixAreNoSecretsByThemselves() {
    var redaction = Redaction(Self.rules)
    #expect(redaction.redact("pk_your_key_here: your_key_here") == "pk_redacted_2: your_key_here")
  }

  @Test(arguments: [
    ("Authorization: Basic dXNlcjpwYXNzd29yZA==", "dXNlcjpwYXNzd29yZA"),
    ("curl -u x -H 'Bearer abc-12-def'", "abc-12-def"),
    ("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "QWxhZGRpbjpvcGVuIHNlc2FtZQ"),
    ("https://ada:s3cr3t@example.org/x", "ada:s3cr3t"),
    ("https://ada:a-long-password@example.org and a-long-password", "a-long-password"),
    ("https://ghp0123456789@host/", "ghp0123456789"),
    ("mnemonic: legal winner thank year wave sausage worth useful legal winner thank yellow", "winner thank"),
    ("PAYIN_API_KEY=x0123456789", "x0123456789"), ("db_passwd=p@ss!w0rd#1", "p@ss!w0rd#1"),
    ("Cookie: sid=a1b2c3d4; theme=dark", "theme=dark"),
    (#"{"private_key":"-----BEGIN KEY-----\nMIIEvQ"}"#, "MIIEvQ"), (#"{"password":"correct horse"}"#, "correct horse"),
  ])
  func credentialInATextIsFound(_ text: String, _ secret: String) {
    var redaction = Redaction(Self.rules)
    let line = RecordedLine(.fromClient, "{\"text\":\(JSONValue.string(text))}")
    let redacted = String(decoding: redaction.redact([line])[0].bytes, as: UTF8.self)
    #expect(!redacted.contains(secret), "\(redacted)")
    #expect(redacted.contains("_redacted"))
  }

  @Test(arguments: [
    ("mnemonic", "legal winner thank"), ("private_key", "-----BEGIN KEY-----\nMIIEvQ"), ("DB_PASSWD", "correct horse"),
    ("Set-Cookie", "sid=1; theme=dark"),
  ])
  func memberWithSuchANameIsFoundWhole(_ name: String, _ secret: String) {
    var redaction = Redaction(Self.rules)
    let line = RecordedLine(.fromClient, "{\"\(name)\":\(JSONValue.string(secret))}")
    #expect(redaction.redact([line])[0] == RecordedLine(.fromClient, "{\"\(name)\":\"phrase_redacted\"}"))
  }

  @Test func jsonEscapesOfTheFrameItselfHideNothing() {
    var redaction = Redaction(Self.rules)
    let line = RecordedLine(
      .fromClient, #"{"id":1,"params":{"\u0070k_live_9fQ2xT7vLm3RkZ1w":"\u0070\u006b_live_9fQ2xT7vLm3RkZ1w"}}"#)
    #expect(
      redaction.redact([line])[0] == RecordedLine(.fromClient, #"{"id":1,"params":{"pk_redacted":"pk_redacted"}}"#))
  }

  /// Secrets that JSON must escape, and one that must not be taken for an escape.
  private static let escaped = [
    #"sec"ret1234567"#, #"sec\ret1234567"#, #"sec\\ret1234567"#, "secrét1234567", "secr😀t1234567", "sec\tret\n1234567",
    #"a/b'c"d\e\u0041-12345"#, #""1234567890""#, "päss\u{8}wörd\u{C}\r123",
  ]

  /// A text as JSON: as Foundation writes it, or in ASCII as Python does.
  private static func json(_ text: String, isASCII: Bool) throws -> String {
    let data = try JSONEncoder().encode(["plain": text])
    let json = String(decoding: data, as: UTF8.self)
    guard isASCII else { return json }
    return json.utf16.map { $0 < 0x80 ? String(UnicodeScalar(UInt8($0))) : String(format: "\\u%04x", UInt32($0)) }
      .joined()
  }

  @Test(arguments: escaped, [false, true])
  func secretIsFoundInJSONInsideOfTexts(_ secret: String, _ isASCII: Bool) throws {
    let rules = RedactionRules(values: [.init(secret, placeholder: "whsec_redacted")], prefixes: [:], names: [:])
    var (text, expected) = ("say \(secret) to me", "say whsec_redacted to me")
    for level in 0...3 {
      var redaction = Redaction(rules)
      let line = RecordedLine(.fromServer, "{\"id\":1,\"result\":{\"text\":\(JSONValue.string(text))}}")
      let redacted = redaction.redact([line])[0].bytes
      #expect(try JSONParser.parse(redacted)["result"]?["text"]?.string == expected, "\(level)")
      text = try Self.json(text, isASCII: isASCII)
      expected = try Self.json(expected, isASCII: isASCII)
    }
  }

  @Test func secretIsFoundInPythonsFormsOfCharactersAndBytes() {
    let rules = RedactionRules(
      values: [.init("secrét1234567", placeholder: "whsec_redacted")], prefixes: [:], names: [:])
    for form in [#"'secr\xe9t1234567'"#, #"b'secr\xc3\xa9t1234567'"#, "secr%C3%A9t1234567", #"secr\\u00e9t1234567"#] {
      var redaction = Redaction(rules)
      #expect(redaction.redact(form).contains("whsec_redacted"), "\(form)")
    }
  }

  @Test func memberOfJSONInATextIsASecretWhole() throws {
    var redaction = Redaction(Self.rules)
    let text = try Self.json(#"{"secret":"x9\"of\\the-owner"}"#, isASCII: true)
    let line = RecordedLine(.fromServer, "{\"text\":\(JSONValue.string(text))}")
    let redacted = String(decoding: redaction.redact([line])[0].bytes, as: UTF8.self)
    #expect(!redacted.contains("owner") && !redacted.contains("x9"), "\(redacted)")
  }

  @Test func secretThatIsSeenOnceIsOneEverywhere() {
    var redaction = Redaction(Self.rules)
    let lines = [
      RecordedLine(.fromServer, #"{"id":1,"result":{"text":"Wng4MW1RcEwwdkI3a1Qycw== is base64 of a part"}}"#),
      RecordedLine(.fromServer, #"{"id":1,"result":{"a":"\#(Data(Self.secret.utf8).base64EncodedString())"}}"#),
      RecordedLine(.fromClient, #"{"id":2,"params":{"secret":"\#(Self.secret)"}}"#),
    ]
    let redacted = redaction.redact(lines).map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(redacted[0].contains("base64 of a part"))
    #expect(redacted.allSatisfy { !SecretCanary.occurs(Self.secret, in: $0) })
    #expect(redacted[2] == #"{"id":2,"params":{"secret":"whsec_redacted_2"}}"#)
  }

  @Test(arguments: [
    (#"{"headers":{"Authorization":"Bearer abcdefgh12"}}"#, #"{"headers":{"Authorization":"Bearer token_redacted"}}"#),
    (#"{"url":"http://127.0.0.1:1/?token=8883c99993dc53e7"}"#, #"{"url":"http://127.0.0.1:1/?token=token_redacted"}"#),
    (#"{"text":"{\"secret\":\"x9-of-the-owner\"}"}"#, #"{"text":"{\"secret\":\"whsec_redacted_2\"}"}"#),
    (#"{"a":"pk_first_0123456789","b":"pk_second_123456789"}"#, #"{"a":"pk_redacted_2","b":"pk_redacted_3"}"#),
    (#"{"a":"correct-horse-battery"}"#, #"{"a":"whsec_redacted"}"#),
  ])
  func credentialsAreKnownByTheirNames(_ line: String, _ expected: String) {
    var redaction = Redaction(Self.rules)
    #expect(String(decoding: redaction.redact([RecordedLine(.fromServer, line)])[0].bytes, as: UTF8.self) == expected)
  }

  @Test(arguments: [
    #"{ "a" : "task_progress", "b":"sk_SK", "c": [1.0, 1e5] }"#, #"{"token":"USDT"}"#,
    #"{"description":"secret: the one of the endpoint, Authorization: Bearer followed by the key"}"#,
    #"{"progressToken":"progress-12345"}"#, #"{"text":"a bearer token; a basic account; password: the one you chose"}"#,
    #"{"text":"https://example.org/@user"}"#, #"{"secret":{"type":"string"}}"#,
    #"{"key":"pk_test_embedded_sandbox"}"#, #"{"a":"100%25 \\u00e9 \u00e9"}"#,
    "{no json",
  ])
  func whatIsNoSecretKeepsEachByte(_ line: String) {
    var redaction = Redaction(Self.rules)
    #expect(redaction.redact([RecordedLine(.fromClient, line)]) == [RecordedLine(.fromClient, line)])
  }

  @Test func shortValuesOfTheEnvironmentAreNotLookedFor() {
    var redaction = Redaction(RedactionRules(values: [.init("test", placeholder: "x")], prefixes: [:], names: [:]))
    #expect(redaction.redact("a testnet") == "a testnet")
  }
}
