import HTTP
import JSON
import SandboxAPI

/// Times of what changes the file, from the frequent to the rare.
enum Writes {
  private static let repetitions = 1000

  static func report(_ paths: [String], _ orders: [Int]) throws {
    print("\n" + RoomBenchmark.row("writes", ["p50, \(orders[0])", "p50", "p99", "longest", "ratio"]))
    let rooms = try paths.map { try Room(path: $0) }
    let both = rooms.map(measure)
    for ((name, small), (_, large)) in zip(both[0], both[1]) { print(RoomBenchmark.row(name, small.median, large)) }
    for room in rooms { room.close() }
  }

  private static func measure(_ room: Room) -> [(String, Times)] {
    var ids: [String] = []
    func repeated(_ name: String, _ count: Int, _ status: Int, _ body: (Int) -> (String, JSONValue)) -> (String, Times)
    {
      let times = Times.measure(count) { number in
        let (path, json) = body(number)
        let reply = room.send("POST", path, json)
        if reply?.status != status { print("\(name): \(reply.map { String(decoding: $0.body, as: UTF8.self) } ?? "")") }
        let parsed = reply.flatMap { try? JSONParser.parse($0.body) }
        if let id = parsed?["data"]?["orderId"]?.string { ids.append(id) }
      }
      return (name, times)
    }
    func order(_ reference: String) -> JSONValue {
      [
        "orderReference": .string(reference), "amount": "10.50", "currency": "USDC", "chainId": "polygon-amoy",
        "paymentWindowMinutes": 30, "gracePeriodMinutes": 15,
      ]
    }
    return [
      repeated("create an order", repetitions, 201) { ("/api/v1/orders", order("new-\($0)")) },
      repeated("create it again", repetitions, 409) { ("/api/v1/orders", order("new-\($0)")) },
      repeated("pay an order", repetitions, 201) { ("/_sandbox/payments", ["orderId": .string(ids[$0])]) },
      repeated("deposit", repetitions, 201) { _ in
        ("/_sandbox/payments", ["depositReference": "user-2", "amount": "2"])
      },
      once("end all pending orders by the clock") {
        room.send("POST", "/_sandbox/clock", ["advanceMinutes": 50])
      },
      once("the first read after it") { room.send("GET", "/api/v1/orders") },
      once("drain the pool") { room.send("POST", "/_sandbox/pool/drain") },
      once("refill the pool") { room.send("POST", "/_sandbox/pool/refill") },
      once("reset") { room.send("POST", "/_sandbox/reset") },
    ]
  }

  private static func once(_ name: String, _ body: () -> Void) -> (String, Times) {
    let start = ContinuousClock.now
    body()
    return (name, Times([ContinuousClock.now - start]))
  }
}
