/// The secret that signs the webhooks of one endpoint. Interpolation, `dump` and encoders do not print it.
package struct WebhookSecret: Sendable {
  private let secret: String

  /// Accepts any text, because the owner of an endpoint chooses its secret, but for those that can only be a mistake.
  package init(_ text: String) throws(ValidationError) {
    if let error = ValidationError(of: text) { throw error }
    secret = text
  }

  private init(known text: String) {
    secret = text
  }

  /// The secret of the embedded sandbox as long as none is set. It is public: it protects play money only.
  package static let sandbox = WebhookSecret(known: "whsec_test_embedded_sandbox")

  var byteCount: Int { secret.utf8.count }

  package func isSame(as other: WebhookSecret) -> Bool {
    secret.utf8.elementsEqual(other.secret.utf8)
  }

  /// Passes the secret to `body`. Only what signs as well as verifies uses it: the embedded sandbox.
  package func withText<Result>(_ body: (String) -> Result) -> Result {
    body(secret)
  }

  func code(of message: [UInt8]) -> AuthenticationCode {
    AuthenticationCode(of: message, key: Array(secret.utf8))
  }

  /// Whether the text holds the secret. One of fewer than 8 characters is not looked for: it would hit words and amounts
  /// that have nothing to do with it.
  func occurs(in text: String) -> Bool {
    text.holdsBytes(of: secret) && secret.unicodeScalars.count >= 8
  }

  /// The text with every occurrence of the secret replaced.
  func redact(_ text: String) -> String {
    occurs(in: text) ? text.replacingBytes(of: secret, with: "whsec_…") : text
  }
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "WebhookSecret(redacted)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension WebhookSecret {
  /// Why a text is no usable secret. Does not contain the text.
  package enum ValidationError: Error, Sendable, Equatable, CaseIterable {
    /// Anyone could sign with an empty secret.
    case blank
    case quoted
    /// A `${NAME}`, `$PAYIN_NAME` or `%PAYIN_NAME%` that no shell or client replaced.
    case unexpanded
    case surroundingWhitespace
    case apiKey

    init?(of text: String) {
      guard let found = Self.tests.first(where: { $0.applies(text) }) else { return nil }
      self = found.error
    }

    private static let tests: [(error: ValidationError, applies: @Sendable (String) -> Bool)] = [
      (.blank, { $0.allSatisfy(\.isWhitespace) }),
      (.quoted, { text in ["\"", "'", "`"].contains { text.count > 1 && text.hasPrefix($0) && text.hasSuffix($0) } }),
      (.unexpanded, { text in ["${", "$PAYIN_", "%PAYIN_"].contains { text.hasPrefix($0) } }),
      (.surroundingWhitespace, { $0.first?.isWhitespace == true || $0.last?.isWhitespace == true }),
      (.apiKey, { $0.hasPrefix("pk_") }),
    ]
  }
}

extension WebhookSecret.ValidationError {
  /// The error as a predicate, without subject and full stop.
  package var message: LocalizedText {
    switch self {
    case .blank: LocalizedText("is blank", "为空")
    case .quoted: LocalizedText("has quotation marks around it", "带有引号")
    case .unexpanded:
      LocalizedText("holds a variable's name that was never replaced by its value", "含有未被替换为实际值的变量名")
    case .surroundingWhitespace: LocalizedText("has a space or line break around it", "首尾有空格或换行")
    case .apiKey: LocalizedText("holds an API key (pk_…)", "填入了 API 密钥（pk_…）")
    }
  }

  package var fix: LocalizedText {
    LocalizedText(
      "Use the bare secret of this endpoint as copied from Settings → Webhooks, usually whsec_ and what follows.",
      "请使用从 设置 → Webhooks 复制的此端点的密钥本身，通常为 whsec_ 及其后的内容。")
  }
}
