import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// What the page says first, for each story of an order over 10.50 USDC.
@Suite struct OrderMessageTests {
  struct Story: Sendable, CustomTestStringConvertible {
    var status = OrderStatus.pending
    var minutes = 0
    var transfers: [Row] = []
    let kind: OrderMessage.Kind
    /// A part of the detail.
    let words: String
    var testDescription: String { "\(kind)" }
  }

  struct Row: Sendable {
    var amount = "10.50"
    var currency = "USDC"
    var chainId = "ethereum-sepolia"
    var refusal: Transfer.Refusal?
    var isConfirmed = true
    /// The second at which it was taken back. Transfers arrive at the second of their place in the list.
    var droppedAt: Int64?
  }

  private static let wrongToken = Row(currency: "USDT", refusal: .wrongToken)
  private static let part = Row(amount: "4")

  @Test(arguments: [
    Story(kind: .waiting, words: "before the time runs out"),
    Story(transfers: [part], kind: .partlyPaid, words: "missing 6.5 USDC"),
    Story(minutes: 10, kind: .grace, words: "10.50 USDC is missing"),
    Story(minutes: 10, transfers: [part], kind: .gracePartlyPaid, words: "6.5 USDC is missing"),
    Story(
      transfers: [wrongToken], kind: .wrongToken,
      words: "10.50 USDT came in. This order takes USDC only, so it does not count. 10.50 USDC is still to pay."),
    Story(
      transfers: [Row(chainId: "polygon-amoy", refusal: .wrongChain)], kind: .wrongChain,
      words: "10.50 USDC came in on Polygon Amoy Testnet. Only Ethereum Sepolia Testnet counts."),
    // What came last is said first, but an order that only waits for confirmations waits.
    Story(transfers: [wrongToken, part], kind: .partlyPaid, words: "6.5 USDC"),
    Story(transfers: [part, wrongToken], kind: .wrongToken, words: "6.5 USDC is still to pay"),
    Story(transfers: [Row(isConfirmed: false), wrongToken], kind: .confirming, words: "nothing more for you to do"),
    Story(transfers: [Row(droppedAt: 5)], kind: .takenBack, words: "The network dropped 10.50 USDC"),
    Story(transfers: [Row(droppedAt: 5), part], kind: .takenBack, words: "6.5 USDC is still to pay"),
    Story(transfers: [Row(droppedAt: 0), part], kind: .partlyPaid, words: "6.5 USDC"),
    Story(status: .completed, transfers: [Row()], kind: .paid, words: "The full amount has arrived"),
    Story(status: .completed, transfers: [Row(amount: "11")], kind: .paidTooMuch, words: "0.5 USDC more"),
    Story(
      status: .completed, transfers: [Row(), Row(refusal: .orderCompleted)], kind: .paidTwice,
      words: "10.50 USDC arrived after that"),
    Story(status: .expired, kind: .expired, words: "No payment arrived in time"),
    Story(status: .expired, transfers: [part], kind: .expiredPartlyPaid, words: "Only 4 USDC"),
    Story(
      status: .expired, transfers: [Row(isConfirmed: false)], kind: .expiredUnconfirmed,
      words: "10.50 USDC arrived, but the network had not confirmed it"),
    Story(
      status: .expired, transfers: [Row(refusal: .orderExpired)], kind: .expiredBeforePayment,
      words: "10.50 USDC arrived after the end"),
  ])
  func headlineIsTrue(_ story: Story) throws {
    let order = try Order.make(status: story.status)
    let transfers = try story.transfers.enumerated().map { try Self.transfer($1, Int64($0), to: order) }
    let sum = transfers.filter(\.counts).reduce(TokenAmount.zero) { $0 + $1.amount }
    let now = order.createdAt.adding(minutes: story.minutes)
    let details = OrderDetails(
      shownId: order.id, order: order,
      state: try OrderPageState(order, TransferRepository.Received(detected: sum), now: now), transfers: transfers,
      now: now)
    let message = OrderMessage(details)
    #expect(message.kind == story.kind)
    let detail = message.detail(PageContext(language: .english))
    #expect(detail.contains(story.words), "\(detail)")
    #expect(!detail.contains("{") && !message.detail(PageContext(language: .chinese)).contains("{"))
    // No time is said to be left where nothing is left to pay.
    let progress = OrderProgress(details: details, page: PageContext(language: .english))
    #expect(progress.sections.contains("clock") == details.isPayable)
  }

  private static func transfer(_ row: Row, _ number: Int64, to order: Order) throws -> Transfer {
    Transfer(
      sequence: number + 1, id: "tr_\(number)", transactionHash: "0x\(number)", eventIndex: 0, tenant: order.tenant,
      purpose: .order(id: order.id), amount: try TokenAmount(row.amount), currency: row.currency, chainId: row.chainId,
      address: order.address, refusal: row.refusal, confirmations: row.isConfirmed ? 3 : 0,
      detectedAt: order.createdAt.adding(seconds: number),
      confirmedAt: row.isConfirmed && row.droppedAt == nil ? order.createdAt.adding(seconds: number) : nil,
      droppedAt: row.droppedAt.map { order.createdAt.adding(seconds: $0) })
  }
}
