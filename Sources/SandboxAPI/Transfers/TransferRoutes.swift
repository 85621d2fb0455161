import HTTP
import JSON
import SandboxModel

/// Transfers for orders and deposits in the documented form. Transfers that no order could use are left out.
enum TransferRoutes {
  static let all = [
    Route(.get, "/api/v1/transfers", .read, list),
    Route(.get, "/api/v1/transfers/by-reference", .read, byReference),
  ]

  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    let criteria = try TransferFilter.criteria(query, tenant: try context.tenantId())
    let page = try query.page()
    let (transfers, total) = try TransferFilter.list(criteria, page, query, context.store.transfers)
    return Reply.success([
      "transfers": .array(transfers.map { .object(context.view(of: $0)) }),
      "pagination": .object(page.view(total: total)),
    ])
  }

  /// Lists the transfers of one order or one depositor.
  @Sendable private static func byReference(_ context: RequestContext) throws -> HTTPResponse {
    let query = context.request.query
    guard (query["orderId"] == nil) != (query["depositReference"] == nil) else {
      throw APIError.validation("Give either orderId or depositReference")
    }
    return try list(context)
  }
}

extension RequestContext {
  func view(of transfer: Transfer) -> JSONObject {
    let chain = Chain.find(transfer.chainId)
    let sender = store.identifiers.address(chain?.addressProtocol ?? .evm, -transfer.sequence)
    var view: JSONObject = ["transferId": .string(transfer.id)]
    switch transfer.purpose {
    case .order(let id):
      view.append("businessType", "order")
      view.append("orderId", .string(id))
    case .deposit(let reference):
      view.append("businessType", "deposit")
      view.append("depositReference", .string(reference))
    }
    view.append("amount", .string(transfer.amount.description))
    view.append("currency", .string(transfer.currency))
    view.append("chainId", .string(transfer.chainId))
    view.append("txHash", .string(transfer.transactionHash))
    view.append("eventIndex", .number(JSONNumber(transfer.eventIndex)))
    view.append("blockNumber", .number(JSONNumber(transfer.sequence)))
    view.append("fromAddress", .string(sender))
    view.append("toAddress", .string(transfer.address))
    view.append("confirmations", .number(JSONNumber(transfer.confirmations)))
    view.append("requiredConfirmations", .number(JSONNumber(chain?.requiredConfirmations ?? 0)))
    view.append("isConfirmed", .bool(transfer.confirmedAt != nil))
    view.append("isFailed", false)
    view.append("detectedAt", .string(transfer.detectedAt.description))
    view.appendIfPresent("confirmedAt", transfer.confirmedAt)
    return view
  }
}

/// The filter and the sort order of a list of transfers.
enum TransferFilter {
  private enum Key: String, CaseIterable {
    case detectedAt
    case confirmedAt
    case amount
  }

  static func criteria(_ query: Query, tenant: String) throws(APIError) -> TransferCriteria {
    var criteria = TransferCriteria(tenant: tenant)
    criteria.onlyCounting = true
    criteria.orderId = query["orderId"]
    criteria.depositReference = query["depositReference"]
    criteria.businessType = try query.choice("businessType", TransferCriteria.BusinessType.self)
    criteria.chainId = query["chainId"]
    criteria.currency = query["currency"]
    criteria.isConfirmed = try query.flag("isConfirmed")
    criteria.detected = DateRange(after: try query.time("detectedAfter"), before: try query.time("detectedBefore"))
    return criteria
  }

  /// Lists transfers in the order that the query asks for. Equal rows are sorted by arrival.
  static func list(
    _ criteria: TransferCriteria, _ page: ListPage, _ query: Query, _ transfers: TransferRepository
  ) throws -> (transfers: [Transfer], total: Int) {
    // No transfer fails in the sandbox.
    if try query.flag("isFailed") == true { return ([], 0) }
    let order = try query.choice("sortOrder", SortOrder.self) ?? .desc
    return switch try query.choice("sortBy", Key.self) ?? .detectedAt {
    // The clock never goes back, so that transfers are detected in the order of their numbers. A transaction that was
    // taken back and comes again keeps its place.
    case .detectedAt: try transfers.list(criteria, page, order)
    case .confirmedAt:
      try transfers.list(
        criteria, page, orderedBy: "confirmed_at \(order.rawValue), sequence \(order.rawValue)")
    case .amount:
      try transfers.list(criteria, page, orderedBy: "\(order.byAmount), sequence \(order.rawValue)")
    }
  }
}
