import JSON

extension ModelRun {
  static var paymentOperations: [Operation] {
    [
      ("pay", 20, ModelRun.payOrder), ("pay what is missing", 4, ModelRun.payMissing),
      ("confirm or repeat", 10, ModelRun.payAgain),
    ]
  }

  /// Mostly one that can still be paid.
  private func order() -> ReferenceOrder? {
    let id = oneIn(8) ? pick(model.orderIds) : pick(model.orderIds.suffix(60).filter(model.pending.contains))
    return id.flatMap { model.orders[$0] }
  }

  private func payOrder() throws {
    guard let order = order() else { return }
    let asset = oneIn(6) ? pick(ReferenceAsset.all) ?? order.asset : order.asset
    try pay(order, asset, randomAmount(missing: order.amount - order.detected), confirmations: someConfirmations(asset))
  }

  /// Exactly what is missing, a part of it, more than it, or anything.
  private func randomAmount(missing: Int) -> Int {
    guard missing > 0 else { return randomAmount() }
    switch Int.random(in: 0...3, using: &random) {
    case 0: return missing
    case 1: return max(1, missing - Int.random(in: 1...missing, using: &random))
    case 2: return missing + Int.random(in: 1...missing, using: &random)
    default: return randomAmount()
    }
  }

  /// Mostly all of them.
  func someConfirmations(_ asset: ReferenceAsset) -> Int {
    oneIn(3) ? Int.random(in: 0..<asset.confirmations, using: &random) : asset.confirmations
  }

  private func pay(_ order: ReferenceOrder, _ asset: ReferenceAsset, _ amount: Int, confirmations: Int) throws {
    let hash = "tx-\(step)"
    let reply = try sandbox.post(
      "/_sandbox/payments",
      [
        "orderId": .string(order.id), "amount": .string(Millionths.text(amount)), "currency": .string(asset.currency),
        "chainId": .string(asset.chainId), "txHash": .string(hash), "confirmations": .number(JSONNumber(confirmations)),
      ])
    guard asset.family == order.asset.family else { return _ = try expect(reply, 400, "ValidationError") }
    let refusal = order.refusal(of: asset)
    let transfer = ReferenceTransfer(
      purpose: .order(order.id), amount: amount, asset: asset, refusal: refusal, confirmations: confirmations)
    model.record(transfer, hash)
    let data = try expect(reply, 201).data
    try checkTransfer(data, hash, refusal)
    try checkOrder(data["order"] ?? .null, order.id)
  }

  private func payMissing() throws {
    guard let order = order() else { return }
    let hash = "tx-\(step)"
    let missing = order.amount - order.detected
    let reply = try sandbox.post("/_sandbox/payments", ["orderId": .string(order.id), "txHash": .string(hash)])
    guard missing > 0 else { return _ = try expect(reply, 400, "ValidationError") }
    let refusal = order.refusal(of: order.asset)
    let transfer = ReferenceTransfer(
      purpose: .order(order.id), amount: missing, asset: order.asset, refusal: refusal,
      confirmations: order.asset.confirmations)
    model.record(transfer, hash)
    let data = try expect(reply, 201).data
    try checkTransfer(data, hash, refusal)
    try checkOrder(data["order"] ?? .null, order.id)
  }

  /// A transfer that was reported before, and perhaps has more confirmations by now. It may be said to be for another
  /// order, which is refused.
  private func payAgain() throws {
    let recent = model.hashes.suffix(40)
    let unconfirmed = recent.filter { model.transfers[$0]?.isConfirmed == false }
    guard let hash = pick(oneIn(4) ? model.hashes : unconfirmed), let transfer = model.transfers[hash],
      !hash.hasPrefix(ReferenceTransfer.storyMark), let anyOrder = pick(model.orderIds)
    else { return }
    let confirmations = Int.random(in: 0...transfer.asset.confirmations, using: &random)
    var body: JSONObject = [
      "txHash": .string(hash), "amount": "7", "confirmations": .number(JSONNumber(confirmations)),
    ]
    switch transfer.purpose {
    case .order(let id): body["orderId"] = .string(oneIn(6) ? anyOrder : id)
    default: if oneIn(6) { body["orderId"] = .string(anyOrder) }
    }
    let isForeign = body["orderId"].map { $0.string.map(ReferenceTransfer.Purpose.order) != transfer.purpose } ?? false
    let reply = try sandbox.post("/_sandbox/payments", .object(body))
    if isForeign { return _ = try expect(reply, 409, "Conflict") }
    if transfer.isDropped, !model.canReturn(hash) { return _ = try expect(reply, 404, "NotFound") }
    let data = try expect(reply, 200).data
    let refusal = model.confirm(hash, confirmations)
    try checkTransfer(data, hash, refusal)
    if case .order(let id) = transfer.purpose { try checkOrder(data["order"] ?? .null, id) }
  }

  func checkTransfer(_ data: JSONValue, _ hash: String, _ refusal: String?) throws {
    guard let view = data["transfer"], let transfer = model.transfers[hash] else {
      return try expect(hash, "", "transfer that was not made")
    }
    try expect(view["txHash"]?.string, hash, "hash")
    try expect(Millionths.parse(view["amount"]?.string), transfer.amount, "amount of \(hash)")
    try expect(view["confirmations"]?.number?.integer, transfer.confirmations, "confirmations of \(hash)")
    try expect(view["confirmed"]?.bool, transfer.isConfirmed, "confirmed of \(hash)")
    try expect(view["credited"]?.bool, refusal == nil, "credited of \(hash)")
    try expect(view["reason"]?.string, refusal, "reason of \(hash)")
  }
}
