import HTTP
import JSON
import Testing

@testable import PayIn

@Suite struct OrderCreationTests {
  private func client(
    _ api: OrderAPI, _ time: ManualTime = ManualTime(), limits: CallLimits = CallLimits(), checks: Bool = true
  ) throws -> PayInClient {
    try .make(api, limits: limits, checksDuplicates: checks, time: time.source())
  }

  private func failure(_ client: PayInClient, _ order: NewOrder) async throws -> PayInError {
    try #require(await #expect(throws: PayInError.self) { try await client.createOrder(order) })
  }

  @Test func sameOrderAskedTwiceIsMadeOnce() async throws {
    let api = OrderAPI()
    let client = try client(api)
    let first = try await client.createOrder(.make())
    let second = try await client.createOrder(.make(amount: "010.5"))
    #expect((first.outcome, second.outcome) == (.created, .replayed))
    #expect(first.resource?["orderId"] == second.resource?["orderId"])
    #expect(api.posts == 1)
  }

  @Test func racingCreatesMakeOneOrder() async throws {
    let api = OrderAPI()
    // The limits are in real time, of which a busy machine has little.
    var limits = CallLimits()
    limits.timeout = .seconds(600)
    let client = try PayInClient.make(api, limits: limits, checksDuplicates: true, time: .system)
    let outcomes = try await withThrowingTaskGroup { group in
      for _ in 0..<50 { group.addTask { try await client.createOrder(.make()).outcome } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 == .created } == 1)
    #expect(outcomes.count { $0 == .replayed } == 49)
    #expect(api.posts == 1)
  }

