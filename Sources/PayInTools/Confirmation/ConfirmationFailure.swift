import JSON
import MCP
import PayIn

/// The reason why a valid write was not sent. A person's refusal is a failure too: a success would have to fit the tool's
/// output schema, and no value could.
enum ConfirmationFailure: Equatable {
  /// - Parameter earlier: whether the refusal came before this call, which was therefore not asked about.
  case declined(earlier: Bool)
  case dismissed
  case unanswered
  /// The client cannot ask. With the rule `remedy` it would be given a token.
  case cannotAsk(remedy: ConfirmationRule)
  /// - Parameter isRenewed: whether the call brought a token that cannot be used.
  case tokenOffered(token: String, question: LocalizedText, isRenewed: Bool)
}

extension ConfirmationFailure {
  func result(for reader: DisplayContext) -> ToolResult {
    let message = LocalizedText.sentences(message, Self.nothingSent)
    var object: JSONObject = [
      "code": .string(code.rawValue), "message": .string(message.rendered(for: reader)),
      "fix": .string(fix.rendered(for: reader)),
      "retry": .string(retry), "outcome": .string(PayInError.Outcome.notSent.rawValue),
    ]
    if case .tokenOffered(let token, let question, _) = self {
      object["question"] = .string(question.rendered(for: reader))
      object[Confirmation.tokenName] = .string(token)
      object["expiresInSeconds"] = .number(JSONNumber(Int(StateSealer.lifetime / .seconds(1))))
    }
    return .failure(
      LocalizedText.sentences(message, fix).rendered(for: reader), error: object, metaKey: ToolFailure.metaKey)
  }

  private static let nothingSent = LocalizedText("Nothing was sent.", "未发送任何请求。")

  private var code: PayInError.Code {
    switch self {
    case .declined: .declined
    case .dismissed, .unanswered: .notConfirmed
    case .cannotAsk, .tokenOffered: .confirmationRequired
    }
  }

  /// Whether the same call may be repeated. A refusal is final; without a way to ask, the call is refused until it brings a
  /// token or the operator changes the setting that `fix` names.
  private var retry: String {
    switch code {
    case .notConfirmed: "safe"
    case .confirmationRequired: "after_change"
    default: "never"
    }
  }

  private var message: LocalizedText {
    switch self {
    case .declined(earlier: false): LocalizedText("A person declined this.", "用户已拒绝此操作。")
    case .declined(earlier: true):
      LocalizedText("A person has already declined exactly this.", "用户此前已拒绝完全相同的操作。")
    case .dismissed: LocalizedText("The question was closed without an answer.", "确认窗口已关闭，未作选择。")
    case .unanswered: LocalizedText("Nobody answered the question.", "无人回答确认问题。")
    case .cannotAsk:
      LocalizedText(
        "A person must confirm this first, and this client cannot ask one.", "此操作须先由用户确认，而此客户端无法询问用户。")
    case .tokenOffered(_, _, isRenewed: false):
      LocalizedText(
        "A person must confirm this first; this client cannot ask one by itself.",
        "此操作须先由用户确认；此客户端无法自行询问用户。")
    case .tokenOffered(_, _, isRenewed: true):
      LocalizedText(
        "The confirmationToken cannot be used: it belongs to another call, has been used or has expired.",
        "confirmationToken 不可用：它属于其他调用、已被使用或已过期。")
    }
  }

  private var fix: LocalizedText {
    switch self {
    case .declined:
      LocalizedText(
        "Do not repeat it: the no holds for these arguments as long as the server runs. Ask the person what to change.",
        "请勿重复：在服务器运行期间，对这些参数的拒绝一直有效。请询问用户需要更改什么。")
    case .dismissed, .unanswered:
      LocalizedText("Call again when the person is ready to answer.", "待用户准备好回答时重新调用。")
    case .cannotAsk(let remedy):
      LocalizedText(
        "Use a client with elicitation, or have the operator set PAYIN_CONFIRM=\(remedy.rawValue) to confirm in two steps.",
        "请使用支持 elicitation 的客户端，或由运营者设置 PAYIN_CONFIRM=\(remedy.rawValue) 以分两步确认。")
    case .tokenOffered(_, let question, _):
      .sentences(
        LocalizedText("Show the person this question, word for word:", "请将以下问题原样展示给用户："), question,
        LocalizedText(
          "Only after a clear yes call again with the same arguments and this confirmationToken, within 5 minutes.",
          "仅在用户明确同意后，于 5 分钟内以相同参数和此 confirmationToken 重新调用。"))
    }
  }
}
