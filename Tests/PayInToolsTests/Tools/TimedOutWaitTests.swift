import JSON
import MCP
import Testing

@testable import PayInTools

/// A wait that ran out tells how far the payment is, and not the order again. What it does not show is checked all the same.
@Suite struct TimedOutWaitTests {
  private static func order(_ address: String) -> String {
    #"{"data":{"orderId":"ord_1","status":"pending","amount":"10","currency":"USDT","chainId":"ethereum-sepolia","address":"\#(address)"}}"#
  }

  @Test(
    arguments: [
      ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", nil), ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "address_wrong"),
    ] as [(String, String?)])
  func orderIsNotShownAgain(_ address: String, _ warning: String?) async throws {
    let bench = try Bench(.json(200, Self.order(address)), time: .withoutFurtherPolls)
    let result = try await bench.call("wait_for_order", ["orderId": "ord_1", "timeoutSeconds": 1])
    #expect((result.object["timedOut"], result.object["status"]) == (true, "pending"))
    #expect(result.object["cursor"]?.string != nil)
    #expect(result.object["address"] == nil && result.object["chainId"] == nil)
    let codes = result.object["warnings"]?.array?.map { $0["code"]?.string } ?? []
    #expect(codes.filter { $0 != "amounts_unknown" } == (warning.map { [$0] } ?? []))
  }

  @Test func depositsAreNotShownAgain() async throws {
    let bench = try Bench(time: .withoutFurtherPolls)
    let first = try await bench.call("wait_for_deposit", ["depositReference": "user_456"])
    #expect(first.object["deposits"]?.array?.count == 1)
    let cursor = try #require(first.object["cursor"])
    let second = try await bench.call(
      "wait_for_deposit", ["depositReference": "user_456", "timeoutSeconds": 1, "cursor": cursor])
    #expect((second.object["timedOut"], second.object["changed"]) == (true, []))
    #expect(second.object["deposits"] == nil && second.object["warnings"] == nil)
  }
}
