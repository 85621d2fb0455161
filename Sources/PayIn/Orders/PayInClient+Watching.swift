import JSON

extension PayInClient {
  /// One look at an order and its payment.
  ///
  /// - Parameter last: what it says of the payment stands if this look does not learn it.
  package func orderProgress(_ id: String, last: OrderProgress? = nil) async throws(PayInError) -> OrderProgress {
    let order = try await order(id)
    let status = await orderStatus(order["orderId"] ?? id)
    return OrderProgress(order, status: status ?? last?.status, now: await date())
  }

  /// One look at what a depositor has sent. The address is only asked for at the first.
  package func depositProgress(
    _ reference: String, last: DepositProgress?
  ) async throws(PayInError) -> DepositProgress {
    let resource = if let last { last.reference } else { try await depositReference(reference) }
    let filter = DepositFilter(reference: reference)
    // Lists may take longer than a call that somebody waits for.
    let client = withElapsed(max(limits.listTimeout - limits.timeout, .zero))
    let page = try await client.deposits(filter, at: Page.Position(limit: Page.Position.maximumLimit)).page
    let rows = page.rows.filter { $0["depositReference"]?.hasSameBytes(as: reference) ?? true }
    // Counts what the page does not show. An API that finds parts of references also counts the deposits of others.
    let total = page.total.flatMap { rows.count == page.rows.count && $0 > rows.count ? $0 : nil }
    return DepositProgress(resource, rows, total: total)
  }

  /// Nil where the API does not tell: it is not documented.
  private func orderStatus(_ id: String) async -> APIResource? {
    guard !account.lacks(.orderStatus) else { return nil }
    do throws(PayInError) {
      let endpoint = try Endpoint(.orderStatus, parts: [id])
      let reply = try await readOnce(endpoint, by: deadline(for: .orderStatus))
      let status = APIResource(reply.envelope.data, schema: .orderStatus)
      return status?["orderId"].map { $0 == id } == false ? nil : status
    } catch {
      if error.code == .endpointMissing { account.noteMissing(.orderStatus) }
      return nil
    }
  }

  /// What time it is for the API: a sandbox's clock can be ahead of this machine's.
  private func date() async -> Int {
    guard target.sandboxToken != nil else { return time.date() }
    let clock = try? await readOnce(.clock).envelope.data
    return time.date() + (clock?["aheadSeconds"]?.number?.integer ?? 0)
  }
}

extension ResourceSchema {
  /// What a payer's page shows of an order.
  fileprivate static let orderStatus = ResourceSchema(fields: [
    text("orderId", "id"),
    text("receivedAmount"),
    text("confirmedAmount", "confirmedReceived"),
    count("confirmations", "currentConfirmations"),
    count("requiredConfirmations"),
  ])
}
