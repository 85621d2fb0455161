import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct OrderPageStateTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let minutes: Int
    let status: OrderStatus
    let detected: String
    let missing: String
    let secondsLeft: Int64?
    var testDescription: String { "\(status) after \(minutes) min with \(detected)" }

    init(_ minutes: Int, _ status: OrderStatus, _ detected: String, _ missing: String, _ secondsLeft: Int64?) {
      self.minutes = minutes
      self.status = status
      self.detected = detected
      self.missing = missing
      self.secondsLeft = secondsLeft
    }
  }

  /// The order asks for 10.50 within 10 minutes and 5 of grace.
  @Test(arguments: [
    Row(0, .pending, "0", "10.5", 600), Row(9, .pending, "0", "10.5", 60),
    Row(9, .pending, "10.499999", "0.000001", 60),
    Row(9, .pending, "10.5", "0", 60), Row(10, .pending, "0", "10.5", 300), Row(14, .pending, "1", "9.5", 60),
    Row(14, .pending, "11", "0", 60), Row(3, .completed, "10.5", "0", nil), Row(15, .expired, "1", "9.5", nil),
  ])
  func clockAndRestFollowTheOrder(_ row: Row) throws {
    let order = try Order.make(status: row.status)
    let now = order.createdAt.adding(minutes: row.minutes)
    let received = TransferRepository.Received(detected: try TokenAmount(row.detected))
    let state = try OrderPageState(order, received, now: now)
    #expect(state.missing.description == row.missing)
    #expect(state.secondsLeft(now: now) == row.secondsLeft)
  }

  @Test(arguments: [
    ("https://shop.example/thanks", true), ("HTTP://shop.example", true), ("javascript:alert(1)", false),
    ("data:text/html,x", false), ("/relative", false), (" https://shop.example", false),
  ])
  func onlyPagesOfTheWebAreLinked(_ url: String, _ isLinked: Bool) throws {
    for status in [OrderStatus.completed, .expired] {
      let order = try Order.make(status: status, successUrl: url, cancelUrl: url)
      let details = OrderDetails(
        shownId: order.id, order: order,
        state: try OrderPageState(order, TransferRepository.Received(), now: order.createdAt), transfers: [],
        now: order.createdAt)
      #expect(details.returnURL == (isLinked ? url : nil))
    }
  }
}
