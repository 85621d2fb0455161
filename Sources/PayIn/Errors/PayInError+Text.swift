import JSON

extension PayInError {
  /// One or more sentences that say what happened and, for a write, what became of it.
  package var message: LocalizedText {
    guard self.code == .outcomeUnknown else {
      let sentence = sentence(self.code)
      return .sentences(
        LocalizedText("\(sentence[.english]).", "\(sentence[.chinese])。"), origin, consequence, lookUpSentences)
    }
    let unknown = LocalizedText("It is unknown whether this took effect.", "无法确定此操作是否已生效。")
    guard let cause = self.cause, cause != .outcomeUnknown else { return .sentences(unknown, lookUpSentences) }
    let sentence = sentence(cause)
    return .sentences(
      unknown, LocalizedText("\(sentence[.english]).", "\(sentence[.chinese])。"), origin, lookUpSentences)
  }

  /// A sentence that says so if the answer was not the API's own.
  private var origin: LocalizedText {
    guard self.upstream?.isForeign == true else { return .empty }
    return LocalizedText(
      "The answer is not the API's own: a proxy, a gateway or a check for bots in between sent it.",
      "该响应并非来自 API 本身，而是由中间的代理、网关或机器人检测返回的。")
  }

  /// Sentences on the look-up of an uncertain write, and on the time for which nothing more is sent.
  private var lookUpSentences: LocalizedText {
    let result: LocalizedText =
      switch self.lookUp {
      case .notFound where !self.operation.kind.isWrite: .empty
      case .notFound: LocalizedText("It was looked for and not found.", "已查找，未找到。")
      case .failed: LocalizedText("It could not be looked for.", "无法进行查找。")
      case nil: .empty
      }
    guard let time = self.heldUntil else { return result }
    return .sentences(
      result,
      LocalizedText("Nothing more is sent for this reference until \(time).", "在 \(time) 之前不会再为该引用发送请求。"))
  }

  private var consequence: LocalizedText {
    switch self.outcome {
    // Over HTTP/2 a server can say so of a request that did leave (RFC 9113, section 8.7).
    case .notSent where self.code == .connectionLost: LocalizedText("The API did not process it.", "API 未处理该请求。")
    case .notSent: LocalizedText("Nothing was sent.", "未发送任何请求。")
    case .rejected: LocalizedText("Nothing was changed.", "未作任何更改。")
    case .unknown: LocalizedText("It is unknown whether this took effect.", "无法确定此操作是否已生效。")
    case .done: LocalizedText("It took effect.", "此操作已生效。")
    case nil: .empty
    }
  }

  private func sentence(_ code: Code) -> LocalizedText {
    switch code {
    case .invalidArguments:
      LocalizedText("The argument \(self.field ?? "") cannot be used", "参数 \(self.field ?? "") 不可用") + detailInBrackets
    case .notConfigured: LocalizedText("The server has no usable API key", "服务器没有可用的 API 密钥")
    case .writesNotAllowed:
      LocalizedText(
        "This would change something on the main network, where money is real, and the operator has not allowed that",
        "此操作会在涉及真实资金的主网上做出更改，而运营者尚未允许")
    case .sandboxUnavailable where isOfSeparateSandbox:
      LocalizedText("The sandbox of PAYIN_BASE_URL cannot be used", "PAYIN_BASE_URL 的沙盒不可用") + detailInBrackets
    case .sandboxUnavailable: LocalizedText("The sandbox could not be started", "沙盒无法启动") + detailInBrackets
    case .journalFailed:
      LocalizedText(
        "Each write must be recorded first, and the journal does not take the record", "每次写操作须先记录，而日志无法写入")
        + detailInBrackets
    case .unauthorized: LocalizedText("The API refused the key", "API 拒绝了该密钥") + reply
    case .forbidden: LocalizedText("The API key lacks the permission", "该 API 密钥权限不足") + reply
    case .notFound where self.heldUntil != nil:
      LocalizedText(
        "No order has this orderReference yet, and the outcome of a create_order with it is not known",
        "目前没有订单使用此 orderReference，而使用它的 create_order 的结果尚不明确")
    case .notFound where self.field == "orderReference":
      LocalizedText("No order has this orderReference", "没有订单使用此 orderReference")
    case .notFound: LocalizedText("The API has no such resource", "资源不存在") + reply
    case .endpointMissing where self.operation.isOptional:
      LocalizedText("This version of PayIn does not offer it", "此 PayIn 不提供该功能") + status
    case .endpointMissing: LocalizedText("The server has no such endpoint", "服务器没有此端点") + status
    case .conflict where self.upstream == nil: otherOrder
    case .addressUnusable: LocalizedText("It exists but must not be paid: ", "已存在，但不可付款：") + (self.detail ?? .empty)
    case .limitExceeded: LocalizedText("This exceeds a limit set by the operator", "超出运营者设定的限额") + detailInBrackets
    case .ambiguous:
      LocalizedText("The \(self.field ?? "name") is not unique", "\(self.field ?? "名称") 不唯一") + detailInBrackets
    case .lookupIncomplete where !isOfLookUp:
      LocalizedText("The order of this reference could not be found: ", "未能找到该引用的订单：") + obstacleOfLookUp
    case .lookupIncomplete:
      LocalizedText("Whether this reference is taken could not be found out: ", "无法查明该引用是否已被使用：")
        + obstacleOfLookUp
    case .conflict: LocalizedText("This conflicts with what exists", "与已有资源冲突") + reply
    case .addressPoolEmpty: LocalizedText("No payment address is free", "地址池中无可用地址") + reply
    case .rejected: LocalizedText("The API refused the request", "API 拒绝了该请求") + reply
    default: connectionSentence(code)
    }
  }

