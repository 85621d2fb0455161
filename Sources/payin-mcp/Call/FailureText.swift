import JSON
import PayIn

/// A failed call for people: what happened, what to do, whether to repeat it, and what became of a write.
struct FailureText {
  /// The error object for programs.
  let error: JSONObject

  /// - Parameter error: the error object of a tool's result. Its fix is for the operator of a server, and a call has none.
  init(_ error: JSONObject) {
    var error = error
    if error["code"]?.string == PayInError.Code.confirmationRequired.rawValue {
      error["fix"] = .string(
        localized("Run this command on a terminal, where it asks you.", "请在终端中运行此命令，它会在那里询问你。"))
    }
    self.error = error
  }

  var lines: [String] {
    let message = error["message"]?.string ?? localized("The call failed.", "调用失败。")
    let rows = [
      (localized("Fix", "处理办法"), error["fix"]?.string), (localized("Retry", "重试"), retry),
      (localized("Outcome", "结果"), outcome), (localized("Next", "下一步"), next),
    ]
    let mark = localized(": ", "：")
    return ["payin-mcp: \(message)"] + rows.compactMap { label, text in text.map { label + mark + $0 } }
  }

  private var retry: String? {
    switch error["retry"]?.string {
    case "safe": localized("safe", "可安全重试")
    case "unsafe": localized("not safe, it could be done twice", "不安全，可能重复执行")
    case "never": localized("not as it stands", "照原样重试无用")
    case "after_change": localized("after a change of the call or the settings", "更改参数或设置之后")
    case "after":
      localized("after \(seconds) s", "\(seconds) 秒之后")
    default: nil
    }
  }

  private var seconds: String { error["retryAfterSeconds"]?.description ?? "?" }

  private var outcome: String? {
    switch error["outcome"]?.string {
    case PayInError.Outcome.notSent.rawValue: localized("not sent", "未发送")
    case PayInError.Outcome.rejected.rawValue: localized("rejected, nothing has changed", "已被拒绝，未作更改")
    case PayInError.Outcome.done.rawValue: localized("done", "已生效")
    case PayInError.Outcome.unknown.rawValue: localized("unknown, it may have taken effect", "不明，可能已生效")
    default: nil
    }
  }

  /// The next call as a command.
  private var next: String? {
    guard let tool = error["next"]?["tool"]?.string else { return nil }
    let arguments = error["next"]?["arguments"]?.object ?? [:]
    return ShellCommand.call(tool, arguments)
  }
}
