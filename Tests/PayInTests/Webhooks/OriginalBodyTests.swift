import JSON
import Testing

@testable import PayIn

@Suite struct OriginalBodyTests {
  private static let body = SignedWebhook.hex.body

  /// `json.dumps(event)` of Python, and with `indent=2`, `sort_keys=True`, `separators=(",", ":")`.
  private static let spaced = """
    {"id": "evt_abc123", "type": "order.completed", "createdAt": "2025-01-28T10:30:00Z", "data": \
    {"orderId": "ord_xyz789", "orderReference": "order_123", "status": "completed", "amount": "100", \
    "currency": "USDT", "chainId": "ethereum-sepolia", "txHash": "0xabc", "completedAt": "2025-01-28T10:29:45Z"}}
    """
  private static let pretty = """
    {
      "id": "evt_abc123",
      "type": "order.completed",
      "createdAt": "2025-01-28T10:30:00Z",
      "data": {
        "orderId": "ord_xyz789",
        "orderReference": "order_123",
        "status": "completed",
        "amount": "100",
        "currency": "USDT",
        "chainId": "ethereum-sepolia",
        "txHash": "0xabc",
        "completedAt": "2025-01-28T10:29:45Z"
      }
    }
    """
  private static let sorted = """
    {"createdAt":"2025-01-28T10:30:00Z","data":{"amount":"100","chainId":"ethereum-sepolia",\
    "completedAt":"2025-01-28T10:29:45Z","currency":"USDT","orderId":"ord_xyz789","orderReference":"order_123",\
    "status":"completed","txHash":"0xabc"},"id":"evt_abc123","type":"order.completed"}
    """

  @Test(
    arguments: [
      (body + "\n", .edges), (body + "\r\n", .edges), (" \(body)", .edges), ("\u{FEFF}\(body)", .edges),
      (spaced, .formatting), (pretty, .formatting), (pretty + "\n", .formatting),
      (body.replacing(":\"order.completed\"", with: ":\"order\\u002ecompleted\""), .formatting),
      (sorted, .memberOrder),
    ] as [(String, OriginalBody.Change)])
  func bodyWrittenAgainIsSuspected(_ body: String, _ change: OriginalBody.Change) throws {
    let verdict = try SignedWebhook.hex.verdict(body: body)
    #expect(verdict.failure == .bodyReserialised(change))
    #expect(!verdict.isAuthentic)
  }

  /// Sorted by `json.dumps(event, sort_keys=True)`.
  @Test func orderOfThePublishedDialectIsKnownToo() throws {
    let sorted = """
      {"created_at": "2025-01-28T10:30:00.000Z", "data": {"amount": "100.000000", "chain_id": "ethereum-sepolia", \
      "completed_at": "2025-01-28T10:29:45.000Z", "currency": "USDT", "expires_at": "2025-01-28T10:40:00.000Z", \
      "order_id": "5f0c", "order_reference": "order_123", "payment_address": "0xA"}, \
      "id": "evt_order_completed_5f0c", "type": "order.completed"}
      """
    #expect(try SignedWebhook.timestamped.verdict(body: sorted, age: 9999).failure == .bodyReserialised(.memberOrder))
  }

  /// What was signed is, in this order: the body and a line feed; the pretty body; the pretty body with CRLF; the
  /// spaced body; `{"u":"a\/\u652f"}` as PHP writes it.
  @Test(
    arguments: [
      (body, "087adebb9d2337739d2f9f0fd16d75973f4779bd4e5fe54bd3b0bc3dde5984a3", .edges),
      (
        pretty.replacing("\n", with: "\r\n"), "1ddbc4682bdcfd64240c74725cc9b4afc2fe1b8b1f6884e6d1a123cdc25c8848",
        .lineEnds
      ),
      (pretty, "6b2d5e0c6c352cd868058038e3affc8fc3e50406c39fc8fe175ee998fc3cc6cd", .lineEnds),
      (body, "1ddbc4682bdcfd64240c74725cc9b4afc2fe1b8b1f6884e6d1a123cdc25c8848", .formatting),
      (body, "aa71a5bc82021b2d4395b8c11c0b1d1b9e446787775ea1dea56b2cddac1df811", .formatting),
      (#"{"u":"a/支"}"#, "964e638571f84a43f1ac8528f2034996b2f1a22fa79b4530aeb68ca9c3d03624", .formatting),
    ] as [(String, String, OriginalBody.Change)])
  func otherFormOfTheSignedTextIsFound(_ body: String, _ code: String, _ change: OriginalBody.Change) throws {
    #expect(try SignedWebhook.hex.verdict(header: code, body: body).failure == .bodyReserialised(change))
  }

  @Test(arguments: [
    body.replacing("\"100\"", with: "\"1000\""), body.replacing("order_123", with: "order_124"),
    spaced.replacing("\"100\"", with: "100"), sorted.replacing("USDT", with: "USDC"),
    body.replacing(",\"txHash\":\"0xabc\"", with: ""),
  ])
  func bodyThatSaysSomethingElseIsNotSuspectedOfBeingTheSame(_ body: String) throws {
    #expect(try SignedWebhook.hex.verdict(body: body).failure == .wrongSecret)
  }

  @Test func largeBodyIsNotGuessedAt() throws {
    let body = Self.body + String(repeating: "\n", count: OriginalBody.greatestSize)
    #expect(try SignedWebhook.hex.verdict(body: body).failure == .wrongSecret)
  }

  /// The expected texts are by Node's `JSON.stringify(value)`, Python's `json.dumps` with and without `ensure_ascii`, and Node's
  /// `JSON.stringify(value, null, 2)`.
  @Test func stylesAreThoseOfOtherPrograms() throws {
    let value = try JSONParser.parse(
      #"{"note":"支付 ✓ 𝄞\u001f","path":"a/b\"","n":[1,-2.5,true,null],"e":{},"l":[]}"#)
    let text = { (style: JSONStyle) in String(decoding: style.bytes(of: value), as: UTF8.self) }
    #expect(text(JSONStyle()) == #"{"note":"支付 ✓ 𝄞\u001f","path":"a/b\"","n":[1,-2.5,true,null],"e":{},"l":[]}"#)
    #expect(
      text(JSONStyle(isSpaced: true, escapesNonASCII: true))
        == #"{"note": "\u652f\u4ed8 \u2713 \ud834\udd1e\u001f", "path": "a/b\"", "n": [1, -2.5, true, null], "e": {}, "l": []}"#
    )
    #expect(
      text(JSONStyle(isSpaced: true))
        == #"{"note": "支付 ✓ 𝄞\u001f", "path": "a/b\"", "n": [1, -2.5, true, null], "e": {}, "l": []}"#)
    #expect(
      text(JSONStyle(indent: 2)) == #"""
        {
          "note": "支付 ✓ 𝄞\u001f",
          "path": "a/b\"",
          "n": [
            1,
            -2.5,
            true,
            null
          ],
          "e": {},
          "l": []
        }
        """#)
  }
}
