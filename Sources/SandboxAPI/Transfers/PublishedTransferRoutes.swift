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
    var filter = try filter(context)
    switch query["businessType"] {
    case "order": filter.require("order_id IS NOT NULL")
    case "deposit": filter.require("deposit_reference IS NOT NULL")
    default: break
    }
    filter.require("chain_id", equals: query["chain"])
    filter.require("currency", equals: query["token"])
    if let isConfirmed = query["isConfirmed"] {
      filter.require(isConfirmed == "true" ? "confirmed_at IS NOT NULL" : "confirmed_at IS NULL")
    }
    if query["isFailed"] == "true" { filter.require("FALSE") }
    DateRange(after: try time(query, "detectedAfter"), before: try time(query, "detectedBefore"))
      .restrict(&filter, "detected_at")
    let page = try query.page { PublishedError.plain(400, "Validation error", "\($0) is out of range") }
    let (transfers, total) = try context.store.transfers.list(filter, page, orderedBy: try ordering(query))
    return PublishedReply.list(transfers.map(context.publishedRow), page, total: total)
  }

  /// Lists the transfers of an order or depositor, oldest first.
  @Sendable private static func byReference(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    guard query["orderId"] != nil || query["depositReference"] != nil else {
      throw PublishedError.plain(400, "Validation error", "Give orderId or depositReference")
    }
    let (transfers, total) = try context.store.transfers.list(
      try filter(context), ListPage(number: 1, limit: ListPage.limits.upperBound), orderedBy: "sequence")
    let rows = transfers.map { JSONValue.object(context.publishedRow(of: $0)) }
    return Reply.bare(["success": true, "data": .array(rows), "total": .number(JSONNumber(total))])
  }

  private static func time(_ query: Query, _ name: String) throws(PublishedError) -> Timestamp? {
    guard let text = query[name] else { return nil }
    guard let time = Timestamp(iso8601: text) else { throw failed("invalid input syntax for type timestamp") }
    return time
  }

  /// Reads the sort order. Its words go to the tables, whose columns are written with underscores.
  private static func ordering(_ query: Query) throws(PublishedError) -> String {
    guard let order = SortOrder(rawValue: query["sortOrder"]?.lowercased() ?? SortOrder.desc.rawValue) else {
      throw failed("syntax error at or near \"\(query["sortOrder"] ?? "")\"")
    }
    switch query["sortBy"] {
    case nil: return "sequence \(order.rawValue)"
    case "amount": return order.byAmount
    case let column? where ["detected_at", "confirmed_at"].contains(column):
      return "\(column) \(order.rawValue), sequence \(order.rawValue)"
    case let column?: throw failed("column \"\(column)\" does not exist")
    }
  }

  private static func failed(_ message: String) -> PublishedError {
    .plain(500, "Failed to list transfers", message)
  }

  private static func filter(_ context: RequestContext) throws -> Filter {
    let query = context.request.query
    var filter = Filter("tenant = ?", .text(try context.tenantId()))
    filter.require(TransferRepository.counted)
    filter.require("order_id", equals: query["orderId"].map { UUIDForm.id("ord", from: $0) ?? $0 })
    filter.require("deposit_reference", equals: query["depositReference"])
    return filter
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
