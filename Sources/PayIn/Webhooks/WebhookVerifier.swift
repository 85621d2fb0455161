/// Verifies the signature and the age of webhooks.
package struct WebhookVerifier: Sendable {
  /// The tolerance of PayIn's own code in seconds.
  package static let defaultTolerance = 300

  let secret: WebhookSecret
  let tolerance: Int

  /// - Parameter tolerance: seconds that a signature may be old, or ahead of this machine's clock.
  package init(_ secret: WebhookSecret, tolerance: Int = defaultTolerance) {
    self.secret = secret
    self.tolerance = tolerance
  }

  /// - Parameters:
  ///   - body: the bytes as received; no other text of the same JSON will do.
  ///   - header: the value of the signature header.
  ///   - now: seconds since 1970-01-01T00:00:00Z.
  package func verdict(on body: [UInt8], _ header: String, now: Int) -> WebhookVerdict {
    guard !header.allSatisfy(\.isWhitespace) else { return WebhookVerdict(.emptySignature) }
    do throws(WebhookSignature.Malformation) {
      let signature = try WebhookSignature(header)
      let age = signature.stamp.map { now - $0.seconds }
      return WebhookVerdict(failure(body, signature, age), scheme: signature.scheme, ageSeconds: age)
    } catch {
      return WebhookVerdict(.malformedHeader(error))
    }
  }

  /// The reason to reject the webhook, or nil. The code is verified first: without it the age proves nothing.
  private func failure(_ body: [UInt8], _ signature: WebhookSignature, _ age: Int?) -> WebhookVerdict.Failure? {
    if body.isEmpty { return .emptyBody }
    guard signature.isCode(of: body, secret) else {
      let original = OriginalBody.guesses(from: body).first { signature.isCode(of: $0.bytes, secret) }
      return original.map { .bodyReserialised($0.change) } ?? .wrongSecret
    }
    guard let age else { return nil }
    if signature.stamp?.isInMilliseconds == true { return .timestampInMilliseconds }
    if age > tolerance { return .stale(tolerance: tolerance) }
    return age < -tolerance ? .fromTheFuture(tolerance: tolerance) : nil
  }
}

/// The result of verifying a webhook, with the reason if it is not valid.
package struct WebhookVerdict: Sendable, Equatable {
  package enum Failure: Sendable, Equatable {
    case emptySignature
    case emptyBody
    case malformedHeader(WebhookSignature.Malformation)
    /// Another secret, or a changed body: the two cannot be distinguished.
    case wrongSecret
    /// The secret is right, but for another text of the same JSON.
    case bodyReserialised(OriginalBody.Change)
    /// Older than the tolerance in seconds.
    case stale(tolerance: Int)
    case fromTheFuture(tolerance: Int)
    case timestampInMilliseconds
  }

  /// The reason why the webhook is not valid, or nil.
  package let failure: Failure?
  /// The scheme of the signature, or nil if the header cannot be read.
  package let scheme: WebhookSignature.Scheme?
  /// Seconds since it was signed, below 0 if this machine's clock is behind. Nil where the scheme has no time.
  package let ageSeconds: Int?

  init(_ failure: Failure?, scheme: WebhookSignature.Scheme? = nil, ageSeconds: Int? = nil) {
    self.failure = failure
    self.scheme = scheme
    self.ageSeconds = ageSeconds
  }

  package var isValid: Bool { failure == nil }

  /// Whether the holder of the secret signed exactly this body, though perhaps not now.
  package var isAuthentic: Bool {
    switch failure {
    case nil, .stale, .fromTheFuture, .timestampInMilliseconds: true
    default: false
    }
  }
}

extension WebhookVerdict.Failure {
  /// Stable: scripts compare these strings.
  package var reason: String {
    switch self {
    case .emptySignature: "empty_signature"
    case .emptyBody: "empty_body"
    case .malformedHeader: "malformed_header"
    case .wrongSecret: "wrong_secret"
    case .bodyReserialised: "body_reserialised"
    case .stale: "stale"
    case .fromTheFuture: "from_the_future"
    case .timestampInMilliseconds: "timestamp_in_milliseconds"
    }
  }

