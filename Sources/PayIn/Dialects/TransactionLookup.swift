import JSON

/// Finds the transaction of a paid order that does not contain it, as orders of the published code do not.
struct TransactionLookup: Sendable {
  private static let transfer = ResourceSchema(fields: [
    ResourceSchema.text("orderId", "order_id"),
    ResourceSchema.text("txHash", "transaction_hash", "transactionHash"),
    ResourceSchema.Field(name: "confirmed", kind: .flag, aliases: ["is_confirmed", "isConfirmed"]),
    ResourceSchema.text("confirmedAt", "confirmed_at"),
  ])

  let client: PayInClient
  let order: APIResource
  let deadline: Deadline

  /// The hash, or nil if the order needs none or the API does not show it: the order is returned without it then.
  func find() async -> String? {
    guard order.status == "completed", order["txHash"] == nil, let id = order["orderId"],
      client.account.setting != .documented
    else { return nil }
    if let transfers = await data(.transfers, query: [("orderId", id), ("limit", "100")]),
      let hash = hash(in: transfers, of: id)
    {
      return hash
    }
    guard let status = await data(.orderStatus, parts: [id]) else { return nil }
    let shown = APIResource(status, schema: .order)
    return shown?["orderId"]?.hasSameBytes(as: id) == true ? shown?["txHash"] : nil
  }

  /// The hash of the transfer that was confirmed last. If the API ignored the filter, rows of other orders are skipped.
  private func hash(in transfers: JSONValue, of id: String) -> String? {
    let rows = transfers.array?.compactMap { APIResource($0, schema: Self.transfer) } ?? []
    func time(_ row: APIResource) -> Int { row.epochSeconds("confirmedAt") ?? 0 }
    return rows.filter {
      $0["orderId"]?.hasSameBytes(as: id) == true && $0.fields["confirmed"] == true && $0["txHash"] != nil
    }
    .max { time($0) < time($1) }?["txHash"]
  }

  private func data(
    _ operation: Operation, parts: [String] = [], query: [(name: String, value: String?)] = []
  ) async -> JSONValue? {
    guard !client.account.lacks(operation) else { return nil }
    do throws(PayInError) {
      return try await client.readOnce(Endpoint(operation, parts: parts, query: query), by: deadline).envelope.data
    } catch {
      if error.code == .endpointMissing { client.account.noteMissing(operation) }
      return nil
    }
  }
}
