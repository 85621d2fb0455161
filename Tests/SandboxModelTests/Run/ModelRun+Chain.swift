import JSON

extension ModelRun {
  static var chainOperations: [Operation] {
    [("take back", 9, ModelRun.takeBack), ("add blocks", 6, ModelRun.addBlocks)]
  }

  /// Members of the request, and the transfers that they select.
  private func selection() -> (
    body: JSONObject, isSelected: ReferenceModel.Selection, isKnown: Bool
  ) {
    switch Int.random(in: 0...5, using: &random) {
    case 0: return ([:], { _ in true }, true)
    case 1:
      guard let reference = pick(Self.depositors) else { return ([:], { _ in true }, true) }
      let isSelected: ReferenceModel.Selection = { transfer in
        if case .deposit(reference) = transfer.purpose { true } else { false }
      }
      let isKnown =
        model.bindings[reference]?.isEmpty == false
        || model.transfers.values.contains(where: isSelected)
      return (["depositReference": .string(reference)], isSelected, isKnown)
    default:
      let open = model.orderIds.suffix(60).filter(model.pending.contains)
      let id = pick(oneIn(4) ? model.orderIds : open) ?? "ord_of_nobody"
      let isSelected: ReferenceModel.Selection = { transfer in
        if case .order(id) = transfer.purpose { true } else { false }
      }
      return (["orderId": .string(id)], isSelected, model.orders[id] != nil)
    }
  }

  private func takeBack() throws {
    let (body, isSelected, isKnown) = selection()
    let reply = try sandbox.post("/_sandbox/reorganisations", .object(body))
    guard isKnown else {
      _ = try expect(reply, 404, "NotFound")
      return
    }
    guard let hash = model.takeBack(isSelected), let transfer = model.transfers[hash] else {
      _ = try expect(reply, 409, "Conflict")
      return
    }
    let data = try expect(reply, 200).data
    let view = data["transfer"]
    if !hash.hasPrefix(ReferenceTransfer.storyMark) {
      try expect(view?["txHash"]?.string, hash, "hash")
    }
    try expect(Millionths.parse(view?["amount"]?.string), transfer.amount, "amount of \(hash)")
    try expect(view?["droppedAt"]?.string != nil, true, "time of \(hash)")
    try expect(view?["credited"]?.bool, false, "credited of \(hash)")
    if case .order(let id) = transfer.purpose { try checkOrder(data["order"] ?? .null, id) }
  }

  private func addBlocks() throws {
    let (body, isSelected, isKnown) = selection()
    let count = Int.random(in: 1...4, using: &random)
    var blocks = body
    blocks.append("count", .number(JSONNumber(count)))
    let reply = try sandbox.post("/_sandbox/blocks", .object(blocks))
    guard isKnown else {
      _ = try expect(reply, 404, "NotFound")
      return
    }
    let data = try expect(reply, 200).data
    try expect(
      data["transfers"]?.array?.count, model.addBlocks(count, isSelected), "transfers in blocks")
  }
}
