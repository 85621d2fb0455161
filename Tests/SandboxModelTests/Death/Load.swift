import JSON

/// Clients that write until the server dies. Each waits for its replies, so that of each kind one request at most is
/// left uncertain.
enum Load {
  /// Of three orders two are paid.
  static func order(port: UInt16) -> [Ledger.Order] {
    buy(port: port) { connection, number in
      connection.post("/api/v1/orders", orderBody("order-\(number)"))
    }
  }

  static func checkOut(port: UInt16, slug: String) -> [Ledger.Order] {
    buy(port: port) { connection, _ in
      let body: JSONValue = ["email": "payer@example.com", "currency": "USDT", "chainId": "tron-nile"]
      return connection.post("/api/payment-links/\(slug)/orders", body)?["order"]
    }
  }

  private static func buy(port: UInt16, _ create: (LoadConnection, Int) -> JSONValue?) -> [Ledger.Order] {
    var orders: [Ledger.Order] = []
    guard let connection = LoadConnection(port: port) else { return orders }
    while let view = create(connection, orders.count), let order = Ledger.Order(view) {
      orders.append(order)
      guard orders.count % 3 > 0 else { continue }
      orders[orders.count - 1].payment = .uncertain
      guard connection.post("/_sandbox/payments", ["orderId": .string(order.id)]) != nil else { break }
      orders[orders.count - 1].payment = .yes
    }
    return orders
  }

  private static func orderBody(_ reference: String) -> JSONValue {
    [
      "orderReference": .string(reference), "amount": .string(Ledger.amount), "currency": "USDC",
      "chainId": "ethereum-sepolia",
    ]
  }

  /// The network takes each payment back while it waits for confirmations. Two of three come back.
  static func reorganise(port: UInt16) -> [Ledger.Order] {
    var orders: [Ledger.Order] = []
    guard let connection = LoadConnection(port: port) else { return orders }
    while let view = connection.post("/api/v1/orders", orderBody("reorg-\(orders.count)")),
      let order = Ledger.Order(view)
    {
      orders.append(order)
      let seen = connection.post("/_sandbox/payments", ["orderId": .string(order.id), "confirmed": false])
      guard let hash = seen?["transfer"]?["txHash"],
        connection.post("/_sandbox/reorganisations", ["orderId": .string(order.id)]) != nil
      else { break }
      guard orders.count % 3 > 0 else { continue }
      orders[orders.count - 1].payment = .uncertain
      guard connection.post("/_sandbox/payments", ["orderId": .string(order.id), "txHash": hash]) != nil else { break }
      orders[orders.count - 1].payment = .yes
    }
    return orders
  }

  /// Starts stories whose steps are stored, and moves the clock so that any request plays some of them: in all by less
  /// than the time in which orders expire.
  static func playStories(port: UInt16) -> [Ledger.Story] {
    var stories: [Ledger.Story] = []
    guard let connection = LoadConnection(port: port) else { return stories }
    while true {
      let name: JSONValue = stories.count % 2 == 0 ? "reorg" : "checkout_paid"
      let started = connection.post("/_sandbox/stories", ["story": name, "pace": "clock"])
      guard let id = started?["storyId"]?.string, let orderId = started?["orderId"]?.string else { return stories }
      stories.append(Ledger.Story(id: id, orderId: orderId))
      guard stories.count < 30 else { continue }
      guard connection.post("/_sandbox/clock", ["advanceSeconds": 15]) != nil else { return stories }
    }
  }

  /// Every depositor deposits once; every second leaves.
  static func deposit(port: UInt16) -> [Ledger.Depositor] {
    var depositors: [Ledger.Depositor] = []
    guard let connection = LoadConnection(port: port) else { return depositors }
    while true {
      let reference = JSONValue.string("user-\(depositors.count)")
      let bound = connection.post("/api/v1/deposits/bind", ["depositReference": reference, "protocol": "evm"])
      guard let depositor = bound.flatMap({ Ledger.Depositor($0) }) else { return depositors }
      depositors.append(depositor)
      let last = depositors.count - 1
      depositors[last].deposit = .uncertain
      let payment: JSONValue = ["depositReference": reference, "amount": .string(Ledger.amount)]
      guard connection.post("/_sandbox/payments", payment) != nil else { return depositors }
      depositors[last].deposit = .yes
      guard last % 2 == 0 else { continue }
      depositors[last].end = .uncertain
      guard connection.post("/api/v1/deposits/unbind", ["depositReference": reference]) != nil else {
        return depositors
      }
      depositors[last].end = .yes
    }
  }
}

extension Ledger.Order {
  fileprivate init?(_ view: JSONValue) {
    guard let id = view["orderId"]?.string, let reference = view["orderReference"]?.string,
      let address = view["address"]?.string
    else { return nil }
    self.init(id: id, reference: reference, address: address)
  }
}

extension Ledger.Depositor {
  fileprivate init?(_ view: JSONValue) {
    guard let reference = view["depositReference"]?.string, let address = view["address"]?.string else { return nil }
    self.init(reference: reference, address: address)
  }
}
