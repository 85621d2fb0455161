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
    let detail: String
    var more = ""
    var testDescription: String { "\(kind): \(detail)" }
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
  private static let wrongChain = Row(chainId: "polygon-amoy", refusal: .wrongChain)
  private static let part = Row(amount: "4")
  private static let unconfirmed = Row(isConfirmed: false)
  private static let dropped = Row(droppedAt: 5)
  private static func late(_ amount: String) -> Row { Row(amount: amount, refusal: .orderExpired) }
  private static func second(_ amount: String) -> Row { Row(amount: amount, refusal: .orderCompleted) }

  private static let pending = [
    Story(
      kind: .waiting,
      detail: "Send the amount below before the time runs out. This page notices the payment by itself."),
    Story(
      transfers: [part], kind: .partlyPaid,
      detail: "Send the missing 6.5 USDC to the same address to complete the order."),
    Story(
      minutes: 10, kind: .grace,
      detail: "10.50 USDC is missing. A payment that arrives within the grace period still counts."),
    Story(
      minutes: 10, transfers: [part], kind: .grace,
      detail: "6.5 USDC is missing. A payment that arrives within the grace period still counts."),
    Story(
      transfers: [wrongToken], kind: .wrongToken,
      detail: "10.50 USDT came in. This order takes USDC only, so it does not count. 10.50 USDC is still to pay."),
    Story(
      transfers: [wrongToken, wrongToken], kind: .wrongToken,
      detail: "21 USDT came in. This order takes USDC only, so it does not count. 10.50 USDC is still to pay."),
    Story(
      transfers: [wrongChain], kind: .wrongChain,
      detail:
        "10.50 USDC came in on Polygon Amoy Testnet. Only Ethereum Sepolia Testnet counts. 10.50 USDC is still to pay."),
    Story(
      transfers: [wrongToken, wrongChain], kind: .wrongChain,
      detail:
        "10.50 USDT, 10.50 USDC came in, but only USDC on Ethereum Sepolia Testnet counts. 10.50 USDC is still to pay."),
    // The headline is the latest event, and the detail remembers the earlier ones.
    Story(
      transfers: [wrongToken, part], kind: .partlyPaid,
      detail: "10.50 USDT came in. This order takes USDC only, so it does not count. 6.5 USDC is still to pay."),
    Story(
      transfers: [part, wrongToken], kind: .wrongToken,
      detail: "10.50 USDT came in. This order takes USDC only, so it does not count. 6.5 USDC is still to pay."),
    // An order that only waits for confirmations waits.
    Story(
      transfers: [unconfirmed, wrongToken], kind: .confirming,
      detail: "The network is confirming it. Do not send it again."),
    Story(
      transfers: [dropped], kind: .takenBack,
      detail:
        "The network dropped 10.50 USDC before it was final. 10.50 USDC is still to pay, unless that payment comes back."
    ),
    Story(
      transfers: [Row(droppedAt: 0), part], kind: .partlyPaid,
      detail:
        "The network dropped 10.50 USDC before it was final. 6.5 USDC is still to pay, unless that payment comes back."),
    Story(
      transfers: [Row(droppedAt: 0), wrongToken], kind: .wrongToken,
      detail:
        "Not counted: 10.50 USDT. 10.50 USDC is still to pay, unless 10.50 USDC, which the network dropped, comes back."
    ),
    Story(
      transfers: [wrongToken, dropped], kind: .takenBack,
      detail:
        "Not counted: 10.50 USDT. 10.50 USDC is still to pay, unless 10.50 USDC, which the network dropped, comes back."
    ),
    // What would not count either way makes nobody wait for it.
    Story(
      transfers: [Row(currency: "USDT", refusal: .wrongToken, droppedAt: 5)], kind: .takenBack,
      detail: "Send the amount below before the time runs out. This page notices the payment by itself."),
  ]

  private static let completed = [
    Story(status: .completed, transfers: [Row()], kind: .paid, detail: "The full amount has arrived. Thank you!"),
    Story(
      status: .completed, transfers: [Row(amount: "11")], kind: .paid,
      detail: "The order is complete. 0.5 USDC more than asked for arrived. Ask the merchant about it."),
    Story(
      status: .completed, transfers: [unconfirmed, Row()], kind: .paid,
      detail: "The order is complete. 10.50 USDC more was seen, but not confirmed. Ask the merchant about it."),
    Story(
      status: .completed, transfers: [Row(), second("25"), second("7")], kind: .paid,
      detail: "The order is complete. 32 USDC arrived after that, which does not count. Ask the merchant about it."),
    Story(
      status: .completed, transfers: [Row(amount: "11"), second("7")], kind: .paid,
      detail:
        "The order is complete. 0.5 USDC more than asked for arrived. 7 USDC arrived after that, which does not count.",
      more: "Ask the merchant about it."),
    Story(
      status: .completed, transfers: [wrongToken, Row(droppedAt: 1), unconfirmed, Row(amount: "11"), second("7")],
      kind: .paid,
      detail:
        "The order is complete. 0.5 USDC more than asked for arrived. 10.50 USDC more was seen, but not confirmed.",
      more:
        "7 USDC arrived after that, which does not count. The wrong token arrived, which does not count: 10.50 USDT. "
        + "The network dropped 10.50 USDC, which may still come back. Ask the merchant about it."),
  ]

  private static let expired = [
    Story(
      status: .expired, kind: .expired,
      detail: "No payment arrived in time. Do not send anything to its address any more."),
    Story(
      status: .expired, transfers: [part], kind: .expired,
      detail: "Only 4 USDC arrived in time. Ask the merchant about it, and send nothing more."),
    Story(
      status: .expired, transfers: [unconfirmed], kind: .expired,
      detail:
        "10.50 USDC arrived, but was not confirmed in time. Ask the merchant about it, and send nothing more."),
    Story(
      status: .expired, transfers: [late("10.50")], kind: .expired,
      detail:
        "10.50 USDC arrived after the end, which does not count. Ask the merchant about it, and send nothing more."),
    Story(
      status: .expired, transfers: [part, late("1"), late("2")], kind: .expired,
      detail: "Only 4 USDC arrived in time. 3 USDC arrived after the end, which does not count."),
    Story(
      status: .expired, transfers: [wrongToken], kind: .expired,
      detail:
        "The wrong token arrived, which does not count: 10.50 USDT. Ask the merchant about it, and send nothing more."),
    Story(
      status: .expired, transfers: [wrongChain], kind: .expired,
      detail:
        "Sent on the wrong network, which does not count: 10.50 USDC. Ask the merchant about it, and send nothing more."
    ),
    Story(
      status: .expired, transfers: [dropped], kind: .expired,
      detail: "The network dropped 10.50 USDC, which may still come back. Ask the merchant before you pay again."),
    Story(
      status: .expired, transfers: [dropped, wrongToken], kind: .expired,
      detail:
        "The wrong token arrived, which does not count: 10.50 USDT. "
        + "The network dropped 10.50 USDC, which may still come back."),
    Story(
      status: .expired, transfers: [part, Row(amount: "5", isConfirmed: false), wrongToken, dropped, late("1")],
      kind: .expired,
      detail: "Only 4 USDC arrived in time. 5 USDC arrived, but was not confirmed in time.",
      more:
        "1 USDC arrived after the end, which does not count. The wrong token arrived, which does not count: 10.50 USDT. "
        + "The network dropped 10.50 USDC, which may still come back."),
  ]

  @Test(arguments: pending + completed + expired)
  func messageFollowsFromAllTransfers(_ story: Story) throws {
    let details = try Self.details(story)
    let message = OrderMessage(details)
    #expect(message.kind == story.kind)
    let (english, chinese) = (PageContext(language: .english), PageContext(language: .chinese))
    #expect(message.detail(english) == story.detail)
    #expect(message.more(english) == story.more)
    #expect(!(story.detail + story.more + message.detail(chinese) + message.more(chinese)).contains("{"))
    // Nobody who has paid is told that nothing was paid.
    #expect(story.status != .expired || (message.advice == .expiredAdvice) == story.transfers.isEmpty)
    // No time is said to be left where nothing is left to pay.
    let progress = OrderProgress(details: details, page: english)
    #expect(progress.sections.contains("clock") == details.isPayable)
    #expect(progress.sections.contains("more") == !story.more.isEmpty)
    // Two texts of one name would overwrite each other.
    #expect(Set(progress.texts.map(\.name)).count == progress.texts.count)
    #expect(Set(progress.sections).count == progress.sections.count)
  }

  @Test func whatTheNetworkTookBackIsAwaitedBeforePayingAgain() throws {
    let story = Story(status: .expired, transfers: [Self.dropped], kind: .expired, detail: "")
    #expect(OrderMessage(try Self.details(story)).advice == .expiredDroppedAdvice)
  }

  /// A paid page shows what is confirmed, with its transactions, and says the rest apart from it.
  @Test func paidPageShowsWhatIsConfirmed() throws {
    let story = Story(
      status: .completed, transfers: [Self.part, Self.unconfirmed, Row(amount: "6.5")], kind: .paid, detail: "")
    let progress = OrderProgress(details: try Self.details(story), page: PageContext(language: .english))
    #expect(progress.text("paid") == "10.50 USDC")
    #expect(progress.text("not-confirmed") == "10.50 USDC")
    #expect(progress.text("hash") == "0x0\n0x2")
    #expect(progress.text("step-confirmed") == "3 of 3 confirmations")
    #expect(progress.sections.contains("not-confirmed") && !progress.sections.contains("surplus"))
  }

  @Test(
    arguments: [
      (.pending, "0 of 3 confirmations"), (.completed, "0 of 3 confirmations; the order was paid without it"),
      (.expired, "does not count: 0 of 3 confirmations in time"),
    ] as [(OrderStatus, String)])
  func unconfirmedTransferIsTooLateAfterTheEnd(_ status: OrderStatus, _ words: String) throws {
    let story = Story(status: status, transfers: [Self.unconfirmed], kind: .paid, detail: "")
    let page = PageContext(language: .english)
    let lines = OrderProgress(details: try Self.details(story), page: page).transfers
    #expect(lines.map { $0.state(page) } == [words])
  }

  @Test func sumsReachBeyondTheListThatIsShown() throws {
    let story = Story(
      status: .completed, transfers: [Row()] + Array(repeating: Self.second("1"), count: 30), kind: .paid, detail: "")
    let details = try Self.details(story)
    let page = PageContext(language: .english)
    #expect(OrderMessage(details).detail(page).contains("30 USDC arrived after that"))
    #expect(OrderProgress(details: details, page: page).transfers.count == 20)
  }

  private static func details(_ story: Story) throws -> OrderDetails {
    let order = try Order.make(status: story.status)
    let transfers = try story.transfers.enumerated().map { try Self.transfer($1, Int64($0), to: order) }
    func sum(_ transfers: [Transfer]) -> TokenAmount { transfers.reduce(TokenAmount.zero) { $0 + $1.amount } }
    let counted = transfers.filter(\.counts)
    let received = TransferRepository.Received(
      detected: sum(counted), confirmed: sum(counted.filter { $0.confirmedAt != nil }))
    let now = order.createdAt.adding(minutes: story.minutes)
    return OrderDetails(
      shownId: order.id, order: order, state: try OrderPageState(order, received, now: now), transfers: transfers,
      now: now)
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
