import HTTP
import JSON
import SandboxModel

/// Transfers for orders and deposits in the published form. Transfers that no order could use are left out.
enum PublishedTransferRoutes {
  static let all = [
    Route(.get, "/api/v1/transfers", .read, list),
    Route(.get, "/api/v1/transfers/by-reference", .read, byReference),
  ]

  /// Lists transfers. Parameters that are not filters, such as `address` and `status`, are ignored.
  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    var criteria = try criteria(context)
    criteria.businessType = query["businessType"].flatMap(TransferCriteria.BusinessType.init)
    criteria.chainId = query["chain"]
    criteria.currency = query["token"]
    criteria.isConfirmed = query["isConfirmed"].map { $0 == "true" }
    criteria.detected = DateRange(after: try time(query, "detectedAfter"), before: try time(query, "detectedBefore"))
    let page = try query.page { PublishedError.plain(400, "Validation error", "\($0) is out of range") }
    let (order, ordering) = try ordering(query)
    let (transfers, total): ([Transfer], Int) =
      if query["isFailed"] == "true" {
        ([], 0)
      } else if let ordering {
        try context.store.transfers.list(criteria, page, orderedBy: ordering)
      } else {
        try context.store.transfers.list(criteria, page, order)
      }
    return PublishedReply.list(transfers.map(context.publishedRow), page, total: total)
  }

  /// Lists the transfers of an order or depositor, oldest first.
  @Sendable private static func byReference(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    guard query["orderId"] != nil || query["depositReference"] != nil else {
      throw PublishedError.plain(400, "Validation error", "Give orderId or depositReference")
    }
    let (transfers, total) = try context.store.transfers.list(
      try criteria(context), ListPage(number: 1, limit: ListPage.limits.upperBound), .asc)
    let rows = transfers.map { JSONValue.object(context.publishedRow(of: $0)) }
    return Reply.bare(["success": true, "data": .array(rows), "total": .number(JSONNumber(total))])
  }

  private static func time(_ query: Query, _ name: String) throws(PublishedError) -> Timestamp? {
    guard let text = query[name] else { return nil }
    guard let time = Timestamp(iso8601: text) else { throw failed("invalid input syntax for type timestamp") }
    return time
  }

  /// Reads the sort order, and its SQL terms unless it is the order of arrival. The words of queries go to the tables,
  /// whose columns are written with underscores.
  private static func ordering(_ query: Query) throws(PublishedError) -> (order: SortOrder, terms: String?) {
    guard let order = SortOrder(rawValue: query["sortOrder"]?.lowercased() ?? SortOrder.desc.rawValue) else {
      throw failed("syntax error at or near \"\(query["sortOrder"] ?? "")\"")
    }
    switch query["sortBy"] {
    case nil, "detected_at": return (order, nil)
    case "amount": return (order, "\(order.byAmount), sequence \(order.rawValue)")
    case "confirmed_at": return (order, "confirmed_at \(order.rawValue), sequence \(order.rawValue)")
    case let column?: throw failed("column \"\(column)\" does not exist")
    }
  }

  private static func failed(_ message: String) -> PublishedError {
    .plain(500, "Failed to list transfers", message)
  }

  private static func criteria(_ context: RequestContext) throws -> TransferCriteria {
    let query = context.request.query
    var criteria = TransferCriteria(tenant: try context.tenantId())
    criteria.onlyCounting = true
    criteria.orderId = query["orderId"].map { UUIDForm.id("ord", from: $0) ?? $0 }
    criteria.depositReference = query["depositReference"]
    return criteria
  }
}

extension RequestContext {
  func publishedRow(of transfer: Transfer) -> JSONObject {
    let chain = Chain.find(transfer.chainId)
    let sender = store.identifiers.address(chain?.addressProtocol ?? .evm, -transfer.sequence)
    var row: JSONObject = ["id": .string(UUIDForm.of(transfer.id))]
    switch transfer.purpose {
    case .order(let id):
      row.append("order_id", .string(UUIDForm.of(id)))
      row.append("deposit_reference", .null)
      row.append("business_type", "order")
    case .deposit(let reference):
      row.append("order_id", .null)
      row.append("deposit_reference", .string(reference))
      row.append("business_type", "deposit")
    }
    let rest: JSONObject = [
      "transaction_hash": .string(transfer.transactionHash), "block_number": .number(JSONNumber(transfer.sequence)),
      "event_index": .number(JSONNumber(transfer.eventIndex)), "chain": .string(transfer.chainId),
      "token": .string(transfer.currency), "amount": .string(transfer.amount.column), "from_address": .string(sender),
      "to_address": .string(transfer.address),
      "last_checked_confirmations": .number(JSONNumber(transfer.confirmations)),
      "required_confirmations": .number(JSONNumber(chain?.requiredConfirmations ?? 0)),
      "is_confirmed": .bool(transfer.confirmedAt != nil), "is_failed": false,
      "detected_at": .string(transfer.detectedAt.description),
    ]
    for member in rest.members { row.append(member.name, member.value) }
    row.append("confirmed_at", column: transfer.confirmedAt)
    row.append("last_error", .null)
    return row
  }
}
