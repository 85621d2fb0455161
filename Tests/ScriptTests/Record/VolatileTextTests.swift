import JSON
import Script
import Testing

/// What a recording makes of one text.
@Suite struct VolatileTextTests {
  @Test(arguments: [
    ("before 2026-11-30T06:02:25.009Z", #"^before [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z$"#),
    (
      "2026-11-30T06:02:25+01:00",
      #"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?[+-][0-9]{2}:[0-9]{2}$"#
    ),
    ("at 127.0.0.1:8484.", #"^at 127\.0\.0\.1:[0-9]{1,5}\.$"#),
    ("http://[::1]:8484/", #"^http://\[::1\]:[0-9]{1,5}/$"#),
    ("id f5509965-79d8-49de-9470-7a321e1ea5fb", "^id [0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$"),
    ("0x7fda7c25263f365daa8c51fd13fbc678b249a396", "^0x[0-9a-f]{40}$"),
    // The first example of EIP-55.
    ("to 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed.", #"^to 0x[0-9a-fA-F]{40}\.$"#),
    ("0x" + String(repeating: "aB3f", count: 16), "^0x[0-9a-fA-F]{64}$"),
    ("TKkjpG8fcMP5onYLGa172JPUYHgYqBkf98", "^[A-Za-z0-9]{31,37}$"),
    ("TCBBhNTXTURTWuePyzodcVpYFKuxWYbVnJ", "^[A-Za-z0-9]{31,37}$"),
    ("t=1796017646,v1=40a641f0e2d2b433", "^t=[0-9]{10},v1=[0-9a-f]{16}$"),
    ("01JDXK4QZ3A7B9C2D5E6F8G0H1", "^[0-9A-Z]{26}$"), ("waited 900 s.", #"^waited [0-9]+ s\.$"#),
    ("还剩 900 秒", "^还剩 [0-9]+ 秒$"), (#"{"p50Ms":12.5}"#, #"^\{"p50Ms":[0-9]+(\.[0-9]+)?\}$"#),
    (#"{"token": "token_redacted_2"}"#, #"^\{"token": "[!-~]+"\}$"#),
  ])
  func whatVariesBecomesATightExpression(_ text: String, _ regex: String) throws {
    #expect(try pattern(of: text) == .sample(.regex(regex), .string(text)))
    #expect(text.contains(try Regex(regex)))
  }

  @Test(arguments: [
    "49.99 USDT on ethereum-sepolia", "2026-07-28", "1200.000001", "page 1 of 20", "version 0.1.0", "sha256",
    "12345678",
    "127.0.0.1", "example.org:8443", "USDT 1000000000000", "paymentWindowEndsAt", "payin://guide/orders", "decade", "",
    "timeoutSeconds: 20", #"{"ttlMs":3600000}"#, "50 stars",
  ])
  func whatDoesNotVaryIsExpectedAsItIs(_ text: String) throws {
    #expect(try pattern(of: text) == .value(.string(text)))
  }

  @Test func pathInAFolderOfTheUserVaries() {
    let lines = Session.lines(
      #"""
      C {"id":1,"method":"a"}
      S {"id":1,"result":{"at":"/home/ada/x.sqlite","text":"kept in \"/home/ada/.local/x.sqlite\", not in /home/adam/x"}}
      """#)
    let end = Recorder.End(linesBeforeEndOfInput: nil, exit: nil)
    let text = ScriptWriter.text(of: Recorder.record(lines, folders: ["/home/ada"], end: end, file: "f").script)
    #expect(text.contains(#"at: regex("^/[^\"\\s]*$") ~ "/home/ada/x.sqlite""#), "\(text)")
    #expect(text.contains(#"regex("^kept in \"/[^\"\\s]*\", not in /home/adam/x$")"#), "\(text)")
  }

  @Test func textOfManyWordsThatVaryHasNoLongerExpressionThanAScriptMay() throws {
    let text = String(repeating: "ord_0123456789abcdef ", count: 16_000)
    #expect(try pattern(of: text) == .sample(.type(.string), .string(text)))
  }

  private func pattern(of text: String) throws -> Pattern {
    let lines = [
      RecordedLine(.fromClient, #"{"id":1,"method":"a"}"#),
      RecordedLine(.fromServer, #"{"id":1,"result":{"text":\#(JSONValue.string(text))}}"#),
    ]
    let script = Recorder.record(lines, end: .init(linesBeforeEndOfInput: nil, exit: nil), file: "f").script
    guard case .expect(let pattern, _)? = script.steps.last?.action, case .object(let members) = pattern else {
      throw NoExpectation()
    }
    switch members[0].pattern {
    case .object(let result): return result[0].pattern
    case .value(let value): return .value(value["text"] ?? .null)
    default: throw NoExpectation()
    }
  }

  private struct NoExpectation: Error {}
}
