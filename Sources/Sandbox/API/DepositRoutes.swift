import HTTP
import JSON

enum DepositRoutes {
  static let all = [
    Route(.post, "/api/v1/deposits/bind", .write, bind),
    Route(.post, "/api/v1/deposits/unbind", .write, unbind),
    Route(.get, "/api/v1/deposits/references/:depositReference", .read, reference),
    Route(.get, "/api/v1/deposits", .read, list),
  ]

  /// The same reference and protocol get the same address for as long as they are bound.
  @Sendable private static func bind(_ call: Call) throws -> HTTPResponse {
    let fields = try Fields(call.request)
    try fields.require("depositReference", "protocol")
    let reference = try fields.text("depositReference")
    let addressProtocol = try fields.depositProtocol("protocol")
    let metadata = try fields.optionalObjectText("metadata")
    let bound = try call.bindings.find(reference: reference, tenant: try call.tenantId())
    if let binding = bound.first(where: { $0.addressProtocol == addressProtocol }) {
      return Reply.success(try binding.view())
    }
    guard let address = try call.pool.take(addressProtocol, for: .bound, now: call.now) else {
      throw APIError.insufficientAddresses(addressProtocol)
    }
    let binding = Binding(
      sequence: try call.bindings.nextSequence(), tenant: try call.tenantId(), reference: reference,
      addressProtocol: addressProtocol, address: address, metadata: metadata, boundAt: call.now)
    try call.bindings.insert(binding)
    return Reply.success(try binding.view(), status: 201, message: "Deposit address bound successfully")
  }

  /// Succeeds whether or not something was bound; says how many addresses were.
  @Sendable private static func unbind(_ call: Call) throws -> HTTPResponse {
    let fields = try Fields(call.request)
    try fields.require("depositReference")
    let reference = try fields.text("depositReference")
    let only = fields["protocol"] == nil ? nil : try fields.depositProtocol("protocol")
    let bindings = try call.bindings.find(reference: reference, tenant: try call.tenantId())
      .filter { only == nil || $0.addressProtocol == only }
    for binding in bindings {
      try call.bindings.end(binding, at: call.now)
      try call.pool.release(binding.address, at: call.now)
    }
    return Reply.success(
      ["depositReference": .string(reference), "unboundAddresses": .array(bindings.map { .string($0.address) })],
      message: "Deposit address unbound successfully")
  }

  /// A reference bound in both families shows the one asked for by `protocol`, else evm.
  @Sendable private static func reference(_ call: Call) throws -> HTTPResponse {
    let tenant = try call.tenantId()
    let wanted = try call.request.query.choice("protocol", AddressProtocol.self)
    let bindings = try call.bindings.find(reference: call.parameters[0], tenant: tenant)
    guard let binding = bindings.first(where: { wanted == nil || $0.addressProtocol == wanted }) else {
      throw APIError.notFound("Deposit reference")
    }
    let totals = try call.transfers.totals(reference: binding.reference, tenant: tenant)
    return Reply.success(binding.view(totals: totals, all: bindings))
  }

  @Sendable private static func list(_ call: Call) throws -> HTTPResponse {
    let query = call.request.query
    var filter = Filter("tenant = ?", .text(try call.tenantId()))
    filter.require("deposit_reference IS NOT NULL")
    filter.require("deposit_reference", equals: query["depositReference"])
    filter.require("chain_id", equals: query["chainId"])
    filter.require("currency", equals: query["currency"])
    if let status = try query.choice("status", DepositStatus.self) { filter.require(status.condition) }
    let page = try query.page()
    let (transfers, total) = try call.transfers.list(filter, page)
    return Reply.success([
      "deposits": .array(transfers.map { .object($0.depositView) }),
      "pagination": .object(page.view(total: total)),
    ])
  }
}

extension Fields {
  func depositProtocol(_ name: String) throws(APIError) -> AddressProtocol {
    let choices = AddressProtocol.forDeposits
    guard let choice = AddressProtocol(rawValue: try text(name)), choices.contains(choice) else {
      throw .invalid(name, "must be one of \(choices.map(\.rawValue).joined(separator: ", "))")
    }
    return choice
  }
}
