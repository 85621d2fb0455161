import JSON
import PayIn

/// Listed only where the embedded sandbox serves.
enum SandboxTools {
  static let rows = [simulatePayment, WebhookDeliveryTool.row, advanceClock, injectFault, resetSandbox]

  private static let simulatePayment = ToolRow("simulate_payment", .simulatePayment) {
    arguments throws(InvalidArguments) in
    try requireOneTarget(arguments)
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
    var fields: JSONObject = ["outcome": .string(payment.outcome.rawValue)]
    for member in payment.transfer.fields.members { fields.append(member.name, member.value) }
    fields["clockMovedTo"] = payment.clockMovedTo.map(JSONValue.string)
    fields["order"] = payment.order.map { .object($0.fields) }
    fields["deposit"] = payment.deposit.map { .object($0.fields) }
    return ToolAnswer(summary: Summary.simulated(payment), fields: fields)
  }

  private static func requireOneTarget(_ arguments: JSONObject) throws(InvalidArguments) {
    let given = ["orderId", "depositReference"].filter { arguments[$0] != nil }
    guard given.count != 1 else { return }
    throw InvalidArguments(
      .init(
        path: "/orderId", expected: .either("orderId", "depositReference"),
        given: given.isEmpty ? .neither : .both, fix: .giveEither("orderId", "depositReference")))
  }
}
