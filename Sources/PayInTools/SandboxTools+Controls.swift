import JSON
import PayIn

extension SandboxTools {
  static let advanceClock = ToolRow("advance_clock", .advanceClock) { arguments throws(InvalidArguments) in
    guard arguments.count == 1 else { throw InvalidArguments(Self.oneMove(arguments)) }
    return { client throws(PayInError) in
      ToolAnswer(try await client.advanceClock(arguments), Summary.moved(clock:))
    }
  }

  /// The kind `none` takes all faults back; two kinds are about the pool of addresses and no faults of a call.
  static let injectFault = ToolRow("inject_fault", .injectFault) { arguments throws(InvalidArguments) in
    switch arguments.text("kind") {
    case "none":
      return { client throws(PayInError) in ToolAnswer(try await client.removeFaults(), Summary.removed(faults:)) }
    case let kind where kind == "empty_pool" || kind == "refill_pool":
      return { client throws(PayInError) in
        try await client.setPool(empty: kind == "empty_pool")
        return ToolAnswer(summary: Summary.pool(kind), fields: ["outcome": "done", "kind": .string(kind)])
      }
    default: return try fault(arguments)
    }
  }

  private static func fault(_ arguments: JSONObject) throws(InvalidArguments) -> ToolRow.Request {
    try requireDetails(arguments)
    var fault = arguments
    if fault["route"] == nil { fault.append("route", "*") }
    return { [fault] client throws(PayInError) in
      ToolAnswer(try await client.injectFault(fault), Summary.injected(fault:))
    }
  }

  static let resetSandbox = ToolRow("reset_sandbox", .resetSandbox) { _ throws(InvalidArguments) in
    { client throws(PayInError) in ToolAnswer(try await client.resetSandbox(), Summary.reset(sandbox:)) }
  }

  private static func oneMove(_ arguments: JSONObject) -> InvalidArguments.Problem {
    InvalidArguments.Problem(
      path: "/advanceMinutes",
      expected: LocalizedText(
        "one of advanceSeconds, advanceMinutes and to", "advanceSeconds、advanceMinutes 和 to 之一"),
      given: arguments.isEmpty ? LocalizedText("none", "一个都没有") : LocalizedText("several", "不止一个"),
      fix: LocalizedText("Give exactly one of them.", "请只提供其中一个。"))
  }

  /// What some kinds cannot do without.
  private static func requireDetails(_ arguments: JSONObject) throws(InvalidArguments) {
    let details = ["status": "status", "delay": "delayMilliseconds"]
    guard let name = details[arguments.text("kind")], arguments[name] == nil else { return }
    throw InvalidArguments(
      InvalidArguments.Problem(
        path: "/\(name)", expected: LocalizedText("a whole number", "整数"), given: .nothing,
        fix: LocalizedText("Add `\(name)`: this kind needs it.", "请添加 `\(name)`：此 kind 需要它。")))
  }
}
