import HTTP
import JSON
import Testing

@testable import PayIn

/// That there is no order is only believed of a list that was seen to its end.
@Suite struct OrderLookupTests {
  private static let reference = "order_1"

  /// 57 orders that match, of which the one that is looked for is the last.
  private func api(_ paging: OrderAPI.Paging) -> OrderAPI {
    let api = OrderAPI(paging: paging)
    for number in 1..<57 {
      api.add(["orderId": .string("o\(number)"), "orderReference": .string("order_1-\(number)")])
    }
    api.add([
      "orderId": "it", "orderReference": .string(Self.reference), "amount": "10.50", "currency": "USDT",
      "chainId": "ethereum-sepolia",
    ])
    return api
  }

  private static let cappedAt20: [OrderAPI.Paging] = [
    .init(cap: 20, members: [.page, .total]), .init(cap: 20, members: [.total]),
    .init(cap: 20, members: [.page, .limit, .total, .totalPages]), .init(cap: 20, members: []),
    .init(cap: 20, members: [.hasMore]), .init(cap: 7, members: [.limit]),
  ]

  @Test(arguments: cappedAt20)
  func orderBeyondACappedPageIsFound(_ paging: OrderAPI.Paging) async throws {
    let api = api(paging)
    let result = try await PayInClient.make(api, checksDuplicates: true).createOrder(.make())
    #expect(result.outcome == .replayed)
    #expect(result.resource?["orderId"] == "it")
    #expect(api.posts == 0)
  }

  /// A page that brings only rows of the page before is no end: so many orders were made between the two.
  @Test(arguments: [[20], [0, 20], [20, 20], [7, 20, 33]])
  func orderIsFoundInAListThatGrowsWhileItIsRead(insertions: [Int]) async throws {
    let api = api(.init(cap: 20, members: [.total], insertions: insertions))
    let result = try await PayInClient.make(api, checksDuplicates: true).createOrder(.make())
    #expect(result.outcome == .replayed)
    #expect(result.resource?["orderId"] == "it")
    #expect(api.posts == 0)
  }

  /// An API that serves the same rows whatever page it is asked for hides the rest.
  @Test func listThatCannotBeSeenToItsEndLetsNothingBeSent() async throws {
    for members in [[.total], []] as [Set<OrderAPI.Paging.Member>] {
      let api = api(.init(cap: 20, members: members, ignoresPage: true))
      let client = try PayInClient.make(api, checksDuplicates: true)
      let error = try #require(await #expect(throws: PayInError.self) { try await client.createOrder(.make()) })
      #expect((error.code, error.outcome) == (.lookupIncomplete, .notSent))
      #expect(api.posts == 0)
    }
  }

  @Test(arguments: cappedAt20)
  func missingOrderIsMadeOnce(_ paging: OrderAPI.Paging) async throws {
    let api = OrderAPI(paging: paging)
    for number in 1..<57 {
      api.add(["orderId": .string("o\(number)"), "orderReference": .string("order_1-\(number)")])
    }
    #expect(try await PayInClient.make(api, checksDuplicates: true).createOrder(.make()).outcome == .created)
    #expect(api.posts == 1)
  }

  /// In the published code the search is an unescaped pattern, in which a backslash never matches itself.
  @Test(arguments: [
    #"a\b"#, #"\"#, #"\\"#, #"a\"#, #"\a"#, #"100%\_off"#, "a_b", "100%", "_", #"a\%b"#, "e\u{301}", "İ", "订单　1",
    "👩‍💻-77",
  ])
  func referenceOfSpecialCharactersIsMadeOnce(_ reference: String) async throws {
    for search in [OrderAPI.Search.pattern, .substring, .exact] {
      let api = OrderAPI(.none, .after(OrderAPI.lost), search: search)
      api.add(["orderId": "x", "orderReference": "other"])
      let client = try PayInClient.make(api, checksDuplicates: true)
      let order = try NewOrder(
        reference: reference, amount: Amount("1"), currency: "USDT", chainID: "ethereum-sepolia")
      #expect(try await client.createOrder(order).outcome == .created)
      #expect(try await client.createOrder(order).outcome == .replayed)
      #expect(api.posts == 1, "\(search)")
    }
  }

  /// The same text to a person in two encodings is two references to the API.
  @Test func canonicallyEquivalentReferencesAreTwoOrders() async throws {
    let api = OrderAPI()
    let client = try PayInClient.make(api, checksDuplicates: true)
    for reference in ["caf\u{E9}", "cafe\u{301}"] {
      var order = try NewOrder.make()
      order.reference = reference
      #expect(try await client.createOrder(order).outcome == .created)
    }
    #expect(api.posts == 2)
  }

  /// What holds one back says nothing of the other.
  @Test func uncertainOrderHoldsOnlyItsOwnBytes() async throws {
    let api = OrderAPI(.before(OrderAPI.lost))
    let client = try PayInClient.make(api, checksDuplicates: true)
    var order = try NewOrder.make()
    order.reference = "caf\u{E9}"
    let composed = order
    await #expect(throws: PayInError.self) { try await client.createOrder(composed) }
    order.reference = "cafe\u{301}"
    #expect(try await client.createOrder(order).outcome == .created)
  }
}
