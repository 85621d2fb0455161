/// Creates an order such that a reference has one order only, even if a reply is lost.
struct OrderCreation: Sendable {
  let client: PayInClient
  let order: NewOrder
  private let deadline: Deadline

  init(_ client: PayInClient, _ order: NewOrder) {
    self.client = client
    self.order = order
    deadline = client.deadline(for: .createOrder)
  }

  func run() async throws(PayInError) -> WriteResult {
    try client.guardWrite(.createOrder)
    try client.guardNew(order.reference, .createOrder, field: "orderReference")
    try client.guardAmount(order.amount, .createOrder)
    guard client.checksDuplicates else { return try await make() }
    guard await client.account.referenceLocks.enter(order.reference, by: deadline, client.time) else {
      try client.stopIfCancelled(.createOrder)
      throw PayInError(.timeout, .createOrder, outcome: .notSent, retry: .safe)
    }
    defer { client.account.referenceLocks.leave(order.reference) }
    if let result = try await lookUp() { return result }
    return try await make()
  }

  /// The order if it exists; nil if it is certain that it does not.
  private func lookUp() async throws(PayInError) -> WriteResult? {
    do throws(PayInError) {
      if let result = try await found(.replayed, conflict: .notSent, by: deadline) {
        client.account.forgetUncertain(order.reference)
        return result
      }
    } catch {
      // Nothing is sent unless the look-up succeeded. A 409 to the look-up itself is no conflict of the order.
      throw error.isConflict(of: .createOrder) ? error : error.before(.createOrder)
    }
    guard let rest = client.account.uncertainTime(order.reference, at: client.time.now()) else { return nil }
    throw PayInError(.outcomeUnknown, .createOrder, outcome: .unknown, retry: .safe, cause: .outcomeUnknown)
      .held(for: rest, now: client.time.date())
  }

  private func make() async throws(PayInError) -> WriteResult {
    try reserveOrderSlot()
    let start = client.time.date()
    do throws(PayInError) {
      let endpoint = try Endpoint(.createOrder, body: order.body)
      let result = try await client.write(endpoint, by: deadline, created, readBack: readBack)
      client.account.forgetUncertain(order.reference)
      return await checkingTimes(result, start)
    } catch {
      return try await recover(error)
    }
  }

  /// The look-up after a lost reply. Nil where a reference may have several orders: it could find an earlier one.
  private var readBack: PayInClient.ReadBack? {
    guard client.checksDuplicates else { return nil }
    return { deadline throws(PayInError) in try await found(.reconciled, conflict: .unknown, by: deadline) }
  }

  @Sendable private func created(_ reply: PayInClient.Reply) throws(PayInError) -> WriteResult {
    var resource = try client.resource(reply, .order)
    guard resource["orderId"] != nil, !resource.shows("orderReference", otherThan: order.reference) else {
      throw reply.unreadable
    }
    let warnings = order.warnings(for: resource)
    resource.fill("orderReference", order.reference)
    return WriteResult(outcome: .created, resource: resource, warnings: warnings, requestID: reply.requestID)
  }

  /// Adds a warning if the API ignored the payment window. A reply without the time of creation is judged by our clock; as
  /// clocks differ, the order is then read before the warning is added, since a stored order has that time.
  private func checkingTimes(_ result: WriteResult, _ start: Int) async -> WriteResult {
    let window = PaymentWindow(order)
    guard let resource = result.resource, window.isHonoured(by: resource, otherwiseFrom: start) == false else {
      return result
    }
    if resource["createdAt"] == nil, let id = resource["orderId"], let stored = await stored(id),
      window.isHonoured(by: stored, otherwiseFrom: nil) == true
    {
      return result
    }
    var warned = result
    warned.warnings.append(Warning(.windowNotHonoured))
    return warned
  }

  private func stored(_ id: String) async -> APIResource? {
    try? await client.storedOrder(id, by: deadline)
  }

  private func recover(_ error: PayInError) async throws(PayInError) -> WriteResult {
    if error.outcome == .unknown {
      guard client.checksDuplicates else { throw error }
      let rest = client.account.noteUncertain(order.reference, at: client.time.now())
      throw error.held(for: rest, now: client.time.date())
    }
    client.account.releaseOrderSlot()
    // Another caller, perhaps in another process, was faster. If it made the same order, that one is returned.
    guard error.code == .conflict, error.outcome == .rejected, client.checksDuplicates else { throw error }
    do throws(PayInError) {
      if let result = try await found(.replayed, conflict: .rejected, by: deadline) { return result }
    } catch  where !error.isConflict(of: .createOrder) {}
    throw error
  }

  private func reserveOrderSlot() throws(PayInError) {
    let wait = client.account.reserveOrderSlot(at: client.time.now())
    guard wait > .zero else { return }
    let most = client.limits.ordersPerHour ?? 0
    throw PayInError(
      .limitExceeded, .createOrder, outcome: .notSent, retry: .after(seconds: wait.secondsRoundedUp),
      detail: LocalizedText("PAYIN_MAX_ORDERS_PER_HOUR is \(most)", "PAYIN_MAX_ORDERS_PER_HOUR 为 \(most)"))
  }
}

extension OrderCreation {
  /// The existing order, or nil if there is none; throws `conflict` if it differs from the requested one.
  private func found(
    _ outcome: WriteResult.Outcome, conflict: PayInError.Outcome, by deadline: Deadline
  ) async throws(PayInError) -> WriteResult? {
    let lookup = OrderLookup(client: client, order: order, isOwn: outcome == .reconciled)
    switch try await lookup.find(by: deadline) {
    case .none: return nil
    case .same(let resource, let comparison, let all):
      return WriteResult(
        outcome: outcome, resource: resource, warnings: warnings(resource, comparison, all),
        requestID: client.newRequestID())
    case .other(let comparison):
      var error = PayInError(.conflict, .createOrder, outcome: conflict, retry: .never, field: "orderReference")
      error.differences = comparison.differences
      throw error
    }
  }

  private func warnings(
    _ resource: APIResource, _ comparison: OrderComparison, _ all: [APIResource]
  ) -> [Warning] {
    var warnings = all.count > 1 ? [Warning.several(all)] : []
    if let warning = Warning.ended(resource) { warnings.append(warning) }
    if !comparison.notShown.isEmpty { warnings.append(Warning(.notCompared, fields: comparison.notShown)) }
    if comparison.hasDefaultWindow { warnings.append(Warning(.windowNotHonoured)) }
    return warnings
  }
}

extension Warning {
  /// The warning that a reference has these orders.
  fileprivate static func several(_ orders: [APIResource]) -> Warning {
    let list = LocalizedText.orders(orders)
    return Warning(
      .severalOrders,
      detail: LocalizedText(
        "\(orders.count) orders have this reference: \(list[.english]). Nobody may pay more than one of them.",
        "有 \(orders.count) 个订单使用该引用：\(list[.chinese])。请勿为其中多个付款。"))
  }

  /// The warning of an order that ended unpaid, or nil.
  fileprivate static func ended(_ order: APIResource) -> Warning? {
    guard order.endedUnpaid, let status = order["status"] else { return nil }
    if order.status == "expired" { return Warning(.orderExpired) }
    let text = LocalizedText(
      "This order is \(status) and cannot be paid: a new purchase needs a new orderReference.",
      "该订单状态为 \(status)，无法支付：新的交易需要新的 orderReference。")
    return Warning(.orderEnded, detail: text)
  }
}
