import JSON
import PayIn
import Sandbox
import Testing

/// Each class of failure as the sandbox really answers it.
@Suite struct CallFailureTests {
  private func failure(_ call: () async throws -> Void) async -> PayInError? {
    await #expect(throws: PayInError.self) { try await call() }
  }

  @Test func refusedKeyIsUnauthorized() async throws {
    try await ClientBench.run { bench in
      let client = try bench.client(key: "pk_bad_0123456789")
      let read = await failure { _ = try await client.orders() }
      #expect(read?.code == .unauthorized)
      #expect(read?.retry == .never)
      #expect(read?.upstream == PayInError.Upstream(status: 401, code: "Unauthorized", message: "Invalid API key"))
      let write = await failure { _ = try await client.bindDepositAddress(reference: "u", protocol: "evm") }
      #expect(write?.code == .unauthorized)
      #expect(write?.outcome == .rejected)
    }
  }

  @Test func keyThatMayOnlyReadIsForbiddenToWrite() async throws {
    try await ClientBench.run { bench in
      let client = try bench.client(key: "pk_readonly_test_0123456789")
      _ = try await client.orders()
      let error = await failure { _ = try await client.bindDepositAddress(reference: "u", protocol: "evm") }
      #expect(error?.code == .forbidden)
      #expect(error?.outcome == .rejected)
      #expect(error?.upstream?.status == 403)
    }
  }

  @Test(arguments: OddTexts.all + ["ord_0"])
  func unknownIdIsNotFound(_ id: String) async throws {
    try await ClientBench.run { bench in
      let order = await failure { _ = try await bench.client.order(id) }
      #expect(order?.code == .notFound)
      #expect(order?.upstream == PayInError.Upstream(status: 404, code: "NotFound", message: "Order not found"))
      let reference = await failure { _ = try await bench.client.depositReference(id) }
      #expect(reference?.upstream?.message == "Deposit reference not found")
      let link = await failure { _ = try await bench.client.publishPaymentLink(id) }
      #expect(link?.code == .notFound)
      #expect(link?.outcome == .rejected)
    }
  }

  @Test func serverWithoutTheAPIHasNoSuchEndpoint() async throws {
    try await ClientBench.run { bench in
      let error = await failure { _ = try await bench.client(path: "/elsewhere").orders() }
      #expect(error?.code == .endpointMissing)
      #expect(error?.upstream?.status == 404)
    }
  }

  @Test func otherOrderUnderAUsedReferenceIsAConflict() async throws {
    try await ClientBench.run { bench in
      _ = try await bench.client.createOrder(try .make("once"))
      let error = await failure { _ = try await bench.client.createOrder(try .make("once", amount: "11")) }
      #expect(error?.code == .conflict)
      #expect(error?.outcome == .rejected || error?.outcome == .notSent)
      let page = try await bench.client.orders().page
      #expect(page.rows.map { $0["amount"] } == ["10.50"])
    }
  }

  @Test func emptyPoolIsToldForOrdersAndDeposits() async throws {
    try await ClientBench.run(poolSize: 1) { bench in
      _ = try await bench.client.createOrder(try .make("first"))
      let order = await failure { _ = try await bench.client.createOrder(try .make("second")) }
      let binding = await failure { _ = try await bench.client.bindDepositAddress(reference: "u", protocol: "evm") }
      for error in [order, binding] {
        #expect(error?.code == .addressPoolEmpty)
        #expect(error?.outcome == .rejected)
        #expect(error?.upstream?.message == "No available addresses in pool for protocol: evm")
      }
      #expect(try await bench.client.orders().page.total == 1)
    }
  }

  @Test func refusedFieldsAreToldInTheAPIsWords() async throws {
    try await ClientBench.run { bench in
      var window = try NewOrder.make()
      window.paymentWindowMinutes = 61
      let order = window
      let reference = String(repeating: "r", count: 256)
      let calls: [(String, () async throws -> Void)] = [
        ("paymentWindowMinutes must be from 1 to 60", { _ = try await bench.client.createOrder(order) }),
        (
          "DAI does not exist on tron-nile",
          { _ = try await bench.client.createOrder(try .make(currency: "DAI", chainID: "tron-nile")) }
        ),
        (
          "depositReference must have at most 255 characters",
          { _ = try await bench.client.bindDepositAddress(reference: reference, protocol: "evm") }
        ),
        (
          "protocol must be one of evm, tron",
          { _ = try await bench.client.bindDepositAddress(reference: "u", protocol: "solana") }
        ),
        (
          "Required fields: title",
          { _ = try await bench.client.createPaymentLink(try .make("")) }
        ),
      ]
      for (message, call) in calls {
        let error = await failure(call)
        #expect(error?.code == .rejected)
        #expect(error?.outcome == .rejected)
        #expect(error?.retry == .never)
        #expect(error?.upstream?.status == 400)
        #expect(error?.upstream?.code == "ValidationError")
        #expect(error?.upstream?.message?.hasPrefix(message) == true, "\(error?.upstream?.message ?? "")")
      }
    }
  }

  @Test func requestThatIsTooLargeIsRejected() async throws {
    try await ClientBench.run { bench in
      var order = try NewOrder.make()
      order.metadata = ["filling": .string(String(repeating: "x", count: 1024 * 1024))]
      let fat = order
      let error = await failure { _ = try await bench.client.createOrder(fat) }
      #expect(error?.code == .rejected)
      #expect(error?.upstream?.status == 413)
    }
  }

  @Test func replyThatIsTooLargeIsNotRead() async throws {
    try await ClientBench.run { bench in
      _ = try await bench.createOrders(10)
      var limits = CallLimits()
      limits.maximumResponseBytes = 1000
      let client = try bench.client(limits: limits)
      let error = await failure { _ = try await client.orders() }
      #expect(error?.code == .replyTooLarge)
    }
  }

  @Test func stoppedServerCannotBeReached() async throws {
    try await ClientBench.run { bench in
      await bench.server.shutdown()
      let error = await failure { _ = try await bench.client.bindDepositAddress(reference: "u", protocol: "evm") }
      #expect(error?.code == .unreachable)
      #expect(error?.outcome == .notSent)
      #expect(error?.retry == .safe)
    }
  }

  @Test func controlsNeedTheRightToken() async throws {
    try await ClientBench.run { bench in
      let url = try BaseURL(bench.server.baseURL)
      let key = try APIKey("pk_test_0123456789")
      let target = Target(baseURL: url, apiKey: key, sandboxToken: "guess")
      let client = PayInClient(target: target, transport: bench.transport, makeRequestID: { "req_1" })
      let error = await failure { _ = try await client.simulatePayment(["orderId": "ord_0"]) }
      #expect(error?.code == .forbidden)
      #expect(error?.upstream?.message == "X-Sandbox-Token is missing or wrong")
    }
  }

  @Test func healthNeedsNoKeyThatWorks() async throws {
    try await ClientBench.run { bench in
      let health = try await bench.client(key: "pk_bad_0123456789").health()
      #expect(health["status"] == "healthy")
      #expect(health["version"] == "0.1.0")
      #expect(health["timestamp"] == "2025-01-28T10:30:00.000Z")
    }
  }
}
