import JSON
import PayIn

/// The controls of the embedded sandbox. They are listed only where it serves.
enum SandboxTools {
  static let all = [simulatePayment, StoryTool.play, deliverWebhook, advanceClock, injectFault, resetSandbox]

  private static let simulatePayment = ToolDeclaration(
    "simulate_payment", in: .sandbox, default: .inSandbox, .simulatePayment, assets: AssetChoice.filter
  ) { arguments throws(InvalidArguments) in
    try arguments.requireOne(of: "orderId", "depositReference")
    if arguments.optional("kind") == "taken_back" { return try takeBack(arguments) }
    if arguments["amount"] != nil {
      _ = try arguments.amount("amount")
    } else if arguments["depositReference"] != nil {
      throw InvalidArguments(
        .init(
          path: "/amount", expected: LocalizedText("an amount", "金额"), given: .nothing,
          fix: LocalizedText("Add `amount`: a deposit has none of its own.", "请添加 `amount`：充值本身没有金额。")))
    }
    return { client throws(PayInError) in
      answer(try await client.simulatePayment(arguments))
    }
  }

  private static func answer(_ payment: SimulatedPayment) -> ToolAnswer {
    answer(payment, Summary.simulated(payment))
  }

  static func answer(_ payment: SimulatedPayment, _ summary: LocalizedText) -> ToolAnswer {
    var fields: JSONObject = ["outcome": .string(payment.outcome.rawValue)]
    for member in payment.transfer.fields.members { fields.append(member.name, member.value) }
    fields["clockMovedTo"] = payment.clockMovedTo.map(JSONValue.string)
    fields["order"] = payment.order.map { .object($0.fields) }
    fields["deposit"] = payment.deposit.map { .object($0.fields) }
    fields["depositReference"] = payment.depositor.map { .string($0.reference) }
    return ToolAnswer(summary: summary, fields: fields)
  }
}

extension SandboxTools {
  private static let advanceClock = ToolDeclaration(
    "advance_clock", in: .sandbox, default: .inSandbox, .advanceClock
  ) { arguments throws(InvalidArguments) in
    guard arguments.count == 1 else { throw InvalidArguments(Self.oneMove(arguments)) }
    return { client throws(PayInError) in
      ToolAnswer(try await client.advanceClock(arguments), Summary.moved(clock:))
    }
  }

  /// The kind `none` removes all faults; two kinds empty and refill the pool of addresses and make no call fail.
  private static let injectFault = ToolDeclaration(
    "inject_fault", in: .sandbox, default: .inSandbox, .injectFault
  ) { arguments throws(InvalidArguments) in
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

  private static func fault(_ arguments: JSONObject) throws(InvalidArguments) -> ToolDeclaration.Request {
    try requireDetails(arguments)
    var fault = arguments
    if fault["route"] == nil { fault.append("route", "*") }
    return { [fault] client throws(PayInError) in
      ToolAnswer(try await client.injectFault(fault), Summary.injected(fault:))
    }
  }

  private static let resetSandbox = ToolDeclaration(
    "reset_sandbox", in: .sandbox, default: .inSandbox, .resetSandbox
  ) { _ throws(InvalidArguments) in
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

  /// Throws if the kind needs an argument that is missing.
  private static func requireDetails(_ arguments: JSONObject) throws(InvalidArguments) {
    let details = ["status": "status", "delay": "delayMilliseconds", "slow_body": "delayMilliseconds"]
    guard let name = details[arguments.text("kind")], arguments[name] == nil else { return }
    throw InvalidArguments(
      InvalidArguments.Problem(
        path: "/\(name)", expected: LocalizedText("a whole number", "整数"), given: .nothing,
        fix: LocalizedText("Add `\(name)`: this kind needs it.", "请添加 `\(name)`：此 kind 需要它。")))
  }
}

extension SandboxTools {
  private static let deliverWebhook = ToolDeclaration(
    "deliver_webhook", in: .sandbox, default: .inSandbox, .deliverWebhooks
  ) { arguments throws(InvalidArguments) in
    try requireOneSubject(arguments)
    return { client throws(PayInError) in
      answer(try await client.deliverWebhooks(arguments))
    }
  }

  private static func answer(_ deliveries: [APIResource]) -> ToolAnswer {
    ToolAnswer(
      summary: .sentences(Summary.delivered(deliveries), Summary.signed(deliveries)),
      fields: ["outcome": "done", "deliveries": .array(deliveries.map { .object($0.fields) })])
  }

  private static func requireOneSubject(_ arguments: JSONObject) throws(InvalidArguments) {
    let given = ["eventId", "orderId", "depositReference"].filter { arguments[$0] != nil }
    guard given.count > 1 else { return }
    throw InvalidArguments(
      .init(
        path: "/\(given[1])",
        expected: LocalizedText(
          "one of eventId, orderId and depositReference", "eventId、orderId 和 depositReference 之一"),
        given: LocalizedText(raw: given.joined(separator: " and "), given.joined(separator: " 和 ")),
        fix: LocalizedText("Give one of them, or none for the latest event.", "请只提供其中一个；都不提供则为最新事件。")))
  }
}
