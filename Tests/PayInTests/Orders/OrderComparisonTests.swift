import JSON
import Testing

@testable import PayIn

@Suite struct OrderComparisonTests {
  private func comparison(
    _ change: (inout NewOrder) -> Void, _ row: JSONObject, isOwn: Bool = false
  ) throws -> OrderComparison {
    var order = try NewOrder.make()
    change(&order)
    var shown: JSONObject = [
      "orderId": "o", "orderReference": "order_1", "amount": "10.500000", "currency": "USDT",
      "chainId": "ethereum-sepolia",
    ]
    for member in row.members { shown[member.name] = member.value }
    return OrderComparison(order, try #require(APIResource(.object(shown), schema: .order)), isOwn: isOwn)
  }

  /// Each field that a row of the published code shows and a repeat changes.
  @Test(
    arguments: [
      (["metadata": ["a": 1]], ["metadata": ["a": 2]], "metadata"),
      (["metadata": ["a": 1]], ["metadata": [:]], "metadata"),
      (["metadata": ["a": 1]], ["metadata": .null], "metadata"), ([:], ["metadata": ["a": 1]], "metadata"),
      (["metadata": ["a": 1]], ["metadata": ["a": 1, "b": 1]], "metadata"),
      (["successUrl": "https://a/"], ["success_url": "https://b/"], "successUrl"),
      (["successUrl": "https://a/"], ["success_url": .null], "successUrl"),
      ([:], ["success_url": "https://b/"], "successUrl"),
      (["cancelUrl": "https://a/"], ["cancel_url": "https://a"], "cancelUrl"),
      (
        ["paymentWindowMinutes": 20], ["payment_window_minutes": 30, "grace_period_minutes": 5], "paymentWindowMinutes"
      ),
      (
        ["paymentWindowMinutes": 20],
        [
          "createdAt": "2026-01-01T00:00:00Z", "payment_window_ends_at": "2026-01-01T00:30:00Z",
          "expiresAt": "2026-01-01T00:35:00Z",
        ], "paymentWindowMinutes"
      ),
      (["graceMinutes": 7], ["payment_window_minutes": 10, "grace_period_minutes": 6], "graceMinutes"),
    ] as [(JSONObject, JSONObject, String)])
  func fieldThatIsShownAndDiffersIsNamed(_ asked: JSONObject, _ row: JSONObject, _ field: String) throws {
    let comparison = try comparison({ $0.ask(asked) }, row)
    #expect(comparison.differences.map(\.field) == [field])
    #expect(comparison.notShown.isEmpty)
  }

  @Test(
    arguments: [
      // A column of the type jsonb sorts members, and numbers keep their value.
      (["metadata": ["a": ["x": 1, "y": 2]]], ["metadata": ["a": ["y": 2, "x": 1]]]),
      (["metadata": ["a": 1]], ["metadata": ["a": 1, "user_id": "u", "chainId": 1, "contractAddress": "0x"]]),
      ([:], ["metadata": ["user_id": "u"], "success_url": .null, "cancel_url": .null]),
      (["successUrl": "https://a/"], ["successUrl": "https://a/"]),
      (
        ["paymentWindowMinutes": 20, "graceMinutes": 0], ["payment_window_minutes": 20, "grace_period_minutes": 0]
      ),
    ] as [(JSONObject, JSONObject)])
  func sameContentHasNoDifference(_ asked: JSONObject, _ row: JSONObject) throws {
    let comparison = try comparison({ $0.ask(asked) }, row)
    #expect(comparison.differences.isEmpty)
    #expect(comparison.notShown.isEmpty)
  }

  @Test func whatIsNotShownIsNamed() throws {
    let asked: JSONObject = [
      "metadata": ["a": 1], "successUrl": "https://a/", "cancelUrl": "https://b/", "paymentWindowMinutes": 20,
    ]
    let comparison = try comparison({ $0.ask(asked) }, [:])
    #expect(comparison.differences.isEmpty)
    #expect(comparison.notShown == ["successUrl", "cancelUrl", "metadata", "paymentWindowMinutes"])
  }

  /// The published code ignores the window, so that its default may be what became of any.
  @Test func defaultWindowIsNoConflictAndIsSaid() throws {
    let comparison = try comparison(
      { $0.paymentWindowMinutes = 30 }, ["payment_window_minutes": 10, "grace_period_minutes": 5])
    #expect(comparison.differences.isEmpty)
    #expect(comparison.hasDefaultWindow)
  }

  /// What a call left out is the API's to fill in.
  @Test func ownOrderMayHoldMoreThanWasAsked() throws {
    let row: JSONObject = ["metadata": ["source": "api"], "success_url": "https://organization/"]
    #expect(try comparison({ _ in }, row, isOwn: true).differences.isEmpty)
    #expect(try comparison({ _ in }, row).differences.map(\.field) == ["successUrl", "metadata"])
  }

  @Test func replayNamesBothValuesOfWhatDiffers() async throws {
    let client = try PayInClient.make(OrderAPI(), checksDuplicates: true)
    var order = try NewOrder.make()
    order.metadata = ["customer": "A"]
    _ = try await client.createOrder(order)
    order.metadata = ["customer": "B"]
    let other = order
    let thrown = await #expect(throws: PayInError.self) { try await client.createOrder(other) }
    let error = try #require(thrown)
    #expect((error.code, error.outcome) == (.conflict, .notSent))
    #expect(
      error.differences == [FieldDifference("metadata", asked: ["customer": "B"], existing: ["customer": "A"])])
    #expect(error.message.rendered(in: .english).contains(#"asked for {"customer":"B"}, existing {"customer":"A"}"#))
  }
}

extension NewOrder {
  fileprivate mutating func ask(_ fields: JSONObject) {
    metadata = fields["metadata"]?.object
    successURL = fields["successUrl"]?.string
    cancelURL = fields["cancelUrl"]?.string
    paymentWindowMinutes = fields["paymentWindowMinutes"]?.number?.integer
    graceMinutes = fields["graceMinutes"]?.number?.integer
  }
}
