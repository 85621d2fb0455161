import JSON

extension ModelRun {
  static let depositors = (1...10).map { "user-\($0)" }

  static var depositOperations: [Operation] {
    [
      ("bind", 8, ModelRun.bind), ("unbind", 5, ModelRun.unbind), ("deposit", 8, ModelRun.deposit),
      ("read depositor", 3, ModelRun.readDepositor), ("list deposits", 2, ModelRun.listDeposits),
    ]
  }

  private func bind() throws {
    guard let reference = pick(Self.depositors), let family = pick(["evm", "tron", "solana"]) else { return }
    let reply = try sandbox.post(
      "/api/v1/deposits/bind", ["depositReference": .string(reference), "protocol": .string(family)])
    guard family != "solana" else { return _ = try expect(reply, 400, "ValidationError") }
    guard let (address, isNew) = model.bind(reference, family) else {
      return _ = try expect(reply, 409, "InsufficientAddresses")
    }
    let data = try expect(reply, isNew ? 201 : 200).data
    try expect(data["address"]?.string, address, "address of \(reference)")
  }

  /// The addresses that stories have bound are released as well, else the pool would run dry.
  private func unbind() throws {
    let bound = model.stories.map(\.reference).filter { model.bindings[$0]?.isEmpty == false }
    guard let reference = pick(Self.depositors + bound) else { return }
    let family = pick(["evm", "tron", nil]) ?? nil
    var body: JSONObject = ["depositReference": .string(reference)]
    if let family { body.append("protocol", .string(family)) }
    let data = try expect(try sandbox.post("/api/v1/deposits/unbind", .object(body)), 200).data
    let addresses = (data["unboundAddresses"]?.array ?? []).compactMap(\.string)
    try expect(Set(addresses), Set(model.unbind(reference, family).values), "unbound from \(reference)")
  }

  private func deposit() throws {
    guard let reference = pick(Self.depositors), let asset = pick(ReferenceAsset.all) else { return }
    let (hash, amount, confirmations) = ("tx-\(step)", randomAmount(), someConfirmations(asset))
    let reply = try sandbox.post(
      "/_sandbox/payments",
      [
        "depositReference": .string(reference), "amount": .string(Millionths.text(amount)),
        "currency": .string(asset.currency), "chainId": .string(asset.chainId), "txHash": .string(hash),
        "confirmations": .number(JSONNumber(confirmations)),
      ])
    guard let address = model.bindings[reference]?[asset.family] else {
      return _ = try expect(reply, 404, "NotFound")
    }
    let transfer = ReferenceTransfer(
      purpose: .deposit(reference: reference), amount: amount, asset: asset, refusal: nil, confirmations: confirmations,
      address: address)
    model.record(transfer, hash)
    try checkTransfer(try expect(reply, 201).data, hash, nil)
  }

  private func readDepositor() throws {
    guard let reference = pick(Self.depositors), let family = pick(["evm", "tron"]) else { return }
    try checkDepositor(reference, family)
  }

  private func listDeposits() throws {
    guard let reference = pick(Self.depositors), let status = pick(["pending", "confirmed"]) else { return }
    let target = "/api/v1/deposits?limit=100&depositReference=\(reference)&status=\(status)"
    let data = try expect(try sandbox.get(target), 200).data
    let expected = model.deposits(reference).filter { $0.isConfirmed == (status == "confirmed") }
    try expect(data["pagination"]?["total"]?.number?.integer, expected.count, "\(status) deposits of \(reference)")
    let amounts = (data["deposits"]?.array ?? []).map { Millionths.parse($0["amount"]?.string) }
    try expect(amounts, expected.reversed().prefix(100).map(\.amount), "amounts to \(reference)")
  }
}
