import Foundation
import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

@Suite struct WebhookToolTests {
  private static let signedAt = 1_738_060_200
  private static let secret = "whsec_0123456789abcdef"
  private static let body = ToolExample.webhook["body"]?.string ?? ""
  private static let signature = ToolExample.webhook["signature"] ?? ""
  /// An event whose signatures are by Python's `hmac`: 301 s old, 301 s ahead, and in milliseconds.
  private static let published = #"{"type":"order.expired","data":{"order_id":"o"}}"#
  private static let stale = "t=1738059899,v1=b24a87334b7bad0f086bb82e4b64af27dfe8a3ecb6ade7cc01184463776f73e4"
  private static let early = "t=1738060501,v1=eb6a84527d0d29d9b8bbfc18e170036b3dbb4fa0fab45ecd3b8aa38ee87d8c3e"
  private static let milliseconds =
    "t=1738060200000,v1=e84d164bbb6b7adb27f77bc2bb46155fd61de3c26504642db7469932d296cefa"
  private static let set = ["PAYIN_WEBHOOK_SECRET": secret]

  private func verify(
    _ arguments: JSONObject, environment: [String: String] = set
  ) async throws -> ToolResult {
    try await Bench(environment: environment).call("verify_webhook", arguments)
  }

  @Test func validWebhookComesWithItsEventAndItsKey() async throws {
    let result = try await verify(["body": .string(Self.body), "signature": Self.signature])
    #expect(
      result.object == [
        "valid": true, "scheme": "hex",
        "event": [
          "id": "evt_abc123", "type": "order.completed", "known": true, "createdAt": "2025-01-28T10:30:00Z",
          "data": [
            "orderId": "ord_xyz789", "orderReference": "order_123", "status": "completed", "amount": "100",
            "currency": "USDT", "chainId": "ethereum-sepolia", "txHash": "0xabc",
            "completedAt": "2025-01-28T10:29:45Z",
          ],
        ],
        "deduplicationKey": "evt_abc123",
      ])
    #expect(
      result.summary == """
        Valid: order.completed of order ord_xyz789. Handle it only once, by its key evt_abc123.
        """)
  }

  @Test func givenSecretWinsOverTheOneSet() async throws {
    let other = ["PAYIN_WEBHOOK_SECRET": "whsec_other"]
    #expect(try await verify(ToolExample.webhook, environment: other).object["valid"] == true)
    var arguments = ToolExample.webhook
    arguments["secret"] = nil
    #expect(try await verify(arguments, environment: other).object["reason"] == "wrong_secret")
  }

  @Test func bodyMayComeAsBase64() async throws {
    let encoded = Data(Self.body.utf8).base64EncodedString(options: .lineLength76Characters)
    let result = try await verify(["bodyBase64": .string(encoded), "signature": Self.signature])
    #expect(result.object["valid"] == true)
  }

  @Test(
    arguments: [
      (["signature": "x"], "/body"), (["signature": "x", "body": "{}", "bodyBase64": "e30="], "/body"),
      (["signature": "x", "bodyBase64": "%"], "/bodyBase64"), (["signature": "x", "bodyBase64": "e30"], "/bodyBase64"),
      (["signature": "x", "body": "{}", "secret": " "], "/secret"),
      (["signature": "x", "body": "{}", "secret": "pk_0123"], "/secret"), (["body": "{}"], "/signature"),
      (["signature": "x", "body": ["id": "e"]], "/body"),
    ] as [(JSONObject, String)])
  func unusableArgumentIsNamed(_ arguments: JSONObject, _ path: String) async throws {
    let result = try await verify(arguments)
    #expect(result.isError)
    #expect(result.object["code"] == "invalid_arguments")
    #expect(result.object["problems"]?.array?.map { $0["path"] } == [.string(path)])
  }

  /// Both the problem and the words of the summary are in the language of the reader.
  @Test(
    arguments: [
      (["signature": "x"], "两者都没有"), (["signature": "x", "body": "{}", "bodyBase64": "e30="], "两者都有"),
      (["signature": "x", "bodyBase64": "%"], "其他文本"), (["signature": "x", "body": "{}", "secret": " "], "文本为空"),
      (["signature": "x", "body": "{}", "secret": "\"a\""], "文本带有引号"),
      (["signature": "x", "body": "{}", "secret": "pk_0123"], "文本填入了 API 密钥（pk_…）"),
    ] as [(JSONObject, String)])
  func unusableArgumentIsExplainedInChinese(_ arguments: JSONObject, _ given: String) async throws {
    let result = try await verify(arguments, environment: ["PAYIN_WEBHOOK_SECRET": Self.secret, "PAYIN_LANG": "zh"])
    let problem = try #require(result.object["problems"]?.array?.first)
    #expect(problem["given"] == .string(given))
    let fix = try #require(result.object["fix"]?.string)
    #expect(fix.isChinese)
    #expect(problem["expected"]?.string?.isChinese == true)
    #expect(result.summary.hasPrefix("以下参数不可用："))
    #expect(result.summary.contains(fix))
  }

  @Test(
    arguments: [
      (["body": "{}", "signature": ""], "empty_signature", false),
      (["body": "", "signature": signature], "empty_body", false),
      (["body": "{}", "signature": "sha256=00"], "malformed_header", false),
      (["body": "{}", "signature": signature], "wrong_secret", false),
      (["body": .string(body + "\n"), "signature": signature], "body_reserialised", false),
      (["body": .string(published), "signature": .string(stale)], "stale", true),
      (["body": .string(published), "signature": .string(early)], "from_the_future", true),
      (["body": .string(published), "signature": .string(milliseconds)], "timestamp_in_milliseconds", true),
    ] as [(JSONObject, String, Bool)])
  func badSignatureIsAResultAndNotAFailure(
    _ arguments: JSONObject, _ reason: String, _ isSigned: Bool
  ) async throws {
    let result = try await verify(arguments)
    #expect(!result.isError)
    #expect(result.object["valid"] == false)
    #expect(result.object["reason"] == .string(reason))
    #expect(result.summary.hasPrefix("Not valid (\(reason)): "))
    #expect(result.object["message"]?.string?.isEmpty == false)
    #expect(result.object["fix"]?.string?.isEmpty == false)
    #expect((result.object["event"] != nil) == isSigned)
    #expect((result.object["deduplicationKey"] != nil) == isSigned)
  }

  @Test func toleranceCanBeRaisedForARecordedWebhook() async throws {
    let old: JSONObject = [
      "body": .string(Self.published), "signature": .string(Self.stale), "toleranceSeconds": 301,
    ]
    let result = try await verify(old)
    #expect(result.object["valid"] == true)
    #expect(result.object["ageSeconds"] == 301)
  }

  @Test func signedBodyThatIsNoEventIsValidWithAWarning() async throws {
    let result = try await verify([
      "body": "[]", "signature": "c92317566d59eaf5362f43e78f2f34e48e64fb5b17c9331ec29875a8a5791b67",
    ])
    #expect(result.object["valid"] == true)
    #expect(result.object["event"] == nil)
    #expect(result.object["warnings"]?.array?.map { $0["code"] } == ["event_unreadable"])
  }

  @Test func secretThatIsNowhereIsAskedFor() async throws {
    let result = try await verify(["body": "{}", "signature": Self.signature], environment: Bench.live)
    #expect(result.isError)
    #expect(result.object["code"] == "not_configured")
    #expect(result.object["field"] == "PAYIN_WEBHOOK_SECRET")
    #expect(result.summary.contains("`secret`"))
  }

  @Test(arguments: [[:], Bench.live])
  func unusableSecretIsToldByThisToolAndByNoOther(_ base: [String: String]) async throws {
    let bench = try Bench(environment: base.merging(["PAYIN_WEBHOOK_SECRET": "\"\(Self.secret)\""]) { $1 })
    let result = try await bench.call("verify_webhook", ["body": "{}", "signature": Self.signature])
    #expect(result.object["code"] == "not_configured")
    #expect(result.summary.contains("PAYIN_WEBHOOK_SECRET has quotation marks around it."))
    #expect(try await !bench.call("verify_webhook", ToolExample.webhook).isError)
    #expect(try await !bench.call("get_order", ["orderId": "ord_1"]).isError)
  }

  @Test func unusableKeyOfTheAPIDoesNotMatterHere() async throws {
    let result = try await verify(ToolExample.webhook, environment: ["PAYIN_API_KEY": ""])
    #expect(result.object["valid"] == true)
  }

  @Test func neitherToolNeedsTheAPIOrTheSandbox() async throws {
    struct NotToBeStarted: Error {}
    let catalogue = try PayInTools.catalogue(
      ToolContext(
        configuration: try Configuration.load(environment: [:]),
        versions: ToolContext.Versions(server: "1", libcurl: "7", protocolRevisions: []),
        client: { throw NotToBeStarted() }))
    for name in ToolExample.local {
      let example = try #require(ToolExample.all.first { $0.name == name })
      let result = await catalogue.call(try #require(catalogue[name]), arguments: example.arguments)
      #expect(!result.isError)
    }
  }

  @Test(arguments: WebhookSample.Kind.allCases.map(\.rawValue), ["hex", "timestamped"])
  func sampleIsValid(_ event: String, _ scheme: String) async throws {
    let bench = try Bench(environment: Self.set)
    let sample = try await bench.call("sample_webhook", ["event": .string(event), "scheme": .string(scheme)])
    let headers = try #require(sample.object["headers"]?.object)
    let signature = headers.members.first { $0.name.lowercased() == "x-payin-signature" }?.value
    let verdict = try await bench.call(
      "verify_webhook", ["body": try #require(sample.object["body"]), "signature": try #require(signature)])
    #expect(verdict.object["valid"] == true)
    #expect(verdict.object["scheme"] == .string(scheme))
    #expect(verdict.object["event"]?["type"] == .string(event))
    #expect(verdict.object["deduplicationKey"] == sample.object["deduplicationKey"])
    #expect(verdict.object["event"]?["sentType"] ?? verdict.object["event"]?["type"] == sample.object["event"])
  }

  @Test(arguments: ToolExample.local)
  func sandboxHasASecretOfItsOwnAndSaysSo(_ name: String) async throws {
    let bench = try Bench()
    let sample = try await bench.call("sample_webhook", [:])
    let signature = try #require(sample.object["headers"]?["x-payin-signature"])
    let verdict = try await bench.call(
      "verify_webhook", ["body": try #require(sample.object["body"]), "signature": signature])
    #expect(verdict.object["valid"] == true)
    for result in [sample, verdict] {
      #expect(result.object["warnings"]?.array?.map { $0["code"] } == ["sandbox_secret"])
    }
  }

  @Test func zeroIsNoAmountOfASample() async throws {
    let result = try await Bench().call("sample_webhook", ["amount": "0"])
    #expect(result.object["code"] == "invalid_arguments")
  }

  /// A receiver that trusts the configured secret would take the example for a real payment.
  @Test(
    arguments: [
      ("https://app.payin.com", nil, true), ("https://app.payin.com", secret, true),
      ("https://app.payin.com", "whsec_of_a_test_receiver", false), ("https://pay.example.org", nil, true),
      ("https://testnet.payin.com", nil, false), ("http://127.0.0.1:4010", nil, false),
    ] as [(String, String?, Bool)])
  func sampleIsNoForgery(_ url: String, _ given: String?, _ isRefused: Bool) async throws {
    let settings = ["PAYIN_BASE_URL": url, "PAYIN_TOOLS": "sample_webhook"].merging(Bench.live) { $1 }
    var arguments: JSONObject = [:]
    arguments["secret"] = given.map(JSONValue.string)
    let result = try await Bench(environment: settings.merging(Self.set) { $1 }).call("sample_webhook", arguments)
    #expect(result.isError == isRefused)
    if isRefused { #expect(result.object["field"] == "secret") }
  }

  /// What `curl` is given is what was signed, whatever stands in it.
  @Test(arguments: ["order_123", #"it's "$HOME" `id` \ % 支付"#, "'", "a\nb"])
  func curlLineCarriesTheSignedBytesThroughAShell(_ reference: String) async throws {
    let sample = try await Bench(environment: Self.set).call(
      "sample_webhook", ["reference": .string(reference), "url": "http://127.0.0.1:1/a?b='c d'&e=$f"])
    let line = try #require(sample.object["curl"]?.string)
    let words = try Self.words(of: line)
    #expect(words.first == "http://127.0.0.1:1/a?b='c d'&e=$f")
    #expect(words.last == sample.object["body"]?.string)
    #expect(words.contains("x-payin-signature: \(sample.object["headers"]?["x-payin-signature"]?.string ?? "")"))
    #expect(words.dropLast().last == "--data-binary")
  }

  /// The arguments that a shell passes to the program it calls.
  private static func words(of line: String) throws -> [String] {
    let shell = Process()
    let output = Pipe()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", #"curl() { printf '%s\0' "$@"; }; "# + line]
    shell.standardOutput = output
    try shell.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }
}