  /// The sentence where nothing is wrong with the request itself. Its fix is `connectionFix`.
  private func connectionSentence(_ code: Code) -> LocalizedText {
    switch code {
    case .redirected where self.upstream?.status == 303:
      LocalizedText("The server says that it has processed the request and points elsewhere", "服务器称已处理该请求并指向别处")
        + status
    case .redirected: LocalizedText("The server sent the request elsewhere", "服务器将请求重定向到了别处") + status
    case .rateLimited where self.upstream == nil:
      LocalizedText("This server's own rate limit is reached", "已达到本服务器自身的速率限制")
    case .rateLimited: LocalizedText("The API's rate limit is reached", "已达到 API 的速率限制") + status
    case .upstreamError: LocalizedText("The API failed", "API 出现故障") + reply
    case .unreachable: LocalizedText("The API cannot be reached", "无法连接到 API") + detailInBrackets
    case .proxyFailed: LocalizedText("The proxy did not connect to the API", "代理未能接通 API") + detailInBrackets
    case .gatewayRefused: LocalizedText("The request was refused on its way to the API", "请求在到达 API 之前被拒绝") + status
    case .timeout: LocalizedText("The API did not answer in time", "API 未及时响应")
    case .tlsFailure:
      LocalizedText("The API's certificate or TLS connection cannot be trusted", "API 的证书或 TLS 连接不可信")
        + detailInBrackets
    case .connectionLost: LocalizedText("The connection broke before the answer", "连接在收到响应前中断") + detailInBrackets
    // A detail without a reply is the transport's.
    case .unreadableReply where self.upstream != nil && self.detail != nil:
      LocalizedText("The API's answer cannot be used: ", "API 的响应不可用：") + (self.detail ?? .empty) + status
    case .unreadableReply: LocalizedText("The API's answer cannot be read", "无法读取 API 的响应") + status
    case .replyTooLarge: LocalizedText("The API's answer is larger than allowed", "API 的响应超出允许的大小")
    case .declined: LocalizedText("A person declined this", "用户已拒绝此操作")
    case .notConfirmed: LocalizedText("A person was asked to confirm this and has not", "已请用户确认，但用户未确认")
    case .confirmationRequired: LocalizedText("A person must confirm this first", "此操作须先由用户确认")
    case .cancelled: LocalizedText("The call was cancelled", "调用已取消")
    case .shuttingDown: LocalizedText("The server is shutting down", "服务器正在关闭")
    default: LocalizedText("The request failed", "请求失败") + detailInBrackets
    }
  }

  private var obstacleOfLookUp: LocalizedText {
    self.detail ?? LocalizedText("too many orders match it", "匹配的订单过多")
  }

  private var otherOrder: LocalizedText {
    let differs = self.differences.isEmpty ? LocalizedText("content", "内容") : .list(self.differences.map(\.text))
    return LocalizedText(
      "This reference belongs to an order with another \(differs[.english])",
      "该引用属于另一个订单，不同之处：\(differs[.chinese])")
  }

  private var reply: LocalizedText {
    guard let said = self.upstream?.message else { return status }
    let (english, chinese) = (Self.quoted(said), Self.quoted(self.upstream?.chinese ?? said))
    return status + LocalizedText(": \"\(english)\"", "：“\(chinese)”")
  }

  /// Quotation marks, which the text cannot close, show a model that a server wrote it and that it is no instruction.
  private static func quoted(_ said: String) -> DisplayText {
    DisplayText(raw: said.replacing(#/["“”]/#, with: "'"), limit: PayInError.Upstream.shownMessage)
  }

  private var status: LocalizedText {
    self.upstream.map { LocalizedText(" (HTTP \($0.status))", "（HTTP \($0.status)）") } ?? .empty
  }

  private var detailInBrackets: LocalizedText {
    self.detail.map { LocalizedText(" (\($0[.english]))", "（\($0[.chinese])）") } ?? .empty
  }
}

extension PayInError.Upstream {
  /// Unicode scalars that are shown of the server's sentence.
  package static let shownMessage = 300
}

extension FieldDifference {
  /// `amount (asked for "12", existing "10")`
  fileprivate var text: LocalizedText {
    let (asked, existing) = (Self.shown(asked), Self.shown(existing))
    return LocalizedText(
      "\(field) (asked for \(asked[.english]), existing \(existing[.english]))",
      "\(field)（请求为 \(asked[.chinese])，已有为 \(existing[.chinese])）")
  }

  private static func shown(_ value: JSONValue) -> LocalizedText {
    value.isNull
      ? LocalizedText("none", "无")
      : LocalizedText { _ in DisplayText(raw: value.description, limit: PayInError.Upstream.shownMessage) }
  }
}
