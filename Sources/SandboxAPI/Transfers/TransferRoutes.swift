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
    let filter = try TransferFilter(query, tenant: try context.tenantId()).filter
    let page = try query.page()
    let (transfers, total) = try context.store.transfers.list(
      filter, page, orderedBy: try TransferFilter.ordering(query))
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
struct TransferFilter {
  private enum BusinessType: String, CaseIterable {
    case order
    case deposit

    /// The SQL condition.
    var condition: String {
      switch self {
      case .order: "order_id IS NOT NULL"
      case .deposit: "deposit_reference IS NOT NULL"
      }
    }
  }

  private enum Key: String, CaseIterable {
    case detectedAt
    case confirmedAt
    case amount
  }

  let filter: Filter

  init(_ query: Query, tenant: String) throws(APIError) {
    var filter = Filter("tenant = ?", .text(tenant))
    filter.require(TransferRepository.counted)
    filter.require("order_id", equals: query["orderId"])
    filter.require("deposit_reference", equals: query["depositReference"])
    if let type = try query.choice("businessType", BusinessType.self) { filter.require(type.condition) }
    filter.require("chain_id", equals: query["chainId"])
    filter.require("currency", equals: query["currency"])
    if let isConfirmed = try query.flag("isConfirmed") {
      filter.require(isConfirmed ? "confirmed_at IS NOT NULL" : "confirmed_at IS NULL")
    }
    // No transfer fails in the sandbox.
    if try query.flag("isFailed") == true { filter.require("FALSE") }
    DateRange(after: try query.time("detectedAfter"), before: try query.time("detectedBefore"))
      .restrict(&filter, "detected_at")
    self.filter = filter
  }

  /// The SQL terms of ORDER BY. Equal rows are sorted by arrival.
  static func ordering(_ query: Query) throws(APIError) -> String {
    let order = try query.choice("sortOrder", SortOrder.self) ?? .desc
    let key =
      switch try query.choice("sortBy", Key.self) ?? .detectedAt {
      case .detectedAt: "detected_at \(order.rawValue)"
      case .confirmedAt: "confirmed_at \(order.rawValue)"
      case .amount: order.byAmount
      }
    return "\(key), sequence \(order.rawValue)"
  }
}
