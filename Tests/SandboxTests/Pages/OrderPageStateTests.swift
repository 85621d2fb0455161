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
    let headline: Phrase
    let secondsLeft: Int64?
    var testDescription: String { "\(status) after \(minutes) min with \(detected)" }

    init(_ minutes: Int, _ status: OrderStatus, _ detected: String, _ headline: Phrase, _ secondsLeft: Int64?) {
      self.minutes = minutes
      self.status = status
      self.detected = detected
      self.headline = headline
      self.secondsLeft = secondsLeft
    }
  }

  /// The order asks for 10.50 within 10 minutes and 5 of grace.
  @Test(arguments: [
    Row(0, .pending, "0", .waiting, 600), Row(9, .pending, "0", .waiting, 60),
    Row(9, .pending, "10.499999", .partlyPaid, 60), Row(9, .pending, "10.5", .confirming, 60),
    Row(10, .pending, "0", .graceHeadline, 300), Row(14, .pending, "1", .partlyPaid, 60),
    Row(14, .pending, "11", .confirming, 60), Row(3, .completed, "10.5", .paid, nil),
    Row(15, .expired, "0", .expired, nil), Row(15, .expired, "1", .expired, nil),
  ])
  func headlineAndClockFollowTheOrder(_ row: Row) throws {
    let order = try Order.make(status: row.status)
    let now = order.createdAt.adding(minutes: row.minutes)
    let received = TransferRepository.Received(detected: try TokenAmount(row.detected))
    let state = try OrderPageState(order, received, now: now)
    #expect(state.headline == row.headline)
    #expect(state.secondsLeft(now: now) == row.secondsLeft)
  }

  @Test func surplusAndShortfallAreNamed() throws {
    func detail(_ status: OrderStatus, _ detected: String) throws -> String {
      let order = try Order.make(status: status)
      let received = TransferRepository.Received(detected: try TokenAmount(detected))
      let state = try OrderPageState(order, received, now: order.createdAt)
      return state.detail(PageContext(language: .english), currency: "USDC")
    }
    #expect(try detail(.completed, "11").contains("0.5 USDC more"))
    #expect(try detail(.expired, "4").contains("Only 4 USDC"))
    #expect(try detail(.pending, "4").contains("missing 6.5 USDC"))
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
      #expect(details.onward == (isLinked ? url : nil))
    }
  }
}
