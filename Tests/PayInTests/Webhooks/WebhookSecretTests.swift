import Testing

@testable import PayIn

@Suite struct WebhookSecretTests {
  @Test(arguments: [
    ("", WebhookSecret.ValidationError.blank), (" \n\t", .blank), ("\"whsec_1\"", .quoted), ("'x'", .quoted),
    ("${PAYIN_WEBHOOK_SECRET}", .unexpanded), ("${X:-}", .unexpanded), ("$PAYIN_WEBHOOK_SECRET", .unexpanded),
    ("%PAYIN_WEBHOOK_SECRET%", .unexpanded), ("whsec_1\n", .surroundingWhitespace),
    (" whsec_1", .surroundingWhitespace), (APIKey.canary, .apiKey),
  ])
  func mistakeIsExplainedAndNotRepeated(_ text: String, _ error: WebhookSecret.ValidationError) {
    #expect(throws: error) { try WebhookSecret(text) }
    #expect(
      text.count < 8 || !"\(error.message[.english].rendered()) \(error.fix[.english].rendered())".contains(text))
  }

  @Test(arguments: ["whsec_1", "x", "two words", "$ecret", "50%", "a\"b", "密钥"])
  func anyOtherTextIsASecret(_ text: String) {
    #expect(throws: Never.self) { try WebhookSecret(text) }
  }

  @Test func nothingPrintsTheSecret() throws {
    let configuration = try Configuration.load(environment: ["PAYIN_WEBHOOK_SECRET": WebhookSecret.canary])
    let secret = try #require(configuration.webhookSecret)
    var dumped = ""
    dump(secret, to: &dumped)
    dump(configuration, to: &dumped)
    dump(WebhookVerifier(secret), to: &dumped)
    dump(Secrets(nil, secret), to: &dumped)
    let texts = ["\(secret)", String(reflecting: secret), "\([secret])", "\(configuration)", "\(secret as Any?)"]
    #expect((texts + [dumped]).allSatisfy { !$0.contains("canary") })
  }

  @Test func longSecretOnlyIsHidden() throws {
    let long = Secrets(nil, try WebhookSecret(WebhookSecret.canary))
    #expect(long.redact("a \(WebhookSecret.canary) b") == "a whsec_… b")
    #expect(Secrets(nil, try WebhookSecret("1")).redact("amount 100") == "amount 100")
  }

  @Test func unusableSecretIsToldByTheToolsThatNeedIt() throws {
    let configuration = try Configuration.load(environment: ["PAYIN_WEBHOOK_SECRET": " "])
    #expect(configuration.webhookSecret == nil)
    #expect(
      configuration.webhookSecretError == SettingError("PAYIN_WEBHOOK_SECRET", .webhookSecret(.blank)))
    #expect(configuration.errors.isEmpty)
  }
}
