import HTTP
import JSON
import Testing

@testable import PayIn

/// Statuses beyond the documented ones, and in other spellings.
@Suite struct StatusTests {
  private func order(_ status: String, _ id: String = "o") -> JSONObject {
    [
      "orderId": .string(id), "orderReference": "order_1", "status": .string(status), "amount": "10.50",
      "currency": "USDT", "chainId": "ethereum-sepolia",
    ]
  }

  private func replay(_ orders: JSONObject...) async throws -> WriteResult {
    let api = OrderAPI(paging: .init(cap: 20, members: [.total]))
    for order in orders { api.add(order) }
    let result = try await PayInClient.make(api, checksDuplicates: true).createOrder(.make())
    #expect(result.outcome == .replayed)
    #expect(api.posts == 0)
    return result
  }

  /// It has no address and needs none: nobody can pay it.
  @Test(arguments: [
    ("expired", "order_expired"), ("EXPIRED", "order_expired"), ("cancelled", "order_ended"),
    ("refunded", "order_ended"), ("Completed", nil),
  ])
  func orderThatIsOverIsToldAsSuch(_ status: String, _ code: String?) async throws {
    let result = try await replay(order(status))
    let codes = result.warnings.map(\.code.rawValue)
    #expect(codes.filter { ["order_expired", "order_ended"].contains($0) } == [code].compactMap(\.self))
    if code == "order_ended" {
      let warning = try #require(result.warnings.first { $0.code == .orderEnded })
      #expect(warning.message[.english].rendered().contains(status))
      #expect(warning.message[.chinese].rendered().contains(status))
    }
  }

  @Test(arguments: ["cancelled", "Expired"])
  func payableOrderOfTheReferenceIsPreferred(_ status: String) async throws {
    var open = order("pending", "open")
    open["address"] = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    let result = try await replay(order(status, "over"), open)
    #expect(result.resource?["orderId"] == "open")
  }

  /// Nobody is asked for a second payment, in whatever order the API lists them; and all of them are named.
  @Test func paidOrderOfTheReferenceIsPreferred() async throws {
    var open = order("pending", "open")
    open["address"] = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    let (paid, over) = (order("completed", "paid"), order("expired", "over"))
    for orders in [[open, paid, over], [over, open, paid], [paid, over, open]] {
      let result = try await replay(orders[0], orders[1], orders[2])
      #expect(result.resource?["orderId"] == "paid")
      let warning = try #require(result.warnings.first { $0.code == .severalOrders })
      for text in ["open (pending)", "paid (completed)", "over (expired)"] {
        #expect(warning.message[.english].rendered().contains(text))
        #expect(warning.message[.chinese].rendered().contains(text))
      }
    }
    #expect(try await replay(paid).warnings.isEmpty)
  }

  // MARK: Payment links

  @Test(arguments: [
    ("published", "price_live"), ("Published", "price_live"), ("draft", nil), ("DRAFT", nil), ("archived", nil),
    ("Archived", nil), ("active", "status_unknown"),
  ])
  func priceOfALinkThatMayBeOpenIsWarnedAbout(_ status: String, _ code: String?) async throws {
    let link: JSONValue = ["id": "l", "status": .string(status), "amount": "5"]
    let transport = RoutedTransport(["PUT /payment-links/l": [.json(200, #"{"data":\#(link)}"#)]])
    var update = PaymentLinkUpdate()
    update.amount = try Amount("5")
    let result = try await PayInClient.make(transport).updatePaymentLink("l", update)
    let codes = result.warnings.map(\.code.rawValue).filter { ["price_live", "status_unknown"].contains($0) }
    #expect(codes == [code].compactMap(\.self))
  }

  @Test(arguments: ["published", "PUBLISHED"])
  func publishedLinkHasItsPage(_ status: String) async throws {
    let link: JSONValue = ["id": "l", "status": .string(status), "slug": "abc"]
    let transport = RoutedTransport(["POST /payment-links/l/publish": [.json(200, #"{"data":\#(link)}"#)]])
    let result = try await PayInClient.make(transport).publishPaymentLink("l")
    #expect(result.resource?["checkoutUrl"]?.hasSuffix("/checkout/abc") == true)
  }

  // MARK: Deposits

  @Test func pendingDepositCountsInAnySpelling() throws {
    let rows = try ["pending", "PENDING", "confirmed", "reverted"].map { status in
      try #require(APIResource(["depositId": .string(status), "status": .string(status)], schema: .deposit))
    }
    let progress = DepositProgress(rows[0], rows, total: nil, isWhole: true)
    #expect(progress.pendingCount == 2)
  }
}
