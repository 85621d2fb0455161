import JSON
import PayIn

extension SandboxTools {
  /// The kind of `simulate_payment` by which the network takes a payment back: that of `txHash`, which must be one of
  /// the order or the user, or else their latest one.
  static func takeBack(_ arguments: JSONObject) throws(InvalidArguments) -> ToolDeclaration.Request {
    let problems = ["amount", "currency", "chainId", "confirmations"].filter { arguments[$0] != nil }.map(unneeded)
    guard problems.isEmpty else { throw InvalidArguments(problems) }
    var subject: JSONObject = [:]
    for name in ["txHash", "orderId", "depositReference"] { subject[name] = arguments[name] }
    return { [subject] client throws(PayInError) in
      let payment = try await client.takePaymentBack(subject)
      return answer(payment, Summary.takenBack(payment))
    }
  }

  private static func unneeded(_ name: String) -> InvalidArguments.Problem {
    InvalidArguments.Problem(
      path: "/\(name)", expected: LocalizedText("nothing", "不填"), given: LocalizedText("a value", "一个值"),
      fix: LocalizedText(
        "Remove `\(name)`: taken_back takes a whole payment back.", "请移除 `\(name)`：taken_back 会撤回整笔付款。"))
  }
}
