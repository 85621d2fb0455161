import JSON

extension ModelRun {
  static var orderOperations: [Operation] {
    [
      ("create order", 22, ModelRun.createOrder), ("create duplicate", 3, ModelRun.createDuplicate),
      ("create wrong order", 3, ModelRun.createWrongOrder), ("list orders", 3, ModelRun.listOrders),
    ]
  }

  private func createOrder() throws {
    guard let asset = pick(ReferenceAsset.all) else { return }
    var body: JSONObject = [
      "currency": .string(asset.currency), "chainId": .string(asset.chainId),
      "orderReference": .string("order-\(step)"),
    ]
    let amount = randomAmount()
    body.append("amount", .string(Millionths.text(amount)))
    let minutes = oneIn(3) ? (10, 5) : (Int.random(in: 1...40, using: &random), Int.random(in: 0...20, using: &random))
    if minutes != (10, 5) {
      body.append("paymentWindowMinutes", .number(JSONNumber(minutes.0)))
      body.append("graceMinutes", .number(JSONNumber(minutes.1)))
    }
    let reply = try sandbox.post("/api/v1/orders", .object(body))
    let lasting = (minutes.0 + minutes.1) * 60_000
    guard let address = model.take(asset.family, for: "allocated") else {
      return _ = try expect(reply, 409, "InsufficientAddresses")
    }
    let view = try expect(reply, 201).data
    try place(view, amount, asset, address, lasting: lasting, reference: "order-\(step)")
  }

  /// Takes the id from the sandbox, and nothing else.
  func place(
    _ view: JSONValue, _ amount: Int, _ asset: ReferenceAsset, _ address: String, lasting: Int, reference: String,
    link: String? = nil
  ) throws {
    let id = view["orderId"]?.string ?? ""
    try expect(model.orders[id] == nil && !id.isEmpty, true, "new id \(id)")
    model.place(
      ReferenceOrder(
        id: id, reference: reference, amount: amount, asset: asset, address: address, createdAt: model.now,
        endsAt: model.now + lasting, link: link))
    try checkOrder(view, id)
  }

  private func createDuplicate() throws {
    guard let id = pick(model.orderIds), let order = model.orders[id], let asset = pick(ReferenceAsset.all) else {
      return
    }
    let body: JSONValue = [
      "orderReference": .string(order.reference), "amount": "1", "currency": .string(asset.currency),
      "chainId": .string(asset.chainId),
    ]
    let reply = try expect(try sandbox.post("/api/v1/orders", body), 409, "Conflict")
    try expect(reply.json["details"]?["existingOrderId"]?.string, id, "existing order")
  }

  private func createWrongOrder() throws {
    var body: JSONObject = [
      "orderReference": .string("order-\(step)"), "amount": "1", "currency": "USDC", "chainId": "ethereum-sepolia",
    ]
    let faults: [(String, JSONValue)] = [
      ("amount", "0"), ("amount", "0.000000"), ("amount", "-1"), ("amount", "1.0000001"), ("amount", "1e3"),
      ("amount", "100000000000000"), ("currency", "EURC"), ("chainId", "tron-nile"), ("chainId", "ethereum-mainnet"),
      ("paymentWindowMinutes", 0), ("paymentWindowMinutes", 61), ("graceMinutes", 31), ("orderReference", " "),
    ]
    guard let (name, value) = pick(faults) else { return }
    body[name] = value
    _ = try expect(try sandbox.post("/api/v1/orders", .object(body)), 400, "ValidationError")
  }

  /// The newest first, the page wherever it is.
  private func listOrders() throws {
    let status = pick(["pending", "completed", "expired"]) ?? ""
    let limit = Int.random(in: 1...30, using: &random)
    let expected = Array(model.orderIds.filter { model.orders[$0]?.status == status }.reversed())
    let page = Int.random(in: 1...(expected.count / limit + 1), using: &random)
    let reply = try expect(try sandbox.get("/api/v1/orders?status=\(status)&page=\(page)&limit=\(limit)"), 200)
    try expect(reply.data["pagination"]?["total"]?.number?.integer, expected.count, "\(status) orders")
    let ids = (reply.data["orders"]?.array ?? []).compactMap { $0["orderId"]?.string }
    try expect(ids, Array(expected.dropFirst((page - 1) * limit).prefix(limit)), "page \(page) of \(status) orders")
  }
}
