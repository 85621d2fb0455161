import JSON

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel

extension ModelRun {
  /// The pool of each family, where every address is counted once, and how many there are of everything.
  func checkTotals() throws {
    let pools = try sandbox.get("/api/v1/address-pool/summary").data["protocols"]?.array ?? []
    try expect(pools.count, ReferenceAsset.families.count, "families")
    for pool in pools { try checkPool(pool) }
    let state = try sandbox.get("/_sandbox/state").data
    for (status, expected) in model.ended.merging(["pending": model.pending.count], uniquingKeysWith: +) {
      try expect(state["orders"]?[status]?.number?.integer, expected, "\(status) orders")
    }
    try expect(state["transfers"]?.number?.integer, model.hashes.count - model.dropped, "transfers")
    try expect(state["bindings"]?.number?.integer, model.bindings.values.reduce(0) { $0 + $1.count }, "bindings")
    if let id = pick(model.orderIds), step % 2 == 0 { try checkOrder(id) }
    if let id = pick(model.linkIds), step % 2 == 1 { try checkLink(id) }
  }

  private func checkPool(_ pool: JSONValue) throws {
    let family = pool["protocol"]?.string ?? ""
    let expected = model.pools[family]?.counts(model.now) ?? [:]
    let shown = Dictionary(uniqueKeysWithValues: expected.keys.map { ($0, pool[$0]?.number?.integer ?? -1) })
    try expect(shown, expected, "\(family) addresses")
    let total = shown["total"] ?? -1
    try expect(shown.values.reduce(-total, +), total, "sum of \(family) addresses")
  }

  func checkEverything() throws {
    for id in model.orderIds { try checkOrder(id) }
    for id in model.linkIds { try checkLink(id) }
    for story in model.stories { try checkStory(story) }
    for reference in Self.depositors + model.stories.map(\.reference) {
      for family in ["evm", "tron"] { try checkDepositor(reference, family) }
    }
  }

  func checkOrder(_ id: String) throws {
    let reply = try expect(try sandbox.get("/api/v1/orders/\(id)"), 200)
    try checkOrder(reply.data, id)
  }

  func checkOrder(_ view: JSONValue, _ id: String) throws {
    guard let order = model.orders[id] else { return try expect(id, "", "order that was not made") }
    func text(_ name: String) -> String? { view[name]?.string }
    func time(_ name: String) -> Int? { text(name).flatMap { Timestamp(iso8601: $0) }.map { Int($0.milliseconds) } }
    try expect(text("orderId"), id, "id")
    try expect(text("orderReference"), order.reference, "reference of \(id)")
    try expect(text("status"), order.status, "status of \(id)")
    try expect(text("address"), order.address, "address of \(id)")
    try expect([text("currency"), text("chainId")], [order.asset.currency, order.asset.chainId], "asset of \(id)")
    try expect(Millionths.parse(text("amount")), order.amount, "amount of \(id)")
    try expect(Millionths.parse(text("receivedAmount")), order.detected, "received by \(id)")
    try expect(Millionths.parse(text("confirmedAmount")), order.confirmed, "confirmed for \(id)")
    try expect([time("createdAt"), time("expiresAt")], [order.createdAt, order.endsAt], "times of \(id)")
    try expect(time("completedAt"), order.status == "completed" ? order.endedAt : nil, "completion of \(id)")
    try expect(time("expiredAt"), order.status == "expired" ? order.endedAt : nil, "expiry of \(id)")
    let hash = text("txHash")
    let hasOwnHash = hash.map { order.hasConfirmed($0) } ?? false
    try expect(hash == nil ? false : hasOwnHash, order.status == "completed", "hash \(hash ?? "-") of \(id)")
  }

  func checkLink(_ id: String) throws {
    try checkLink(try expect(try sandbox.get("/api/v1/payment-links/\(id)"), 200).data, id)
  }

  func checkLink(_ view: JSONValue, _ id: String) throws {
    guard let link = model.links[id] else { return try expect(id, "", "link that was not made") }
    try expect(view["slug"]?.string, link.slug, "slug of \(id)")
    try expect(view["status"]?.string, link.isPublished ? "published" : "draft", "status of \(id)")
    try expect(view["archived"]?.bool, link.isArchived, "archived of \(id)")
    let stock = ["inventoryTotal", "inventoryReserved", "inventorySold", "inventoryAvailable"]
    let left = link.total.map { $0 - link.reserved - link.sold }
    try expect(
      stock.map { view[$0]?.number?.integer }, [link.total, link.reserved, link.sold, left], "stock of \(id)")
  }

  func checkDepositor(_ reference: String, _ family: String) throws {
    let reply = try sandbox.get("/api/v1/deposits/references/\(reference)?protocol=\(family)")
    guard let address = model.bindings[reference]?[family] else { return _ = try expect(reply, 404, "NotFound") }
    let view = try expect(reply, 200).data
    let deposits = model.deposits(reference)
    let confirmed = deposits.filter(\.isConfirmed)
    let sums = Dictionary(confirmed.map { ($0.asset.currency, $0.amount) }, uniquingKeysWith: +)
    try expect(view["address"]?.string, address, "address of \(reference)")
    try expect(view["totalDeposits"]?.number?.integer, confirmed.count, "deposits of \(reference)")
    try expect(view["pendingDeposits"]?.number?.integer, deposits.count - confirmed.count, "pending of \(reference)")
    let members = view["totals"]?.object?.members ?? []
    let shown = Dictionary(uniqueKeysWithValues: members.map { ($0.name, Millionths.parse($0.value.string) ?? -1) })
    try expect(shown, sums, "totals of \(reference)")
    let sum = sums.values.reduce(0, +)
    try expect(Millionths.parse(view["totalAmount"]?.string), sum, "total of \(reference)")
  }
}
