import HTTP
import JSON
import SandboxModel

/// What the chains do with transfers that were seen: blocks are added, or the network takes a transfer back.
enum ChainRoutes {
  static let all = [
    Route(.post, "/_sandbox/blocks", .control, addBlocks),
    Route(.post, "/_sandbox/reorganisations", .control, reorganise),
  ]

  /// Takes the latest of the selected transfers back.
  @Sendable private static func reorganise(_ context: RequestContext) throws -> HTTPResponse {
    let selection = try TransferSelection(
      try Fields(context.request, only: TransferSelection.members), context.settings.dialect)
    let transfer = try Reorganisation(context: context, of: selection).run()
    var data: JSONObject = ["transfer": .object(transfer.controlView(refusal: transfer.refusal))]
    try context.appendReceiver(of: transfer, to: &data)
    return Reply.success(data)
  }

  /// Adds `count` blocks on top of the selected transfers.
  @Sendable private static func addBlocks(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request, only: TransferSelection.members + ["count"])
    let selection = try TransferSelection(fields, context.settings.dialect)
    let count = try fields.optionalInteger("count", in: BlockProduction.counts) ?? 1
    let transfers = try BlockProduction(context: context, for: selection, count: count).run()
    var data: JSONObject = [
      "blocks": .number(JSONNumber(count)),
      "transfers": .array(transfers.map { .object($0.controlView(refusal: $0.refusal)) }),
    ]
    if selection != .all, let transfer = transfers.last { try context.appendReceiver(of: transfer, to: &data) }
    return Reply.success(data)
  }
}

extension RequestContext {
  /// Appends the order or the depositor of a transfer, as they are now.
  fileprivate func appendReceiver(of transfer: Transfer, to data: inout JSONObject) throws {
    switch transfer.purpose {
    case .order(let id):
      guard let order = try store.orders.find(id: id) else { throw APIError.notFound("Order") }
      data.append("order", .object(try view(of: order)))
    case .deposit(let reference):
      data.append("depositor", .object(try summary(of: reference, transfer.tenant)))
    }
  }
}

/// The transfers that a control of the chains is for: `{orderId? | depositReference?, txHash?, eventIndex?}`.
package indirect enum TransferSelection: Sendable, Equatable {
  static let members = ["orderId", "depositReference", "txHash", "eventIndex"]

  /// All transfers, of all keys or of the one that the request came with.
  case all
  case order(id: String)
  case deposit(reference: String)
  /// One transfer, which must be among those that `receiver` selects.
  case transaction(hash: String, eventIndex: Int, of: TransferSelection)

  init(_ fields: Fields, _ dialect: Dialect) throws(APIError) {
    let receiver: TransferSelection =
      switch (try fields.optionalText("orderId"), try fields.optionalText("depositReference")) {
      case (nil, nil): .all
      case (let id?, nil): .order(id: dialect.stored(id, "ord"))
      case (nil, let reference?): .deposit(reference: reference)
      default: throw .validation("Give one of orderId and depositReference, or neither")
      }
    if let hash = try fields.optionalText("txHash") {
      self = .transaction(hash: hash, eventIndex: try fields.eventIndex(), of: receiver)
    } else {
      self = receiver
    }
  }

  /// The filter of the table of transfers.
  /// - Throws: 404 for an unknown subject, 400 if several keys have the same depositor, and 409 for a transaction of
  ///   another receiver.
  func filter(_ context: RequestContext) throws -> Filter {
    var filter = Filter("sequence > 0")
    filter.require("tenant", equals: context.tenant?.id)
    return try narrow(filter, context)
  }

  private func narrow(_ all: Filter, _ context: RequestContext) throws -> Filter {
    var filter = all
    switch self {
    case .all: break
    case .order(let id):
      guard let order = try context.store.orders.find(id: id), context.mayUse(order.tenant) else {
        throw APIError.notFound("Order")
      }
      filter.require("order_id", equals: id)
    case .deposit(let reference):
      filter.require("deposit_reference", equals: reference)
      try requireOneDepositor(reference, filter, context)
    case .transaction(let hash, let eventIndex, let receiver):
      filter.require("transaction_hash", equals: hash)
      filter.require("event_index = ?", SQLValue(eventIndex))
      let own = try receiver.narrow(filter, context)
      guard try context.store.transfers.latest(filter) != nil else { throw APIError.notFound("Transaction") }
      guard try context.store.transfers.latest(own) != nil else { throw APIError.otherReceiver }
      return own
    }
    return filter
  }

  /// A depositor is known by a binding, or by deposits if it was unbound.
  private func requireOneDepositor(_ reference: String, _ filter: Filter, _ context: RequestContext) throws {
    let owners = try context.store.transfers.tenants(filter)
    guard owners <= 1 else {
      throw APIError.validation("Several API keys have this depositReference: send Authorization as well")
    }
    if owners == 1 { return }
    let bindings = try context.store.bindings.find(reference: reference)
    guard bindings.contains(where: { context.mayUse($0.tenant) }) else { throw APIError.notFound("Deposit reference") }
  }
}

extension APIError {
  fileprivate static let otherReceiver = conflict(
    "The transaction is of another order or depositor than the one that is named",
    chinese: "该交易不属于所指的订单或充值用户")
}

extension RequestContext {
  /// Whether a control may use what belongs to the tenant: without a key it may use everything.
  fileprivate func mayUse(_ tenant: String) -> Bool {
    self.tenant.map { $0.id == tenant } ?? true
  }
}
