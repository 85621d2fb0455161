import JSON

/// Reads a depositor from the published code's routes: one request for the address of each protocol, one for the sums.
struct PublishedDepositReference: Sendable {
  /// References whose path is another route.
  private static let reserved = ["stats", "references", "bind"]

  private static let families: [AddressProtocol] = [.evm, .tron]

  let client: PayInClient
  let reference: String
  let deadline: Deadline

  /// Throws `not_found` if the reference is bound in no protocol.
  func read() async throws(PayInError) -> APIResource {
    var rows: [JSONObject] = []
    var missing: PayInError?
    for family in Self.families {
      do throws(PayInError) {
        rows.append(try await row(family.rawValue))
      } catch  where error.code == .notFound {
        missing = error
      }
    }
    if rows.isEmpty, let missing { throw missing }
    return try resource(rows, await totals())
  }

  /// The address in one protocol.
  func address(_ family: String) async throws(PayInError) -> APIResource {
    try resource([try await row(family)], nil)
  }

  /// Throws `invalid_arguments` for a reference that could never be read.
  static func guardReference(_ reference: String, _ operation: Operation) throws(PayInError) {
    guard reserved.contains(reference) else { return }
    throw PayInError(
      .invalidArguments, operation, outcome: .notSent, retry: .never,
      detail: LocalizedText(
        "this API uses the name itself, so nothing of that name can be read", "该 API 自身占用此名称，无法读取同名的充值引用"),
      field: "depositReference")
  }

  private func row(_ family: String) async throws(PayInError) -> JSONObject {
    try Self.guardReference(reference, .depositAddress)
    let endpoint = try Endpoint(.depositAddress, parts: [reference], query: [("protocol", family)])
    let reply = try await client.read(endpoint, by: deadline)
    guard let row = reply.envelope.data.object, row["address"]?.string != nil else { throw reply.unreadable }
    _ = try client.resource(reply, .depositReference, where: "depositReference", is: reference)
    return row
  }

  /// The sums by token, from the only list that has them. A failure leaves them out, since the address matters most.
  private func totals() async -> JSONObject? {
    guard !client.account.lacks(.depositReferences) else { return nil }
    do throws(PayInError) {
      // The search of this list is a pattern.
      let search = SearchPattern.escaped(reference)
      let endpoint = try Endpoint(.depositReferences, query: [("search", search), ("page", "1"), ("limit", "100")])
      let reply = try await client.readOnce(endpoint, by: deadline)
      return reply.envelope.data.array?.lazy.compactMap(\.object)
        .first { $0["depositReference"]?.string?.hasSameBytes(as: reference) == true }
    } catch {
      if error.code == .endpointMissing { client.account.noteMissing(.depositReferences) }
      return nil
    }
  }

  private func resource(_ rows: [JSONObject], _ totals: JSONObject?) throws(PayInError) -> APIResource {
    var source = rows.first ?? [:]
    source["totalDeposits"] = totals?["totalDeposits"]
    source["totalAmount"] = totals?["totalAmount"]
    source["bindings"] = .array(rows.map(JSONValue.object))
    guard let resource = APIResource(.object(source), schema: .depositReference) else {
      throw PayInError(.unreadableReply, .depositAddress, outcome: nil, retry: .safe)
    }
    return resource
  }
}
