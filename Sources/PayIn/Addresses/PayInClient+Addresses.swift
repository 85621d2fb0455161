import JSON

extension PayInClient {
  /// The result, with a warning if its address is doubtful.
  ///
  /// Throws `address_unusable` if an order that can still be paid has no address, or one of another family.
  func checkingAddress(_ result: WriteResult, of order: NewOrder) async throws(PayInError) -> WriteResult {
    guard let resource = result.resource, resource.orderPhase != .ended else { return result }
    let id = resource["orderId"]
    let shown = await Self.withAddress(resource) { () throws(PayInError) in
      guard let id else { return nil }
      return try await storedOrder(id, by: deadline(for: .order))
    }
    let family = account.family(of: order.chainID) ?? resource["protocol"].map(AddressProtocol.init)
    let (name, reference) = (DisplayText(raw: id ?? "", limit: 80), DisplayText(raw: order.reference, limit: 80))
    let owner = LocalizedText("order \(name) (reference \(reference))", "订单 \(name)（引用 \(reference)）")
    return try checked(result, shown, of: family, .createOrder, owner, id: id)
  }

  /// The same for the address that a depositor was given.
  func checkingAddress(
    _ result: WriteResult, of reference: String, _ family: String
  ) async throws(PayInError) -> WriteResult {
    guard let resource = result.resource else { return result }
    let shown = await Self.withAddress(resource) { () throws(PayInError) in
      let stored = try await depositReference(reference)
      return stored["protocol"] == family ? stored : nil
    }
    let name = DisplayText(raw: reference, limit: 80)
    let owner = LocalizedText("deposit reference \(name)", "充值引用 \(name)")
    return try checked(
      result, shown, of: AddressProtocol(rawValue: family), .bindDepositAddress, owner, id: reference)
  }

  /// The resource; or, if it shows no address, the stored one that is read, provided that one does.
  private static func withAddress(
    _ resource: APIResource, _ read: () async throws(PayInError) -> APIResource?
  ) async -> APIResource {
    func isMissing(_ resource: APIResource) -> Bool {
      AddressCheck.verdict(on: resource["address"], of: nil) == .wrong(.missing)
    }
    guard isMissing(resource), var stored = (try? await read()) ?? nil, !isMissing(stored) else { return resource }
    for member in resource.fields.members { stored.fill(member.name, member.value) }
    return stored
  }

  private func checked(
    _ result: WriteResult, _ resource: APIResource, of family: AddressProtocol?, _ operation: Operation,
    _ owner: LocalizedText,
    id: String?
  ) throws(PayInError) -> WriteResult {
    var result = result
    result.resource = resource
    switch AddressCheck.verdict(on: resource["address"], of: family) {
    case .sound, .unchecked: break
    case .doubtful(let defect):
      result.warnings.append(Warning(defect, isWrong: false, of: family, owner))
    case .wrong(let defect):
      var error = PayInError(
        .addressUnusable, operation, outcome: .done, retry: .never,
        detail: owner + LocalizedText(": ", "：") + defect.text(family), field: "address")
      (error.requestID, error.resourceID) = (result.requestID, id)
      throw error
    }
    return result
  }
}
