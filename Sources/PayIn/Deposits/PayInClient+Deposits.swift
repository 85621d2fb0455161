package import JSON

extension PayInClient {
  /// Gives a user a lasting address. The same reference and protocol give the same address again. Throws
  /// `address_unusable` if nobody can pay to it.
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
    try await depositReference(reference, by: deadline(for: .depositReference))
  }

  /// - Parameter family: the one protocol that matters; any if nil.
  private func depositReference(
    _ reference: String, _ family: String? = nil, by deadline: Deadline
  ) async throws(PayInError) -> APIResource {
    try await inDialect { () throws(PayInError) in
      try resource(try await read(Endpoint(.depositReference, parts: [reference]), by: deadline), .depositReference)
    } open: { () throws(PayInError) in
      let open = PublishedDepositReference(client: self, reference: reference, deadline: deadline)
      guard let family else { return try await open.read() }
      return try await open.address(family)
    }
  }

  private func reconciled(_ resource: APIResource?) -> WriteResult {
    WriteResult(outcome: .reconciled, resource: resource, warnings: [], requestID: newRequestID())
  }

  package func deposits(
    _ filter: DepositFilter = DepositFilter(), at position: Page.Position = Page.Position()
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    try await inDialect { () throws(PayInError) in
      let listed = try await page(.deposits, filter.conditions, position, rows: "deposits", .deposit)
      // Under this name the published code lists addresses, which are no deposits.
      if account.detected == .published { return try await transfers(filter, at: position) }
      guard account.dialect == .auto, listed.page.rows.isEmpty else { return listed }
      return try await transfers(filter, at: position, otherwise: listed)
    } open: { () throws(PayInError) in
      try await transfers(filter, at: position)
    }
  }

  private func transfers(
    _ filter: DepositFilter, at position: Page.Position, otherwise listed: (page: Page, warnings: [Warning])? = nil
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    do throws(PayInError) {
      return try await page(.transfers, filter.transferConditions, position, rows: "transfers", .deposit)
    } catch  where error.code == .endpointMissing {
      guard let listed else { throw error }
      return listed
    }
  }
}
