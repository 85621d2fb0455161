import JSON

extension PayInClient {
  /// The result, with a warning if its address is doubtful.
  ///
  /// Throws `address_unusable` if an order that can still be paid has no address, or one of another family.
  func checkingAddress(_ result: WriteResult, of order: NewOrder) async throws(PayInError) -> WriteResult {
    guard let record = result.record, record.orderPhase != .ended else { return result }
    let id = record["orderId"]
    let shown = await Self.withAddress(record) { () throws(PayInError) in
      guard let id else { return nil }
      let endpoint = try Endpoint(.order, parts: [id])
      return try self.record(try await readOnce(endpoint, by: deadline(for: .order)), .order)
    }
    let family = memory.family(of: order.chainID) ?? record["protocol"].map(AddressProtocol.init)
    let (name, reference) = (DisplayText(raw: id ?? "", limit: 80), DisplayText(raw: order.reference, limit: 80))
    let owner = LocalizedText("order \(name) (reference \(reference))", "订单 \(name)（引用 \(reference)）")
    return try checked(result, shown, of: family, .createOrder, owner, id: id)
  }

  /// The same for the address that a depositor was given.
  func checkingAddress(
    _ result: WriteResult, of reference: String, _ family: String
  ) async throws(PayInError) -> WriteResult {
    guard let record = result.record else { return result }
    let shown = await Self.withAddress(record) { () throws(PayInError) in
      let stored = try await depositReference(reference)
      return stored["protocol"] == family ? stored : nil
    }
    let name = DisplayText(raw: reference, limit: 80)
    let owner = LocalizedText("deposit reference \(name)", "充值引用 \(name)")
    return try checked(
      result, shown, of: AddressProtocol(rawValue: family), .bindDepositAddress, owner, id: reference)
  }

  /// The record, or what is read if the record shows no address and the other does: a reply without one is not the last
  /// word.
  private static func withAddress(
    _ record: APIResource, _ read: () async throws(PayInError) -> APIResource?
  ) async -> APIResource {
    func isMissing(_ record: APIResource) -> Bool {
      AddressCheck.verdict(on: record["address"], of: nil) == .wrong(.missing)
    }
    guard isMissing(record), var stored = (try? await read()) ?? nil, !isMissing(stored) else { return record }
    for member in record.fields.members { stored.fill(member.name, member.value) }
    return stored
  }

  private func checked(
    _ result: WriteResult, _ record: APIResource, of family: AddressProtocol?, _ operation: Operation,
    _ owner: LocalizedText,
    id: String?
  ) throws(PayInError) -> WriteResult {
    var result = result
    result.record = record
    switch AddressCheck.verdict(on: record["address"], of: family) {
    case .sound, .unchecked: break
    case .doubtful(let fault):
      result.warnings.append(Warning(fault, isWrong: false, of: family, owner))
    case .wrong(let fault):
      var error = PayInError(
        .addressUnusable, operation, outcome: .done, retry: .never,
        detail: owner + LocalizedText(": ", "：") + fault.words(family), field: "address")
      (error.requestID, error.resourceID) = (result.requestID, id)
      throw error
    }
    return result
  }
}
