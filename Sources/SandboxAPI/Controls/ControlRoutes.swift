import HTTP
import JSON
import SandboxModel

/// The sandbox's own routes, which need the control token.
enum ControlRoutes {
  static let all =
    [Route(.post, "/_sandbox/payments", .control, pay)] + ChainRoutes.all + ClockRoutes.all + FaultRoutes.all
    + PoolRoutes.all + StateRoutes.all + StoryRoutes.all + WebhookControlRoutes.all

  /// Simulates a payment. Answers 201 for a new transfer, and 200 for one that was recorded before.
  @Sendable private static func pay(_ context: RequestContext) throws -> HTTPResponse {
    let outcome = try PaymentSimulation(
      context: context, fields: try Fields(context.request, only: PaymentSimulation.members)
    ).run()
    var data: JSONObject = ["transfer": .object(outcome.transfer.controlView(refusal: outcome.refusal))]
    data.appendIfPresent("clockMovedTo", outcome.clockMovedTo)
    switch outcome.transfer.purpose {
    case .order(let id):
      guard let order = try context.store.orders.find(id: id) else { throw APIError.notFound("Order") }
      data.append("order", .object(try context.view(of: order)))
    case .deposit:
      data.append("deposit", .object(outcome.transfer.depositView))
    }
    return Reply.success(data, status: outcome.isNew ? 201 : 200)
  }
}

extension Transfer {
  /// The transfer as the controls show it, with the reason if its amount does not count.
  func controlView(refusal: Refusal?) -> JSONObject {
    var view: JSONObject = [
      "transferId": .string(id), "txHash": .string(transactionHash), "eventIndex": .number(JSONNumber(eventIndex)),
      "amount": .string(amount.description), "currency": .string(currency), "chainId": .string(chainId),
      "address": .string(address), "confirmed": .bool(confirmedAt != nil),
      "confirmations": .number(JSONNumber(confirmations)),
      "requiredConfirmations": .number(
        JSONNumber(Chain.find(chainId)?.requiredConfirmations ?? confirmations)),
      "credited": .bool(refusal == nil && droppedAt == nil),
    ]
    view.appendIfPresent("reason", droppedAt == nil ? refusal?.rawValue : "taken_back")
    view.append("detectedAt", .string(detectedAt.description))
    view.appendIfPresent("confirmedAt", confirmedAt)
    view.appendIfPresent("droppedAt", droppedAt)
    return view
  }
}

/// Shows the state of the whole sandbox, and resets it.
enum StateRoutes {
  static let all = [
    Route(.get, "/_sandbox/state", .control, show),
    Route(.post, "/_sandbox/reset", .control, reset),
  ]

  /// Counts over all keys.
  @Sendable private static func show(_ context: RequestContext) throws -> HTTPResponse {
    let counts = try RowCounts(context.store.database)
    return Reply.success([
      "clock": .object(context.clockView(at: context.now)),
      "orders": view(counts.orders), "transfers": .number(JSONNumber(counts.transfers)),
      "bindings": .number(JSONNumber(counts.bindings)), "paymentLinks": view(counts.paymentLinks),
      "pool": .object(try context.poolView()),
      "faults": .array(try context.store.faults.all().map { .object($0.view) }),
    ])
  }

  private static func view<Status: RawRepresentable<String>>(_ counts: [(status: Status, count: Int)]) -> JSONValue {
    .object(
      JSONObject(counts.map { JSONObject.Member(name: $0.status.rawValue, value: .number(JSONNumber($0.count))) }))
  }

  /// Resets the data of every key: ids, addresses and times start again, which they could not if some rows stayed.
  @Sendable private static func reset(_ context: RequestContext) throws -> HTTPResponse {
    _ = try Fields(context.request, only: [])
    let removed = try context.resetSandbox()
    var view: JSONObject = ["time": .string(try context.store.clock.now().description)]
    for (table, rows) in removed { view.append(table.camelCased, .number(JSONNumber(rows))) }
    return Reply.success(view)
  }
}

extension String {
  /// Turns `payment_links` into `paymentLinks`.
  fileprivate var camelCased: String {
    let words = split(separator: "_")
    return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}

/// Drains and refills the pool of addresses.
enum PoolRoutes {
  static let all = [
    Route(.post, "/_sandbox/pool/drain", .control, drain),
    Route(.post, "/_sandbox/pool/refill", .control, refill),
  ]

  /// Handles `{protocol?, leave?}`: archives available addresses of one protocol or of all until `leave` are left.
  /// Addresses in use stay.
  @Sendable private static func drain(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request, only: ["protocol", "leave"])
    let leave = try fields.optionalInteger("leave", in: 0...1_000_000) ?? 0
    for addressProtocol in try protocols(fields) {
      try context.store.pool.drain(addressProtocol, leaving: leave, now: context.now)
    }
    return Reply.success(try context.poolView())
  }

  /// Handles `{protocol?}`: restores every archived address.
  @Sendable private static func refill(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request, only: ["protocol"])
    for addressProtocol in try protocols(fields) { try context.store.pool.refill(addressProtocol) }
    return Reply.success(try context.poolView())
  }

  private static func protocols(_ fields: Fields) throws(APIError) -> [AddressProtocol] {
    try fields.optionalChoice("protocol", AddressProtocol.self).map { [$0] } ?? AddressProtocol.allCases
  }
}

extension RequestContext {
  /// The numbers of addresses by protocol and state. Each address is counted once.
  func poolView() throws -> JSONObject {
    var view = JSONObject()
    for addressProtocol in AddressProtocol.allCases {
      let counts = try store.pool.counts(addressProtocol, now: now)
      var row: JSONObject = ["total": .number(JSONNumber(counts.total))]
      for state in AddressState.allCases { row.append(state.rawValue, .number(JSONNumber(counts[state]))) }
      view.append(addressProtocol.rawValue, .object(row))
    }
    return view
  }
}
