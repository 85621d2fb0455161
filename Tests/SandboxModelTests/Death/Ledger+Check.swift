import JSON
import Testing

extension Ledger {
  /// What was acknowledged is there, what was not is there as a whole or not at all.
  func check(_ sandbox: SandboxInProcess, link: String, _ round: Comment) throws {
    for order in orders + purchases + reorganised { try check(order, sandbox, round) }
    for depositor in depositors { try check(depositor, sandbox, round) }
    for story in stories { try check(story, sandbox, round) }
    let listed = try sandbox.get("/api/v1/orders?orderReference=order-&limit=1").data["pagination"]?["total"]
    #expect(orders.count...orders.count + 1 ~= listed?.number?.integer ?? -1, round)
    let view = try sandbox.get("/api/v1/payment-links/\(link)").data
    func number(_ name: String) -> Int { view[name]?.number?.integer ?? -1 }
    let (reserved, sold) = (number("inventoryReserved"), number("inventorySold"))
    #expect(purchases.count...purchases.count + 1 ~= reserved + sold, round)
    #expect(number("inventoryTotal") - reserved - sold == number("inventoryAvailable"), round)
    let paid = purchases.map(\.payment.range)
    #expect(paid.reduce(0) { $0 + $1.lowerBound }...paid.reduce(0) { $0 + $1.upperBound } ~= sold, round)
  }

  private func check(_ order: Order, _ sandbox: SandboxInProcess, _ round: Comment) throws {
    let view = try sandbox.get("/api/v1/orders/\(order.id)").data
    #expect(view["orderReference"]?.string == order.reference, round)
    #expect(view["address"]?.string == order.address, round)
    let isCompleted = view["status"]?.string == "completed"
    #expect(isCompleted || view["status"]?.string == "pending", round)
    #expect(order.payment.range ~= (isCompleted ? 1 : 0), round)
    #expect(view["confirmedAmount"]?.string == (isCompleted ? Self.amount : "0"), round)
  }

  /// A story is where its steps are, and no step was left out.
  private func check(_ story: Story, _ sandbox: SandboxInProcess, _ round: Comment) throws {
    let view = try sandbox.get("/_sandbox/stories/\(story.id)").data
    #expect(view["orderId"]?.string == story.orderId, round)
    let done = (view["steps"]?.array ?? []).map { $0["done"]?.bool == true }
    #expect(done.first == true && done.drop { $0 }.allSatisfy { !$0 }, round)
    let isOver = done.allSatisfy { $0 }
    #expect((view["state"]?.string == "ended") == isOver, round)
    #expect((view["order"]?["status"]?.string == "completed") == isOver, round)
  }

  /// The stories that were cut off are played to their ends.
  func finishStories(_ sandbox: SandboxInProcess, _ round: Comment) throws {
    guard !stories.isEmpty else { return }
    _ = try sandbox.post("/_sandbox/clock", ["advanceSeconds": 75])
    for story in stories {
      let view = try sandbox.get("/_sandbox/stories/\(story.id)").data
      #expect(view["state"]?.string == "ended", round)
      #expect(view["order"]?["status"]?.string == "completed", round)
      #expect(view["order"]?["receivedAmount"]?.string == "25", round)
    }
  }

  private func check(_ depositor: Depositor, _ sandbox: SandboxInProcess, _ round: Comment) throws {
    let reply = try sandbox.get("/api/v1/deposits/references/\(depositor.reference)?protocol=evm")
    #expect(depositor.end.range ~= (reply.status == 404 ? 1 : 0), round)
    if reply.status == 200 { #expect(reply.data["address"]?.string == depositor.address, round) }
    let deposits = try sandbox.get("/api/v1/deposits?depositReference=\(depositor.reference)&status=confirmed").data
    #expect(depositor.deposit.range ~= deposits["pagination"]?["total"]?.number?.integer ?? -1, round)
  }
}
