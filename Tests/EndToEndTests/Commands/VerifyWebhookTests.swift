import Foundation
import JSON
import TestSupport
import Testing

/// `payin-mcp verify-webhook`. The expected codes are those of `openssl dgst`.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct VerifyWebhookTests {
  private static let secret = "whsec_of_this_test"
  private static let event = Array(
    #"{"id":"evt_1","type":"order.completed","createdAt":"2026-01-01T00:00:00Z","data":{"orderId":"ord_1"}}"#.utf8)

  /// The code of the bytes, by an independent program.
  private static func code(_ bytes: [UInt8], _ key: String = secret) async throws -> String {
    let folder = try ProcessTests.Folder()
    let path = "\(folder.path)/message"
    try Data(bytes).write(to: URL(filePath: path))
    let run = try await Shell.run("openssl dgst -sha256 -hmac '\(key)' -r '\(path)' | cut -d ' ' -f 1")
    return run.output.trimmingCharacters(in: .newlines)
  }

  private static func verify(
    _ body: [UInt8], _ signature: String, _ arguments: [String] = [], secret: String? = secret
  ) async throws -> PipedRun {
    try await PipedRun(
      ["verify-webhook", "--signature", signature] + arguments, input: body,
      environment: secret.map { ["PAYIN_WEBHOOK_SECRET": $0] } ?? [:])
  }

  /// Bodies that are no UTF-8, end without a newline, or hold a zero are taken byte by byte.
  @Test(arguments: [event, event + [0x0A], [0xFF, 0x00, 0xC3, 0x28], Array("\r\n{}\r\n".utf8), Array("汉字".utf8)])
  func bytesAreVerifiedAsTheyAre(body: [UInt8]) async throws {
    let run = try await Self.verify(body, Self.code(body))
    #expect(run.exit == .status(0), "\(run.output)\(run.errorOutput)")
    #expect(run.output.hasPrefix("Valid: "))
    #expect(run.errorOutput.isEmpty)
    #expect(try await Self.verify(body + [0x20], Self.code(body)).exit == .status(1))
  }

  @Test func eventIsReadAndNamedByItsKey() async throws {
    let run = try await Self.verify(Self.event, Self.code(Self.event), ["--json"])
    let report = try JSONParser.parse(run.output)
    #expect(report["valid"] == true)
    #expect(report["scheme"] == "hex")
    #expect(report["event"]?["data"]?["orderId"] == "ord_1")
    #expect(report["deduplicationKey"] == "evt_1")
  }

  @Test func reasonIsGivenInWordsAndAsACode() async throws {
    let signature = try await Self.code(Self.event)
    let changed = Array(String(decoding: Self.event, as: UTF8.self).replacing(#"":"#, with: #"": "#).utf8)
    for (body, header, reason) in [
      (changed, signature, "body_reserialised"), (Array("{}".utf8), signature, "wrong_secret"),
      (Self.event, "x", "malformed_header"), (Self.event, "", "empty_signature"), ([], signature, "empty_body"),
    ] {
      let run = try await Self.verify(body, header, ["--json"])
      #expect(run.exit == .status(1))
      let report = try JSONParser.parse(run.output)
      #expect(report["valid"] == false)
      #expect(report["reason"]?.string == reason)
      #expect(report["event"] == nil)
      #expect(try await Self.verify(body, header).output.hasPrefix("Not valid (\(reason)): "))
    }
  }

  @Test func ageIsHeldAgainstTheTolerance() async throws {
    let seconds = Int(Date().timeIntervalSince1970) - 1000
    let header = "t=\(seconds),v1=\(try await Self.code(Array("\(seconds).".utf8) + Self.event))"
    let stale = try await Self.verify(Self.event, header)
    #expect(stale.exit == .status(1))
    #expect(stale.output.hasPrefix("Not valid (stale): "))
    #expect(try await Self.verify(Self.event, header, ["--tolerance", "2000"]).exit == .status(0))
  }

  @Test(arguments: ["", "\n", "\r\n"])
  func secretOfAFileWinsAndMayEndInALineBreak(end: String) async throws {
    let folder = try ProcessTests.Folder()
    let path = "\(folder.path)/secret"
    try Data((Self.secret + end).utf8).write(to: URL(filePath: path))
    let run = try await Self.verify(
      Self.event, Self.code(Self.event), ["--secret-file", path], secret: "whsec_another_one")
    #expect(run.exit == .status(0), "\(run.output)\(run.errorOutput)")
  }

  @Test func bodyMayBeAFile() async throws {
    let folder = try ProcessTests.Folder()
    try Data(Self.event).write(to: URL(filePath: "\(folder.path)/body"))
    let signature = try await Self.code(Self.event)
    let run = try await Self.verify([], signature, ["--body-file", "\(folder.path)/body"])
    #expect(run.exit == .status(0))
    let missing = try await Self.verify([], signature, ["--body-file", "\(folder.path)/none"])
    #expect(missing.exit == .status(2))
    #expect(missing.errorOutput.contains("No such file"))
    let large = try await Self.verify([UInt8](repeating: 0x20, count: (1 << 20) + 1), signature)
    #expect(large.exit == .status(2))
  }

  @Test(arguments: [
    (nil, "PAYIN_WEBHOOK_SECRET"), ("", "PAYIN_WEBHOOK_SECRET is blank"), ("'whsec_0123456789'", "quotation marks"),
    ("pk_0123456789", "API key"), ("${SECRET}", "never replaced"),
  ])
  func unusableSecretIsExplainedAndNotRepeated(secret: String?, message: String) async throws {
    let run = try await Self.verify(Self.event, "x", secret: secret)
    #expect(run.exit == .status(3))
    #expect(run.output.isEmpty)
    #expect(run.errorOutput.contains(message), "\(run.errorOutput)")
    #expect(!run.errorOutput.contains("0123456789"))
  }

  @Test(arguments: [["--tolerance", "-1"], ["--tolerance", "x"], ["--secret", "whsec_0123456789"], ["one-more"]])
  func mistakeOfTheCommandHasItsStatus(arguments: [String]) async throws {
    let run = try await Self.verify(Self.event, "x", arguments)
    #expect(run.exit == .status(2))
    #expect(!run.errorOutput.contains("0123456789"))
  }

  @Test func verdictIsGivenInChinese() async throws {
    let run = try await PipedRun(
      ["verify-webhook", "--signature", "x"], input: Self.event,
      environment: ["PAYIN_WEBHOOK_SECRET": Self.secret, "PAYIN_LANG": "zh"])
    #expect(run.output.hasPrefix("无效（malformed_header）："))
  }
}
