import JSON
import PayIn

@testable import PayInTools

/// A session with texts that mean something in every language.
enum SessionExample {
  static let reference = "it's \"$HOME\" `x` ${x} <?php ?> \\n 🙂 日本"
  static let user = "user'; \"$(x)\" \\ é"

  /// The tools that are called, with their arguments; the ids are those of an earlier result.
  static let calls: [SessionCall] = [
    call(
      "create_order", .createOrder,
      [
        "orderReference": .string(reference), "amount": "12.345678", "currency": "USDT", "chainId": "ethereum-sepolia",
        "metadata": ["__proto__": "a", "note": "a\u{202E}b\n", "n": 7],
      ], made: "ord_1"),
    call("get_order", .order, ["orderId": "ord_1"]),
    call("list_orders", .orders, ["orderReference": .string(reference), "status": "pending", "limit": 5]),
    call("bind_deposit_address", .bindDepositAddress, ["depositReference": .string(user), "protocol": "evm"]),
    call("get_deposit_reference", .depositReference, ["depositReference": .string(user)]),
    call(
      "create_payment_link", .createPaymentLink,
      [
        "title": .string(reference), "amount": "0.10",
        "currencies": [["currency": "USDT", "chainId": "ethereum-sepolia"]],
      ], made: "pl_1"),
    call("publish_payment_link", .publishPaymentLink, ["id": "pl_1"]),
  ]

  static let backslash = call(
    "create_order", .createOrder,
    ["orderReference": "inv\\77 a%b_c", "amount": "1", "currency": "USDC", "chainId": "polygon-amoy"], made: "ord_2")

  private static func call(
    _ tool: String, _ operation: PayIn.Operation, _ arguments: JSONObject, made id: String? = nil
  ) -> SessionCall {
    SessionCall(tool: tool, operation: operation, arguments: arguments, madeID: id)
  }
}
