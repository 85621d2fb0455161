package import JSON

extension PayInClient {
  /// Binds a lasting address to a user. The same reference and protocol give the same address again. Throws
  /// `address_unusable` if payments to it would be lost.
  package func bindDepositAddress(
    reference: String, protocol family: String, metadata: JSONObject? = nil
  ) async throws(PayInError) -> WriteResult {
    var body: JSONObject = ["depositReference": .string(reference), "protocol": .string(family)]
    body["metadata"] = metadata.map(JSONValue.object)
    if account.dialect == .published { try PublishedDepositReference.guardReference(reference, .bindDepositAddress) }
    try guardNew(reference, .bindDepositAddress, field: "depositReference")
    try guardReadable(reference)
    let endpoint = try Endpoint(.bindDepositAddress, body: body)
    let start = time.now()
    let result = try await write(endpoint, by: deadline(for: .bindDepositAddress)) { reply throws(PayInError) in
      try bound(reply, reference, family)
    } readBack: { deadline throws(PayInError) in
      let resource = try await depositReference(reference, family, by: deadline)
      guard resource["address"] != nil, resource["protocol"] == family else { return nil }
      return reconciled(resource)
    }
    return try await withElapsed(start.duration(to: time.now())).checkingAddress(result, of: reference, family)
  }

  /// Throws `invalid_arguments` for `.` and `..`, which no path can hold: the address could never be read.
  private func guardReadable(_ reference: String) throws(PayInError) {
    do throws(PayInError) {
      _ = try Endpoint(.depositReference, parts: [reference])
    } catch {
      throw error.before(.bindDepositAddress)
    }
  }

  private func bound(_ reply: Reply, _ reference: String, _ family: String) throws(PayInError) -> WriteResult {
    var resource = try resource(reply, .binding)
    guard !resource.shows("depositReference", otherThan: reference) else { throw reply.unreadable }
    let differs = [("depositReference", reference), ("protocol", family)].filter { name, sent in
      resource[name].map { !$0.hasSameBytes(as: sent) } ?? false
    }
    resource.fill("depositReference", reference)
    resource.fill("protocol", family)
    let warnings = differs.isEmpty ? [] : [Warning(.replyDiffers, fields: differs.map(\.0))]
    return WriteResult(outcome: .done, resource: resource, warnings: warnings, requestID: reply.requestID)
  }

  /// Takes the address away; later deposits to it are not credited. Succeeds also if nothing was bound.
  package func unbindDepositAddress(reference: String) async throws(PayInError) -> WriteResult {
    let endpoint = try Endpoint(.unbindDepositAddress, body: ["depositReference": .string(reference)])
    return try await write(endpoint, by: deadline(for: .unbindDepositAddress)) { reply in
      WriteResult(outcome: .done, resource: nil, warnings: [], requestID: reply.requestID)
    } readBack: { deadline throws(PayInError) in
      do throws(PayInError) {
        _ = try await depositReference(reference, by: deadline)
        return nil
      } catch  where error.code == .notFound {
        return reconciled(nil)
      }
    }
  }

  package func depositReference(_ reference: String) async throws(PayInError) -> APIResource {
    var resource = try await depositReference(reference, by: deadline(for: .depositReference))
    resource.leaveOutMixedTotal()
    return resource
  }

  /// - Parameter family: the one protocol that matters; any if nil.
  private func depositReference(
    _ reference: String, _ family: String? = nil, by deadline: Deadline
  ) async throws(PayInError) -> APIResource {
    try await inDialect { () throws(PayInError) in
      try resource(
        try await read(Endpoint(.depositReference, parts: [reference]), by: deadline), .depositReference,
        where: "depositReference", is: reference)
    } published: { () throws(PayInError) in
      let stored = PublishedDepositReference(client: self, reference: reference, deadline: deadline)
      guard let family else { return try await stored.read() }
      return try await stored.address(family)
    }
  }

  private func reconciled(_ resource: APIResource?) -> WriteResult {
    WriteResult(outcome: .reconciled, resource: resource, warnings: [], requestID: newRequestID())
  }

  package func deposits(
    _ filter: DepositFilter = DepositFilter(), at position: Page.Position = Page.Position()
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    guard let range = filter.range else { return try await deposits(filter, at: position, by: nil) }
    let deadline = deadline(for: .deposits)
    return try await RangedList(range: range, account: account)
      .page(at: position) { position throws(PayInError) in try await deposits(filter, at: position, by: deadline) }
  }

