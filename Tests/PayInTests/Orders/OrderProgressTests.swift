import HTTP
import JSON
import Testing

@testable import PayIn

@Suite struct OrderProgressTests {
  private static let order = """
    {"orderId":"o","status":"pending","amount":"10.50","currency":"USDT","expiresAt":"1994-11-06T08:50:37Z"}
    """

  private func poll(
    order: String = order, status: String? = nil, last: OrderProgress? = nil
  ) async throws -> OrderProgress {
    var replies: [String: [ScriptedTransport.Reply]] = ["GET /orders/o": [.json(200, #"{"data":\#(order)}"#)]]
    if let status { replies["GET /api/order-status/o"] = [.json(200, #"{"data":\#(status)}"#)] }
    return try await PayInClient.make(RoutedTransport(replies)).orderProgress("o", last: last)
  }

  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let received: String
    let missing: String
    var surplus: String?
  }

  @Test(arguments: [
    Row(testDescription: "none", received: #""0""#, missing: "10.5"),
    Row(testDescription: "a part, as a number", received: "4.000001", missing: "6.499999"),
    Row(testDescription: "all", received: #""10.500000""#, missing: "0"),
    Row(testDescription: "too much", received: #""11""#, missing: "0", surplus: "0.5"),
  ])
  func amountsAreWhatIsMissingOrTooMuch(_ row: Row) async throws {
    let status = """
      {"orderId":"o","receivedAmount":\(row.received),"currentConfirmations":2,"requiredConfirmations":3}
      """
    let progress = try await poll(status: status)
    #expect(progress.missing?.text == row.missing)
    #expect(progress.surplus?.text == row.surplus)
    #expect(progress.confirmations == 2)
    #expect(progress.requiredConfirmations == 3)
    #expect(progress.secondsLeft == 60)
  }

  @Test func whatTheAPIDoesNotTellIsLeftOut() async throws {
    let progress = try await poll()
    #expect(progress.received == nil)
    #expect(progress.missing == nil)
    #expect(progress.surplus == nil)
    #expect(progress.confirmations == nil)
  }

  /// More may be on its way to an order that is open; one that has ended has what it has.
  @Test(arguments: [
    ("pending", "4", nil), ("pending", "10.5", "10.5"), ("pending", "11", "11"), ("expired", "4", "4"),
    ("completed", "10.50", "10.50"),
  ])
  func confirmedIsNotAllThatWasReceived(_ status: String, _ confirmed: String, _ received: String?) async throws {
    let order = Self.order.replacing("pending\"", with: "\(status)\",\"confirmedAmount\":\"\(confirmed)\"")
    let progress = try await poll(order: order)
    #expect(progress.received?.text == received)
    #expect(progress.confirmed?.text == confirmed)
    #expect((progress.missing == nil) == (received == nil))
  }

  /// 08:49:37 is the time of the poll.
  @Test(arguments: [("1994-11-06T08:50:07Z", 30), ("1994-11-06T08:49:37Z", 0), ("1994-11-06T09:49:37Z", 60)])
  func graceIsNoTimeToPay(end: String, seconds: Int) async throws {
    let order = Self.order.replacing("\"expiresAt", with: "\"paymentWindowEndsAt\":\"\(end)\",\"expiresAt")
    let progress = try await poll(order: order)
    #expect(progress.secondsToPay == seconds)
    #expect(progress.secondsLeft == 60)
  }

  @Test func statusOfAnotherOrderIsNotTaken() async throws {
    #expect(try await poll(status: #"{"orderId":"x","receivedAmount":"10.50"}"#).received == nil)
  }

  @Test func failedPollOfThePaymentIsNoChange() async throws {
    let first = try await poll(status: #"{"orderId":"o","receivedAmount":"4","currentConfirmations":2}"#)
    let second = try await poll(last: first)
    #expect(second.cursor == first.cursor)
    #expect(second.received?.text == "4")
  }

  @Test(arguments: [
    #"{"orderId":"o","receivedAmount":"5","currentConfirmations":2}"#,
    #"{"orderId":"o","receivedAmount":"4","currentConfirmations":3}"#,
  ])
  func cursorTellsAChange(status: String) async throws {
    let first = try await poll(status: #"{"orderId":"o","receivedAmount":"4","currentConfirmations":2}"#)
    #expect(try await poll(status: status).cursor != first.cursor)
  }

  @Test func endedOrderHasNoTimeLeft() async throws {
    let ended = Self.order.replacing("pending", with: "expired")
    let progress = try await poll(order: ended)
    #expect(progress.isFinal)
    #expect(progress.secondsLeft == nil)
  }

  /// The ends that payment services have in common, in any spelling; a status nobody knows is neither open nor over.
  @Test(
    arguments: [
      ("completed", .ended), ("COMPLETED", .ended), ("expired", .ended), ("cancelled", .ended), ("Canceled", .ended),
      ("refunded", .ended), ("Partially-Refunded", .ended), ("charged_back", .ended), ("failed", .ended),
      ("pending", .open), ("Pending", .open), ("on_hold", .unknown), ("paid", .unknown), ("", .unknown),
    ] as [(String, Status.OrderPhase)])
  func phaseFollowsTheStatus(_ status: String, _ phase: Status.OrderPhase) async throws {
    let progress = try await poll(order: Self.order.replacing("pending", with: status))
    #expect(progress.phase == phase)
    #expect(progress.isFinal == (phase == .ended))
    #expect((progress.secondsLeft != nil) == (phase == .open))
    #expect(progress.order["status"] == status)
  }

  @Test func orderWithoutAStatusIsInAnUnknownPhase() async throws {
    #expect(try await poll(order: #"{"orderId":"o"}"#).phase == .unknown)
  }
}
