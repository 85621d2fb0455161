import FoundationEssentials
import JSON
import PayIn

/// Make and check signatures of webhooks. They work on this machine alone: nothing is sent, the sandbox is not started
/// for them, and they need no API key.
enum WebhookTools {
  static let all = [
    ToolDeclaration(local: "verify_webhook", in: .webhooks, default: .on) { call throws(InvalidArguments) in
      try answer(call, checkingKey, verify)
    },
    ToolDeclaration(local: "sample_webhook", in: .webhooks, default: .inSandbox) { call throws(InvalidArguments) in
      try answer(call, signingKey, sample)
    },
  ]

  private typealias FindKey = (JSONObject, Configuration) throws(InvalidArguments) -> WebhookKey?
  private typealias Work = (JSONObject, WebhookKey, ToolContext) throws(InvalidArguments) -> ToolAnswer

  private static func answer(
    _ call: LocalCall, _ findKey: FindKey, _ work: Work
  ) throws(InvalidArguments) -> ToolDeclaration.Answer {
    let configuration = call.context.configuration
    guard let key = try findKey(call.arguments, configuration) else {
      return { () throws(CallFailure) in throw .setting(configuration.webhookSecretError ?? missingSecret) }
    }
    var answer = try work(call.arguments, key, call.context)
    answer.secret = key.secret
    if key.source == .sandbox, configuration.webhookSecret == nil { answer.warnings.append(Warning(.sandboxSecret)) }
    return { [answer] () throws(CallFailure) in answer }
  }

  private static func verify(
    _ arguments: JSONObject, _ key: WebhookKey, _ context: ToolContext
  ) throws(InvalidArguments) -> ToolAnswer {
    let body = try body(arguments)
    let tolerance = arguments.integer("toleranceSeconds") ?? WebhookVerifier.defaultTolerance
    let verdict = WebhookVerifier(key.secret, tolerance: tolerance)
      .verdict(on: body, arguments.text("signature"), now: context.time.date())
    return ToolAnswer(WebhookReport(verdict, of: body, for: context.reader))
  }

  private static func sample(
    _ arguments: JSONObject, _ key: WebhookKey, _ context: ToolContext
  ) throws(InvalidArguments) -> ToolAnswer {
    let kind = arguments.optional("event").flatMap(WebhookSample.Kind.init) ?? .orderCompleted
    try refuseForgery(arguments, key.secret, context.configuration)
    let scheme = arguments.optional("scheme").flatMap(WebhookSignature.Scheme.init) ?? .hex
    let sample = WebhookSample(
      kind, scheme, reference: arguments.optional("reference") ?? "order_123",
      amount: try arguments.amount("amount", otherwise: "100"), now: context.time.date())
    return ToolAnswer(sample, signedWith: key, url: receiver(arguments))
  }

  private static func receiver(_ arguments: JSONObject) -> String {
    arguments.optional("url") ?? "http://127.0.0.1:3000/webhooks/payin"
  }

  private static func checkingKey(
    _ arguments: JSONObject, _ configuration: Configuration
  ) throws(InvalidArguments) -> WebhookKey? {
    WebhookKey.checking(try secret(arguments), configuration)
  }

  private static func signingKey(
    _ arguments: JSONObject, _ configuration: Configuration
  ) throws(InvalidArguments) -> WebhookKey? {
    try WebhookKey.signing(for: receiver(arguments), try secret(arguments), configuration)
  }
}

extension WebhookTools {
  private static let missingSecret = SettingError(
    ConfigurationVariable.webhookSecret.rawValue, .webhookSecretMissing)

  /// Throws where an example event, signed with the secret of real webhooks, could pass for a real payment.
  private static func refuseForgery(
    _ arguments: JSONObject, _ secret: WebhookSecret, _ configuration: Configuration
  ) throws(InvalidArguments) {
    let isTest = [.sandbox, .testnet].contains(configuration.mode) || configuration.baseURL?.isLoopback == true
    guard !isTest, configuration.webhookSecret?.isSame(as: secret) == true else { return }
    throw InvalidArguments(
      .init(
        path: "/secret", expected: LocalizedText("the secret of a test receiver", "测试接收端的密钥"),
        given: LocalizedText("the secret that real webhooks are signed with", "真实 webhook 的签名密钥"),
        fix: LocalizedText(
          "Give another `secret`: signed with PAYIN_WEBHOOK_SECRET an example event could pass for a real payment.",
          "请另给一个 `secret`：用 PAYIN_WEBHOOK_SECRET 签名的示例事件可能被当成真实付款。")))
  }

  private static func secret(_ arguments: JSONObject) throws(InvalidArguments) -> WebhookSecret? {
    guard let text = arguments.optional("secret") else { return nil }
    do throws(WebhookSecret.ValidationError) {
      return try WebhookSecret(text)
    } catch {
      throw InvalidArguments(
        .init(
          path: "/secret", expected: LocalizedText("a webhook secret", "webhook 密钥"),
          given: LocalizedText("text that \(error.message[.english])", "文本\(error.message[.chinese])"), fix: error.fix))
    }
  }

  private static func body(_ arguments: JSONObject) throws(InvalidArguments) -> [UInt8] {
    // An empty body can be signed. Beside the other form it is a field that a client sent without filling it in.
    let isUnfilled = arguments["body"] == "" && arguments["bodyBase64"] != nil
    let given = ["body", "bodyBase64"].filter { arguments[$0] != nil && !($0 == "body" && isUnfilled) }
    guard given.count == 1 else {
      throw InvalidArguments(
        .init(
          path: "/body", expected: .either("body", "bodyBase64"), given: given.isEmpty ? .neither : .both,
          fix: .giveEither("body", "bodyBase64")))
    }
    guard let encoded = arguments.optional("bodyBase64") else { return Array(arguments.text("body").utf8) }
    guard let data = Data(base64Encoded: encoded.filter { !$0.isWhitespace }) else {
      throw InvalidArguments(
        .init(
          path: "/bodyBase64", expected: LocalizedText("Base64 (RFC 4648, section 4)", "Base64（RFC 4648 第 4 节）"),
          given: LocalizedText("other text", "其他文本"),
          fix: LocalizedText(
            "Encode the raw bytes with the standard alphabet and padding.", "请用标准字母表和填充编码原始字节。")))
    }
    return Array(data)
  }
}