  @Test func referenceOfAnotherOrderIsAConflict() async throws {
    let api = OrderAPI()
    api.add([
      "orderId": "o", "orderReference": "order_1", "amount": "11", "currency": "USDC", "chainId": "ethereum-sepolia",
    ])
    let error = try await failure(client(api), .make())
    #expect(error.code == .conflict)
    #expect(error.outcome == .notSent)
    #expect(
      error.differences == [
        FieldDifference("amount", asked: "10.50", existing: "11"),
        FieldDifference("currency", asked: "USDT", existing: "USDC"),
      ])
    let message = error.message.rendered(in: .english)
    #expect(message.contains(#"amount (asked for "10.50", existing "11")"#))
    #expect(api.posts == 0)
  }

  @Test(arguments: ["order_11", "ORDER_1", "my order_1"])
  func partOfAnotherReferenceIsNotTheOrder(_ other: String) async throws {
    let api = OrderAPI()
    api.add(["orderId": "o", "orderReference": .string(other), "amount": "10.50", "currency": "USDT"])
    #expect(try await client(api).createOrder(.make()).outcome == .created)
  }

  @Test func orderBehindManySimilarOnesIsFound() async throws {
    let api = OrderAPI()
    for number in 10..<260 { api.add(["orderId": "o", "orderReference": .string("order_1\(number)")]) }
    api.add(["orderId": "it", "orderReference": "order_1", "amount": "10.500000", "token": "usdt"])
    let result = try await client(api).createOrder(.make())
    #expect(result.outcome == .replayed)
    #expect(result.resource?["orderId"] == "it")
    #expect(api.lookUps == 3)
  }

  @Test func referenceAmongTooManyIsNotMade() async throws {
    let api = OrderAPI()
    for number in 0..<2001 { api.add(["orderId": "o", "orderReference": .string("order_1_\(number)")]) }
    let error = try await failure(client(api), .make())
    #expect(error.code == .lookupIncomplete)
    #expect(error.outcome == .notSent)
    #expect(api.posts == 0)
  }

  @Test func openOrderIsPreferredToAnExpiredOne() async throws {
    let api = OrderAPI()
    for status in ["expired", "completed"] {
      api.add(["orderId": .string(status), "orderReference": "order_1", "amount": "10.5", "status": .string(status)])
    }
    let result = try await client(api).createOrder(.make())
    #expect(result.resource?["orderId"] == "completed")
    #expect(!result.warnings.contains { $0.code == .orderExpired })
  }

  @Test func expiredOrderIsSaidToBeSo() async throws {
    let api = OrderAPI()
    api.add(["orderId": "o", "orderReference": "order_1", "amount": "10.5", "status": "expired"])
    let result = try await client(api).createOrder(.make())
    #expect(result.outcome == .replayed)
    #expect(result.warnings.map(\.code) == [.orderExpired, .notCompared])
    #expect(result.warnings.last?.fields == ["currency", "chainId"])
  }

  /// Nothing that loses the answer loses the order, and none makes a second one.
  @Test(arguments: [
    OrderAPI.lost, .failure(HTTPTransportError(.timeout, mayHaveReachedServer: true)), .status(500), .status(502),
    .status(503), .status(504), .status(408), .status(201, "<html>"), .status(201, #"{"success":true,"data":{}}"#),
    .failure(HTTPTransportError(.responseTooLarge, mayHaveReachedServer: true)),
  ])
  func lostAnswerIsReconciled(_ reply: Result<HTTPResponse, HTTPTransportError>) async throws {
    let api = OrderAPI(.after(reply))
    let result = try await client(api).createOrder(.make())
    #expect(result.outcome == .reconciled)
    #expect(result.resource?["orderId"] == "ord_1")
    #expect(api.posts == 1)
  }

  @Test func orderThatComesToLightLateIsFound() async throws {
    let api = OrderAPI(.late(lookUps: 3))
    let time = ManualTime()
    #expect(try await client(api, time).createOrder(.make()).outcome == .reconciled)
    #expect(time.sleeps.filter { $0 <= .seconds(4) } == [.seconds(1), .seconds(2)])
  }

  @Test(arguments: [OrderAPI.lost, .status(500), .status(504)])
  func missingOrderIsUnknownAndNotMadeAgainForAMinute(
    _ reply: Result<HTTPResponse, HTTPTransportError>
  ) async throws {
    let api = OrderAPI(.before(reply))
    let time = ManualTime()
    let client = try client(api, time)
    let first = try await failure(client, .make())
    #expect((first.code, first.outcome, first.retry) == (.outcomeUnknown, .unknown, .after(seconds: 60)))
    #expect(first.lookUp == .notFound)
    #expect(time.passed <= .seconds(30))

    let second = try await failure(client, .make())
    #expect(second.code == .outcomeUnknown)
    #expect((second.lookUp, second.heldUntil) == (.notFound, first.heldUntil))
    for error in [first, second] {
      let message = error.message.rendered(in: .english)
      #expect(message.contains("It was looked for and not found."))
      #expect(message.contains("Nothing more is sent for this reference until \(error.heldUntil ?? "?")."))
    }
    guard case .after(let seconds) = second.retry else { return #expect(Bool(false), "\(second.retry)") }
    #expect(1...60 ~= seconds)
    #expect(api.posts == 1)
    let read = try #require(await #expect(throws: PayInError.self) { try await client.order(.reference("order_1")) })
    #expect((read.code, read.retry, read.heldUntil) == (.notFound, second.retry, first.heldUntil))
    #expect(read.message.rendered(in: .english).hasPrefix("No order has this orderReference yet, and the outcome of"))
    #expect(read.fix.rendered(in: .english).contains("use no other reference before"))

    time.advance(by: .seconds(seconds))
    #expect(try await client.createOrder(.make()).outcome == .created)
    #expect(api.posts == 2)
    #expect(api.orders.count == 1)
  }

  @Test(
    arguments: [
      (.status(503), .upstreamError), (.status(401), .unauthorized), (.status(200, "[]"), .unreadableReply),
      (OrderAPI.lost, .connectionLost), (.status(409), .rejected),
      (.status(200, #"{"data":[{"orderId":"o"}]}"#), .lookupIncomplete),
    ] as [(Result<HTTPResponse, HTTPTransportError>, PayInError.Code)])
  func nothingIsSentWithoutALookUp(
    _ reply: Result<HTTPResponse, HTTPTransportError>, _ code: PayInError.Code
  ) async throws {
    let api = OrderAPI()
    api.answerLookUps(with: reply)
    let error = try await failure(client(api), .make())
    #expect((error.code, error.outcome, error.operation) == (code, .notSent, .createOrder))
    #expect(api.posts == 0)
  }

  @Test func refusalIsFinalAndLeavesNoDoubt() async throws {
    let api = OrderAPI(.before(.status(400, #"{"success":false,"error":"ValidationError"}"#)))
    let client = try client(api)
    #expect(try await failure(client, .make()).outcome == .rejected)
    #expect(try await client.createOrder(.make()).outcome == .created)
  }

  /// Another process made the same order between look-up and POST.
  @Test func duplicateRefusedByTheAPIIsTheSameOrder() async throws {
    let refusal = #"{"success":false,"code":"DUPLICATE_ORDER_REFERENCE"}"#
    let api = OrderAPI(.after(.status(409, refusal)))
    let result = try await client(api).createOrder(.make())
    #expect(result.outcome == .replayed)
    #expect(result.resource?["orderId"] == "ord_1")
  }

  @Test func withoutTheCheckNothingIsLookedUp() async throws {
    let api = OrderAPI(.none, .before(OrderAPI.lost))
    let client = try client(api, checks: false)
    _ = try await client.createOrder(.make())
    let error = try await failure(client, .make())
    #expect((error.outcome, error.retry) == (.unknown, .unsafe))
    #expect((api.lookUps, api.posts) == (0, 2))
  }

  @Test func cancelledBeforeItIsSentNothingIsSent() async throws {
    let api = OrderAPI()
    let client = try client(api)
    let call = Task { try await client.createOrder(.make()) }
    call.cancel()
    let error = try #require(await #expect(throws: PayInError.self) { try await call.value })
    #expect((error.code, error.outcome) == (.cancelled, .notSent))
    #expect(api.posts == 0)
  }

  @Test func orderAboveTheOperatorsLimitIsNotSent() async throws {
    var limits = CallLimits()
    limits.maximumAmount = try Amount("10.5")
    let api = OrderAPI()
    let client = try client(api, limits: limits)
    #expect(try await client.createOrder(.make(amount: "10.500000")).outcome == .created)
    let error = try await failure(client, .make(amount: "10.500001"))
    #expect((error.code, error.outcome, error.field) == (.limitExceeded, .notSent, "amount"))
  }

  @Test func hourHasItsNumberOfOrders() async throws {
    var limits = CallLimits()
    limits.ordersPerHour = 2
    let time = ManualTime()
    let api = OrderAPI(.before(.status(400)))
    let client = try client(api, time, limits: limits)
    func order(_ reference: String) -> NewOrder {
      var order = NewOrder(reference: reference, amount: amount, currency: "USDT", chainID: "ethereum-sepolia")
      order.reference = reference
      return order
    }
    let amount = try Amount("1")
    _ = try await failure(client, order("refused"))
    for reference in ["a", "b", "a"] { _ = try await client.createOrder(order(reference)) }
    let error = try await failure(client, order("c"))
    #expect((error.code, error.outcome, error.retry) == (.limitExceeded, .notSent, .after(seconds: 3600)))
    time.advance(by: .seconds(3600))
    #expect(try await client.createOrder(order("c")).outcome == .created)
  }
}
