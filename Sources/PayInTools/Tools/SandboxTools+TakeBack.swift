import JSON
import PayIn

extension SandboxTools {
  /// The kind of `simulate_payment` by which the network takes a payment back: that of `txHash`, or else the latest one
  /// of the order or the user.
  static func takeBack(_ arguments: JSONObject) throws(InvalidArguments) -> ToolDeclaration.Request {
    let problems = ["amount", "currency", "chainId", "confirmations"].filter { arguments[$0] != nil }.map(unneeded)
    guard problems.isEmpty else { throw InvalidArguments(problems) }
    let name = ["txHash", "orderId", "depositReference"].first { arguments[$0] != nil } ?? "orderId"
    var subject: JSONObject = [:]
    subject[name] = arguments[name]
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
