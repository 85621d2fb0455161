import JSON
import SandboxModel

/// Plays the steps of one story.
struct StoryPlayer {
  private static let amount = "25"
  private static let currency = "USDC"
  private static let chainId = "ethereum-sepolia"
  /// The reply of the endpoint that is down.
  private static let downStatus = 503

  /// The context at the time of the step, with no key: a story may be played by another key's request.
  private let context: RequestContext
  private let story: StoryRun

  init(_ story: StoryRun, _ context: RequestContext) {
    self.story = story
    self.context = context.with(.own)
  }

  /// Performs an action.
  /// - Returns: what happened instead, if something else did than the story says, for example because another request
  ///   has paid the order.
  /// - Throws: a refusal of the action.
  func perform(_ action: StoryAction) throws -> StoryText? {
    switch action {
    case .createOrder(let window, let grace): try createOrder(windowMinutes: window, graceMinutes: grace)
    case .pay(let kind): return try pay(["kind": .string(kind.rawValue), "confirmed": false])
    case .addBlocks(let count): return try addBlocks(count)
    case .takeBack: _ = try Reorganisation(context: context, of: try transfers()).run()
    case .sendAgain: return try sendAgain()
    case .wait: break
    case .bindAddress: try bind()
    case .deposit(let amount): return try deposit(amount)
    case .drainPool: try context.store.stories.drain(.evm, for: story)
    case .orderWithoutAddress: return try orderWithoutAddress()
    case .restorePool: try context.store.stories.restore(for: story)
    case .failDeliveries: return try failDeliveries()
    case .leaveDeliveries: return try undelivered()
    }
    return nil
  }

  /// The state of the story's order, if a step says that the order ends and it has not ended so; nil otherwise.
  func otherEnd(than step: Story.Step) throws -> StoryText? {
    let ends: [(EventType, OrderStatus)] = [(.orderCompleted, .completed), (.orderExpired, .expired)]
    guard let end = ends.first(where: { step.events.contains($0.0) })?.1, let order = try order(), order.status != end
    else { return nil }
    return StoryText("The order is \(order.status.rawValue)", "订单状态为 \(order.status.rawValue)")
  }

  private func order() throws -> Order? {
    try context.store.orders.find(id: try orderId())
  }

  /// What was taken back or never came gets no confirmations. An order that has ended needs none.
  private func addBlocks(_ count: Int) throws -> StoryText? {
    let selection = try transfers()
    let transfers = try BlockProduction(context: context, for: selection, count: count).run()
    guard transfers.isEmpty, case .order = selection, try order()?.status == .pending else { return nil }
    return StoryText("No transfer waits for a confirmation", "没有等待确认的转账")
  }

  private func createOrder(windowMinutes: Int, graceMinutes: Int) throws {
    guard let asset = Asset(currency: Self.currency, chainId: Self.chainId),
      let terms = PaymentTerms(windowMinutes: windowMinutes, graceMinutes: graceMinutes)
    else { throw APIError.notFound("Token") }
    // An address was free when there should have been none, so that there is an order already.
    guard story.orderId == nil else { return }
    let draft = OrderDraft(
      reference: story.reference, amountText: Self.amount, asset: asset, terms: terms, successUrl: nil, cancelUrl: nil,
      metadata: JSONValue.object(["story": .string(story.name)]).description)
    guard let order = try context.store.placement.place(draft, tenant: story.tenant, now: context.now) else {
      throw APIError.insufficientAddresses(asset.chain.addressProtocol)
    }
    try context.store.stories.setOrder(order.id, of: story)
  }

  private func orderWithoutAddress() throws -> StoryText? {
    do {
      try createOrder(
        windowMinutes: OrderDraft.defaultWindowMinutes, graceMinutes: OrderDraft.defaultGraceMinutes)
    } catch let error as APIError where error.name == .insufficientAddresses {
      return nil
    }
    return StoryText("An address had become free meanwhile, so the order was made", "期间有地址空出，订单已创建")
  }

  private func orderId() throws(APIError) -> String {
    guard let id = story.orderId else {
      throw .conflict("The story has no order, because an earlier step failed", chinese: "该故事没有订单，因为之前有一步失败")
    }
    return id
  }

  private func pay(_ members: JSONObject) throws -> StoryText? {
    var body: JSONObject = ["orderId": .string(try orderId())]
    for member in members.members { body.append(member.name, member.value) }
    return try simulate(body)
  }

  private func sendAgain() throws -> StoryText? {
    let filter = Filter("order_id = ?", .text(try orderId()))
    guard let transfer = try context.store.transfers.latest(filter) else { throw APIError.notFound("Transaction") }
    return try pay([
      "txHash": .string(transfer.transactionHash), "eventIndex": .number(JSONNumber(transfer.eventIndex)),
      "confirmed": false,
    ])
  }

  private func simulate(_ body: JSONObject) throws -> StoryText? {
    let request = try Request.own.posting(body)
    let outcome = try PaymentSimulation(context: context.with(request), fields: try Fields(request)).run()
    guard let refusal = outcome.refusal, refusal != .wrongToken else { return nil }
    return StoryText("The payment does not count: \(refusal.rawValue)", "此付款不计入：\(refusal.rawValue)")
  }

  private func bind() throws {
    let bound = try context.store.binding.bind(
      story.reference, .evm, metadata: nil, tenant: story.tenant, now: context.now)
    if bound == nil { throw APIError.insufficientAddresses(.evm) }
  }

  private func deposit(_ amount: String) throws -> StoryText? {
    try simulate([
      "depositReference": .string(story.reference), "amount": .string(amount), "currency": .string(Self.currency),
      "chainId": .string(Self.chainId), "confirmed": false,
    ])
  }

  private func transfers() throws -> TransferSelection {
    Story.Name(rawValue: story.name).map { Story.named($0).isOfDepositor } == true
      ? .deposit(reference: story.reference) : .order(id: try orderId())
  }

  private func failDeliveries() throws -> StoryText? {
    let count = try context.store.deliveries.failDue(
      businessId: try orderId(), status: Self.downStatus, problem: "the story plays an endpoint that is down",
      at: context.now)
    return count == 0 ? Self.noEndpoint : nil
  }

  private func undelivered() throws -> StoryText? {
    let deliveries = try context.store.deliveries.list(
      Filter("d.business_id = ?", .text(try orderId())), ListPage(number: 1, limit: 1))
    return deliveries.total == 0 ? Self.noEndpoint : nil
  }

  private static let noEndpoint = StoryText(
    """
    No webhook endpoint is set, so nothing is sent: start the server with PAYIN_SANDBOX_WEBHOOK_URL, or POST \
    /api/v1/notifications/endpoints
    """,
    """
    未设置 webhook 端点，因此不会发送任何内容：请用 PAYIN_SANDBOX_WEBHOOK_URL 启动服务器，或 POST \
    /api/v1/notifications/endpoints
    """)
}