  private func deposits(
    _ filter: DepositFilter, at position: Page.Position, by deadline: Deadline?
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    try await inDialect { () throws(PayInError) in
      let listed = try await page(.deposits, filter.conditions, position, rows: "deposits", .deposit, by: deadline)
      // Under this name the published code lists addresses, which are no deposits.
      if account.detected == .published { return try await transfers(filter, at: position, by: deadline) }
      guard account.dialect == .auto, listed.page.rows.isEmpty else { return listed }
      return try await transfers(filter, at: position, by: deadline, otherwise: listed)
    } published: { () throws(PayInError) in
      try await transfers(filter, at: position, by: deadline)
    }
  }

  private func transfers(
    _ filter: DepositFilter, at position: Page.Position, by deadline: Deadline?,
    otherwise listed: (page: Page, warnings: [Warning])? = nil
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    do throws(PayInError) {
      return try await page(
        .transfers, filter.transferConditions, position, rows: "transfers", .deposit, by: deadline)
    } catch  where error.code == .endpointMissing {
      guard let listed else { throw error }
      return listed
    }
  }

  /// A page of depositors, with the sums of their deposits.
  ///
  /// - Parameter search: part of a reference.
  package func depositReferences(
    search: String?, at position: Page.Position = Page.Position()
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    let condition = ListFilter("depositReference", search, .contains, sentAs: [("search", search)])
    return try await page(.depositReferences, [condition], position, rows: "references", .depositor)
  }

  /// A page of transfers that were seen on the chains, for orders and as deposits.
  package func transfers(
    _ filter: TransferFilter = TransferFilter(), at position: Page.Position = Page.Position()
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    try await page(.transfers, filter.conditions, position, rows: "transfers", .chainTransfer)
  }

  /// The published code counts what is bound, and has zero for all that came in. Zero is believed only if the list of
  /// transfers is empty as well.
  package func depositStatistics() async throws(PayInError) -> (APIResource, [Warning]) {
    let deadline = deadline(for: .depositStatistics)
    let reply = try await readStatistics(Endpoint(.depositStatistics), by: deadline)
    let counts = try resource(reply, .depositStatistics)
    let isEmpty = (counts.integer("totalDeposits") ?? 0) == 0
    guard isEmpty, (counts.fields["totalAmountByCurrency"]?.object ?? [:]).isEmpty else { return (counts, []) }
    guard await confirmedDeposits(by: deadline) != 0 else { return (counts, []) }
    return (try resource(reply, .boundCounts), [Warning(.totalsMissing)])
  }

  /// The number of confirmed deposits, or nil if the API does not show it.
  private func confirmedDeposits(by deadline: Deadline) async -> Int? {
    let filter = DepositFilter(status: "confirmed")
    let listed = try? await page(
      .transfers, filter.transferConditions, Page.Position(limit: 1), rows: "transfers", .deposit, by: deadline)
    return listed.flatMap { $0.warnings.isEmpty ? $0.page.total : nil }
  }

  /// Polls what a depositor has sent. The address is read by the first poll only.
  package func depositProgress(
    _ reference: String, last: DepositProgress?
  ) async throws(PayInError) -> DepositProgress {
    let resource = if let last { last.reference } else { try await depositReference(reference) }
    let filter = DepositFilter(reference: reference)
    // A list may have a longer timeout than a call that a user waits for.
    let client = withElapsed(max(limits.listTimeout - limits.timeout, .zero))
    let page = try await client.deposits(filter, at: Page.Position(limit: Page.Position.maximumLimit)).page
    let rows = page.rows.filter { $0["depositReference"]?.hasSameBytes(as: reference) ?? true }
    // Counts what the page does not show. An API that finds parts of references also counts the deposits of others.
    let total = page.total.flatMap { rows.count == page.rows.count && $0 > rows.count ? $0 : nil }
    return DepositProgress(resource, rows, total: total, isWhole: !page.hasMore)
  }

  /// Sends a request in the dialect that the API is known to have, and in the other one if it has no such route.
  ///
  /// Before the dialect is known the documented one is tried first, so that an API which has it is asked nothing twice.
  private func inDialect<Result>(
    documented: () async throws(PayInError) -> Result, published: () async throws(PayInError) -> Result
  ) async throws(PayInError) -> Result {
    if account.dialect == .published {
      do throws(PayInError) {
        return try await published()
      } catch  where error.code == .endpointMissing && account.setting == .auto {
        return try await documented()
      }
    }
    do throws(PayInError) {
      return try await documented()
    } catch  where error.code == .endpointMissing && account.setting == .auto {
      return try await learning(published)
    }
  }

  /// Notes that the API has the published dialect if it has the route of that dialect.
  private func learning<Result>(_ published: () async throws(PayInError) -> Result) async throws(PayInError) -> Result {
    do throws(PayInError) {
      let result = try await published()
      account.detect(.published)
      return result
    } catch {
      if error.code == .notFound { account.detect(.published) }
      throw error
    }
  }
}
