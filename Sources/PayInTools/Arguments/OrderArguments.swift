import JSON
import PayIn

extension OrderKey {
  /// Throws unless exactly one of the two names is given.
  init(_ arguments: JSONObject) throws(InvalidArguments) {
    try arguments.requireOne(of: "orderId", "orderReference")
    self = arguments.optional("orderId").map(OrderKey.id) ?? .reference(arguments.text("orderReference"))
  }
}

extension JSONObject {
  /// Throws unless exactly one of the two arguments is given.
  func requireOne(of first: String, _ second: String) throws(InvalidArguments) {
    let count = [first, second].count { self[$0] != nil }
    guard count != 1 else { return }
    throw InvalidArguments(
      .init(
        path: "/\(first)", expected: .either(first, second), given: count == 0 ? .neither : .both,
        fix: count == 0 ? .giveOne(of: first, second) : .giveEither(first, second)))
  }

  /// The range of `from` and `to`, or nil if neither is given.
  func timeRange() throws(InvalidArguments) -> TimeRange? {
    do throws(TimeRange.ValidationError) {
      return try TimeRange(from: optional("from"), to: optional("to"))
    } catch {
      throw InvalidArguments(InvalidArguments.Problem(error))
    }
  }
}

extension InvalidArguments.Problem {
  fileprivate init(_ problem: TimeRange.ValidationError) {
    switch problem {
    case .notATime(let name):
      self.init(
        path: "/\(name)", expected: LocalizedText("a date or date-time", "日期或日期时间"),
        given: LocalizedText("other text", "其他文本"),
        fix: LocalizedText(
          "Give `\(name)` as a date such as 2026-01-31 (the whole day in UTC) or as 2026-01-31T09:30:00Z.",
          "请将 `\(name)` 写为日期，例如 2026-01-31（UTC 全天），或 2026-01-31T09:30:00Z。"))
    case .reversed:
      self.init(
        path: "/to", expected: LocalizedText("a time not before `from`", "不早于 `from` 的时间"),
        given: LocalizedText("an earlier time", "更早的时间"),
        fix: LocalizedText("Give `to` a time that is not before `from`.", "请让 `to` 不早于 `from`。"))
    }
  }
}
