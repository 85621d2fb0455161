import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

/// What a payer is told when an order is asked for that exists already.
@Suite struct ReplayTests {
  private static let address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
  private static let call: JSONObject = [
    "orderReference": "r", "amount": "10.5", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let fields: String
    let texts: [String]
    var asksToPay = false
    var uri: String?
  }

  private static let rows = [
    Row(
      testDescription: "nothing", fields: #""receivedAmount":"0""#,
      texts: ["Send only USDT on ethereum-sepolia to \(address) before 2025-01-28T10:40:00Z.", "Or pay at "],
      asksToPay: true, uri: "10500000"),
    Row(
      testDescription: "a part", fields: #""receivedAmount":"4""#,
      texts: [
        "Send exactly 6.5 USDT on ethereum-sepolia to \(address) before 2025-01-28T10:40:00Z: "
          + "4 of 10.5 USDT received, 6.5 missing."
      ], asksToPay: true, uri: "6500000"),
    Row(
      testDescription: "all, unconfirmed", fields: #""receivedAmount":"10.5","confirmedAmount":"0""#,
      texts: ["The whole amount has arrived and waits for confirmations, so nobody may pay it again."]),
    Row(
      testDescription: "too late", fields: #""receivedAmount":"0","paymentWindowEndsAt":"2025-01-28T10:29:00Z""#,
      texts: ["The time to pay ended at 2025-01-28T10:29:00Z, and a payment now may not be credited."]),
    Row(
      testDescription: "only what is confirmed", fields: #""confirmedAmount":"0""#,
      texts: ["Whether a payment is on its way is not shown here", "The page shows it: https://pay.example/o"]),
    Row(
      testDescription: "nothing is shown", fields: #""txHash":"""#,
      texts: ["Whether a payment is on its way is not shown here", "Send only USDT"], asksToPay: true),
    Row(
      testDescription: "unreadable", fields: #""receivedAmount":"lots""#,
      texts: ["What the API shows as received is no plain amount, so what is missing is not known."]),
  ]

  @Test(arguments: rows)
  func replayAsksOnlyForWhatIsMissing(_ row: Row) async throws {
    let window = row.fields.contains("paymentWindowEndsAt") ? "" : #""paymentWindowEndsAt":"2025-01-28T10:40:00Z","#
    let found = """
      {"data":{"orders":[{"orderId":"ord_1","orderReference":"r","status":"pending","amount":"10.5","currency":"USDT",
      "chainId":"ethereum-sepolia","address":"\(Self.address)","paymentUrl":"https://pay.example/o",
      "expiresAt":"2025-01-28T10:45:00Z",\(window)\(row.fields)}],"pagination":{"total":1}}}
      """
    let result = try await Bench(lookUp: found, environment: Bench.live).call("create_order", Self.call)
    #expect(result.object["outcome"] == "replayed")
    for text in row.texts { #expect(result.summary.contains(text), "\(result.summary)") }
    #expect(result.summary.contains("Send ") == row.asksToPay, "\(result.summary)")
    let uri = result.object["paymentUri"]?.string
    #expect(uri?.split(separator: "=").last.map(String.init) == row.uri, "\(uri ?? "none")")
  }

  /// The chain has not confirmed it, so it is not called paid; and what is not shown is not called missing.
  @Test(arguments: [
    (#""receivedAmount":"10.5""#, "is pending: 10.5 of 10.5 USDT received, not yet confirmed."),
    (#""receivedAmount":"4""#, "is pending: 4 of 10.5 USDT received, 6.5 missing."),
    (#""confirmedAmount":"4""#, "is pending: 4 of 10.5 USDT confirmed."), (#""confirmedAmount":"0""#, "is pending."),
  ])
  func orderTellsWhatItKnowsOfItsPayment(_ fields: String, _ end: String) async throws {
    let order = """
      {"orderId":"ord_1","status":"pending","amount":"10.5","currency":"USDT","address":"\(Self.address)",\(fields)}
      """
    let result = try await Bench(.json(200, #"{"data":\#(order)}"#)).call("get_order", ["orderId": "ord_1"])
    #expect(result.summary.hasSuffix(end), "\(result.summary)")
  }

  /// 2025-01-28T10:30:00Z is the time of the wait.
  @Test func graceIsNotToldAsTimeToPay() async throws {
    let order = """
      {"orderId":"ord_1","status":"pending","amount":"10.5","currency":"USDT","receivedAmount":"0",
      "paymentWindowEndsAt":"2025-01-28T10:29:00Z","expiresAt":"2025-01-28T10:34:56Z"}
      """
    let bench = try Bench(.json(200, #"{"data":\#(order)}"#), time: .withoutFurtherPolls)
    let result = try await bench.call("wait_for_order", ["orderId": "ord_1", "timeoutSeconds": 1])
    #expect(result.summary.contains(", the time to pay is over (grace: 296 s)."), "\(result.summary)")
  }
}
