import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Expected payloads are those that the API guide and the service's published code show.
@Suite struct WebhookEventTests {
  private static let start = Timestamp(milliseconds: 1_738_060_200_000)
  private static let now = start.adding(minutes: 15)

  private static func order(_ status: OrderStatus, endedAfter minutes: Int? = nil) throws -> Order {
    Order(
      sequence: 1, id: "ord_0123456789abcdef", tenant: "tenant", reference: "order_123", amountText: "100.50",
      currency: "USDT", chainId: "ethereum-sepolia", address: "0xaa", status: status,
      terms: try #require(PaymentTerms(windowMinutes: 10, graceMinutes: 5)), createdAt: start,
      windowEndsAt: start.adding(minutes: 10), graceEndsAt: start.adding(minutes: 15), successUrl: nil, cancelUrl: nil,
      metadata: nil, transactionHash: status == .completed ? "0xabc" : nil,
      endedAt: minutes.map { start.adding(minutes: $0) })
  }

  private static func deposit(eventIndex: Int = 0, isConfirmed: Bool = true) throws -> Transfer {
    Transfer(
      sequence: 7, id: "dep_1", transactionHash: "0xdef", eventIndex: eventIndex, tenant: "tenant",
      purpose: .deposit(reference: "user_7"), amount: try TokenAmount("0.1"), currency: "USDC",
      chainId: "polygon-amoy", address: "0xbb", refusal: nil, confirmations: 10, detectedAt: start,
      confirmedAt: isConfirmed ? start.adding(minutes: 1) : nil)
  }

  private static let binding = Binding(
    sequence: 1, tenant: "tenant", reference: "user_7", addressProtocol: .evm, address: "0xbb", metadata: nil,
    boundAt: start)

  private static func body(_ event: DomainEvent, _ dialect: Dialect) -> String? {
    WebhookEvent(event, dialect, at: now)?.body
  }

  @Test func documentedEventHasTheDocumentedMembersInOrder() throws {
    #expect(
      Self.body(.orderEnded(try Self.order(.completed, endedAfter: 3)), .documented) == """
        {"id":"evt_order_completed_ord_0123456789abcdef","type":"order.completed",\
        "createdAt":"2025-01-28T10:45:00.000Z","data":{"orderId":"ord_0123456789abcdef","orderReference":"order_123",\
        "status":"completed","amount":"100.50","currency":"USDT","chainId":"ethereum-sepolia","txHash":"0xabc",\
        "completedAt":"2025-01-28T10:33:00.000Z"}}
        """)
    #expect(
      Self.body(.orderEnded(try Self.order(.expired, endedAfter: 15)), .documented) == """
        {"id":"evt_order_expired_ord_0123456789abcdef","type":"order.expired",\
        "createdAt":"2025-01-28T10:45:00.000Z","data":{"orderId":"ord_0123456789abcdef","orderReference":"order_123",\
        "status":"expired","amount":"100.50","currency":"USDT","chainId":"ethereum-sepolia"}}
        """)
    #expect(
      Self.body(.depositDetected(try Self.deposit(isConfirmed: false)), .documented) == """
        {"id":"evt_deposit_pending_0xdef","type":"deposit.pending","createdAt":"2025-01-28T10:45:00.000Z",\
        "data":{"depositReference":"user_7","amount":"0.1","currency":"USDC","chainId":"polygon-amoy","txHash":"0xdef"}}
        """)
    #expect(
      WebhookEvent(.depositConfirmed(try Self.deposit()), .documented, at: Self.now)?.id
        == "evt_deposit_confirmed_0xdef")
  }

  @Test func eventOfTheOtherDialectHasItsMembersInOrder() throws {
    #expect(
      Self.body(.orderCreated(try Self.order(.pending)), .published) == """
        {"id":"evt_order_created_01234567-89ab-4cde-8f01-23456789abcd","type":"order.created",\
        "created_at":"2025-01-28T10:45:00.000Z","data":{"order_id":"01234567-89ab-4cde-8f01-23456789abcd",\
        "order_reference":"order_123","amount":"100.500000","currency":"USDT","chain_id":"ethereum-sepolia",\
        "payment_address":"0xaa","expires_at":"2025-01-28T10:40:00.000Z"}}
        """)
    let completed = try Self.data(.orderEnded(Self.order(.completed, endedAfter: 3)))
    #expect(completed["completed_at"] == "2025-01-28T10:33:00.000Z")
    #expect(completed["txHash"] == nil && completed["status"] == nil && completed["expired_at"] == nil)
    let expired = try Self.data(.orderEnded(Self.order(.expired, endedAfter: 15)))
    #expect(expired["expired_at"] == "2025-01-28T10:45:00.000Z")
    #expect(expired["reason"] == "timeout")
    #expect(expired["completed_at"] == nil)
    #expect(
      Self.body(.depositConfirmed(try Self.deposit()), .published) == """
        {"id":"evt_deposit_completed_0xdef","type":"deposit.completed","created_at":"2025-01-28T10:45:00.000Z",\
        "data":{"depositReference":"user_7","token":"USDC","chain":"polygon-amoy","amount":"0.100000",\
        "depositAddress":"0xbb","txHash":"0xdef","blockNumber":7,"timestamp":"2025-01-28T10:31:00.000Z"}}
        """)
    #expect(
      Self.body(.addressBound(Self.binding), .published) == """
        {"id":"evt_deposit_address_bound_user_7","type":"deposit.address_bound",\
        "created_at":"2025-01-28T10:45:00.000Z","data":{"depositReference":"user_7","protocol":"evm",\
        "depositAddress":"0xbb","timestamp":"2025-01-28T10:30:00.000Z"}}
        """)
  }

  private static func data(_ event: DomainEvent) throws -> JSONValue {
    let text = try #require(Self.body(event, .published))
    return try #require(try JSONParser.parse(text)["data"])
  }

  @Test func dialectIsSilentOnWhatItHasNoWordsFor() throws {
    #expect(Self.body(.orderCreated(try Self.order(.pending)), .documented) == nil)
    #expect(Self.body(.addressBound(Self.binding), .documented) == nil)
    #expect(Self.body(.depositDetected(try Self.deposit(isConfirmed: false)), .published) == nil)
  }

  @Test(arguments: Dialect.allCases)
  func twoDepositsOfOneTransactionAreTwoEvents(_ dialect: Dialect) throws {
    let ids = try [0, 1].map { index in
      WebhookEvent(.depositConfirmed(try Self.deposit(eventIndex: index)), dialect, at: Self.now)?.id
    }
    #expect(ids[0] != ids[1])
  }
}
