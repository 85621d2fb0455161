import JSON

extension DemoStory {
  private static let sale: JSONObject = [
    "orderReference": "invoice-1042", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  func payOrder() throws(DemoFailure) {
    transcript.chapter(localized("An order is created, listed, paid and read again", "创建订单、列出、付款并再次读取"))
    let order = try call("create_order", Self.sale)
    try DemoCheck.fields(order, Self.sale)
    try DemoCheck.fields(order, ["status": "pending", "receivedAmount": "0", "outcome": "created"])
    let id = try DemoCheck.form("orderId", order["orderId"], .orderID)
    let address = try DemoCheck.form("address", order["address"], .evmAddress)
    guard try DemoCheck.seconds(from: order["createdAt"], to: order["expiresAt"]) == 900 else {
      throw DemoFailure(localized("the time to pay is not 15 minutes", "付款时限不是 15 分钟"))
    }
    transcript.detail(
      localized("asked", "请求"),
      localized("49.99 USDT on ethereum-sepolia for invoice-1042", "ethereum-sepolia 上的 49.99 USDT，用于 invoice-1042"))
    transcript.detail(localized("order", "订单"), "\(id): pending")
    transcript.detail(localized("pay to", "付款至"), address)
    transcript.detail(localized("before", "截止"), Self.clockTime(order["expiresAt"]))
    try findOrder(id)
    let hash = try pay(id)
    try readPaidOrder(id, hash, createdAt: order["createdAt"])
  }

  private func findOrder(_ id: String) throws(DemoFailure) {
    let orders = try call("list_orders", ["status": "pending", "currency": "USDT"])
    let rows = orders["orders"]?.array ?? []
    try DemoCheck.equal("orders", .array(rows.map { $0["orderId"] ?? .null }), [.string(id)])
    try DemoCheck.equal("total", orders["pagination"]?["total"], 1)
    try DemoCheck.fields(rows.first ?? .null, Self.sale)
    transcript.detail(
      localized("found", "找到"), localized("1 pending order in USDT: invoice-1042", "1 个待付的 USDT 订单：invoice-1042"))
  }

  /// Returns the hash of the payment.
  private func pay(_ id: String) throws(DemoFailure) -> String {
    let payment = try call("simulate_payment", ["orderId": .string(id)])
    try DemoCheck.fields(payment, ["amount": "49.99", "currency": "USDT", "confirmed": true, "credited": true])
    let hash = try DemoCheck.form("txHash", payment["txHash"], .evmHash)
    transcript.detail(localized("paid", "付款"), localized("49.99 USDT, confirmed", "49.99 USDT，已确认"))
    transcript.detail(localized("hash", "哈希"), hash)
    return hash
  }

  private func readPaidOrder(_ id: String, _ hash: String, createdAt: JSONValue?) throws(DemoFailure) {
    let paid = try call("get_order", ["orderId": .string(id)])
    try DemoCheck.fields(paid, Self.sale)
    try DemoCheck.fields(paid, ["status": "completed", "receivedAmount": "49.99", "txHash": .string(hash)])
    guard 0..<60 ~= (try DemoCheck.seconds(from: createdAt, to: paid["completedAt"])) else {
      throw DemoFailure(localized("it was not paid within a minute", "未在一分钟内完成付款"))
    }
    transcript.detail(localized("order", "订单"), "\(id): completed")
    transcript.detail(
      localized("received", "已收"),
      localized(
        "49.99 USDT at \(Self.clockTime(paid["completedAt"]))", "49.99 USDT，\(Self.clockTime(paid["completedAt"]))"))
    transcript.detail(localized("hash", "哈希"), hash)
  }

  func receiveDeposit() throws(DemoFailure) {
    transcript.chapter(localized("A user gets an address of their own and pays in", "用户获得专属地址并充值"))
    let bound = try call("bind_deposit_address", ["depositReference": "user-7", "protocol": "tron"])
    try DemoCheck.fields(
      bound, ["depositReference": "user-7", "protocol": "tron", "monitoredChains": ["tron-nile"]])
    let address = try DemoCheck.form("address", bound["address"], .tronAddress)
    transcript.detail(
      localized("address", "地址"), localized("\(address) on tron-nile, for user-7", "tron-nile 上的 \(address)，属于 user-7"))
    let payment = try call(
      "simulate_payment",
      ["depositReference": "user-7", "amount": "1200.000001", "currency": "USDT", "chainId": "tron-nile"])
    try DemoCheck.fields(payment, ["amount": "1200.000001", "address": .string(address), "credited": true])
    let hash = try DemoCheck.form("txHash", payment["txHash"], .tronHash)
    transcript.detail(localized("paid", "付款"), localized("1200.000001 USDT, confirmed", "1200.000001 USDT，已确认"))
    transcript.detail(localized("hash", "哈希"), hash)
    try readDeposit(address, hash)
    _ = try call("unbind_deposit_address", ["depositReference": "user-7"])
    transcript.detail(localized("address", "地址"), localized("no longer bound to user-7", "不再属于 user-7"))
  }

  private func readDeposit(_ address: String, _ hash: String) throws(DemoFailure) {
    let deposits = try call("list_deposits", ["depositReference": "user-7"])
    try DemoCheck.equal("total", deposits["pagination"]?["total"], 1)
    try DemoCheck.fields(
      deposits["deposits"]?.array?.first ?? .null,
      [
        "status": "confirmed", "amount": "1200.000001", "currency": "USDT", "chainId": "tron-nile",
        "address": .string(address), "txHash": .string(hash),
      ])
    transcript.detail(
      localized("found", "找到"),
      localized("1 deposit of user-7: 1200.000001 USDT, confirmed", "user-7 的 1 笔充值：1200.000001 USDT，已确认"))
    let reference = try call("get_deposit_reference", ["depositReference": "user-7"])
    try DemoCheck.fields(
      reference,
      [
        "address": .string(address), "totalDeposits": 1, "totalAmountByCurrency": ["USDT": "1200.000001"],
      ])
    transcript.detail(
      localized("in total", "合计"), localized("1200.000001 USDT, every digit kept", "1200.000001 USDT，每一位都保留"))
  }

  func runPaymentLink() throws(DemoFailure) {
    transcript.chapter(localized("A payment link is created, published and archived", "创建、发布并归档支付链接"))
    let link = try call(
      "create_payment_link",
      [
        "title": "Coffee beans", "amount": "25", "currencies": [["currency": "USDC", "chainId": "polygon-amoy"]],
      ])
    try DemoCheck.fields(link, ["title": "Coffee beans", "amount": "25", "status": "draft", "archived": false])
    let id = try DemoCheck.form("id", link["id"], .linkID)
    transcript.detail(
      localized("link", "链接"), localized("\(id), Coffee beans for 25 USDC, is a draft", "\(id)，Coffee beans，25 USDC，草稿")
    )
    let published = try call("publish_payment_link", ["id": .string(id)])
    try DemoCheck.fields(
      published,
      [
        "id": .string(id), "status": "published", "archived": false, "checkoutUrl": link["checkoutUrl"] ?? .null,
      ])
    transcript.detail(localized("link", "链接"), localized("\(id) is published", "\(id) 已发布"))
    try DemoCheck.fields(
      try call("archive_payment_link", ["id": .string(id)]), ["id": .string(id), "archived": true])
    transcript.detail(localized("link", "链接"), localized("\(id) is archived", "\(id) 已归档"))
  }

  /// `10:57:00 UTC` for a time as answers have it.
  private static func clockTime(_ value: JSONValue?) -> String {
    (value?.string?.split(separator: "T").last?.prefix(8)).map { "\($0) UTC" } ?? ""
  }
}