  /// A sentence that says what is wrong.
  package var message: LocalizedText {
    switch self {
    case .emptySignature: LocalizedText("There is no signature.", "没有签名。")
    case .emptyBody: LocalizedText("There is no body.", "没有请求体。")
    case .malformedHeader(let malformation):
      LocalizedText(
        "The header is not a signature: \(malformation.message[.english]).",
        "该头部不是有效的签名：\(malformation.message[.chinese])。")
    case .wrongSecret:
      LocalizedText(
        "The body was not signed with this secret, or it is not the body that was signed.",
        "请求体不是用此密钥签名的，或并非当初签名的请求体。")
    case .bodyReserialised(let change):
      LocalizedText(
        "The secret is right, but the body was changed after it was signed: \(change.message[.english]).",
        "密钥正确，但请求体在签名后\(change.message[.chinese])。")
    case .stale(let tolerance):
      LocalizedText("It was signed more than \(tolerance) s ago and may be a replay.", "签名已超过 \(tolerance) 秒，可能是重放。")
    case .fromTheFuture(let tolerance):
      LocalizedText("It was signed more than \(tolerance) s in the future.", "签名时间比当前时间晚 \(tolerance) 秒以上。")
    case .timestampInMilliseconds:
      LocalizedText(
        "The code is right, but its time is in milliseconds instead of seconds.",
        "签名码正确，但其时间以毫秒而非秒为单位。")
    }
  }

  package var fix: LocalizedText {
    switch self {
    case .emptySignature:
      LocalizedText("Pass the value of the request's x-payin-signature header.", "请传入请求中 x-payin-signature 头部的值。")
    case .emptyBody:
      LocalizedText(
        "Read the raw body before a parser of the web framework consumes it.",
        "请在 Web 框架的解析器读走请求体之前读取原始内容。")
    case .malformedHeader:
      LocalizedText(
        "Give only the header's value, and all of it: 64 hexadecimal digits, or t=…,v1=….",
        "请仅传入完整的头部值：64 位十六进制数字，或 t=…,v1=…。")
    case .wrongSecret:
      LocalizedText(
        "Compare the secret with this endpoint's in Settings → Webhooks (each network has its own), and give the raw body.",
        "请与 设置 → Webhooks 中此端点的密钥核对（每个网络各有其密钥），并传入原始请求体。")
    case .bodyReserialised:
      LocalizedText(
        "Verify the bytes as received, before they are parsed and written again.",
        "请对收到的原始字节进行验证，不要在解析并重新序列化之后验证。")
    case .stale:
      LocalizedText(
        "Check this machine's clock; for a recorded webhook allow a greater age.",
        "请检查本机时钟；若是录制的 webhook，请允许更大的时差。")
    case .fromTheFuture:
      LocalizedText("Check the clocks of this machine and of the sender.", "请检查本机和发送方的时钟。")
    case .timestampInMilliseconds: LocalizedText("The sender must write t in seconds.", "发送方必须以秒为单位写入 t。")
    }
  }
}

extension WebhookSignature.Malformation {
  fileprivate var message: LocalizedText {
    switch self {
    case .notHexadecimal:
      LocalizedText("the code has characters other than hexadecimal digits", "签名码含有十六进制数字以外的字符")
    case .wrongLength: LocalizedText("the code is not 64 digits long", "签名码不是 64 位")
    case .noTimestamp: LocalizedText("it has no t=", "缺少 t=")
    case .severalTimestamps: LocalizedText("it has more than one t=", "有多个 t=")
    case .badTimestamp: LocalizedText("t is not a time in seconds", "t 不是以秒为单位的时间")
    case .noCode: LocalizedText("it has no v1=", "缺少 v1=")
    }
  }
}

extension OriginalBody.Change {
  fileprivate var message: LocalizedText {
    switch self {
    case .edges: LocalizedText("white space at its start or end", "首尾空白被改动")
    case .lineEnds: LocalizedText("line ends", "换行符被改动")
    case .formatting: LocalizedText("white space or escapes", "空白或转义方式被改动")
    case .memberOrder: LocalizedText("the order of members", "成员顺序被改动")
    }
  }
}
