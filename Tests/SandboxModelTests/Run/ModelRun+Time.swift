import JSON

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel

extension ModelRun {
  static var timeOperations: [Operation] {
    [
      ("move the clock", 6, ModelRun.moveClock), ("wait", 6, ModelRun.wait), ("restart", 1, ModelRun.restart),
    ]
  }

  /// Some time, the very moment in which something ends, or the last one before it.
  private func nextMoment() -> Int {
    let orders = model.pending.compactMap { model.orders[$0]?.endsAt }
    let rests = model.pools.values.flatMap(\.addresses).map(\.restsUntil)
    let steps = model.stories.compactMap(\.nextAt)
    let moments = (orders + rests + steps + model.links.values.compactMap(\.expiresAt)).filter { $0 > model.now + 1 }
      .sorted()
    guard oneIn(2), let moment = moments.first else {
      return model.now + Int.random(in: 1...1200, using: &random) * 1000
    }
    return oneIn(2) ? moment : moment - 1
  }

  /// What ends on the way is counted.
  private func moveClock() throws {
    let moment = nextMoment()
    let body: JSONValue = ["to": .string(Timestamp(milliseconds: Int64(moment)).description)]
    let data = try expect(try sandbox.post("/_sandbox/clock", body), 200).data
    try expect(data["endedOrders"]?.number?.integer, model.advance(to: moment), "orders ended")
  }

  /// Moves only the machine's clock; the sandbox must notice by itself.
  private func wait() {
    let moment = nextMoment()
    sandbox.clock?.advance(milliseconds: moment - model.now)
    model.advance(to: moment)
  }

  private func restart() throws {
    try sandbox.restart()
    try checkTotals()
  }
}
