import HTTP
package import JSON
package import SandboxModel

/// The controls of the sandbox that the dashboard has as forms, by the same rules as `/_sandbox`.
extension RequestContext {
  /// The routes that faults can be injected into, such as `POST /api/v1/orders`, in the order of their declaration.
  package var faultRoutes: [String] {
    settings.dialect.routes.filter(\.canFail).map { route in
      "\(route.method.rawValue) /\(route.template.joined(separator: "/"))"
    }
  }

  /// Adds a fault, given as to `POST /_sandbox/faults`.
  package func addFault(_ body: JSONObject) throws -> FaultRule {
    let fields = try Fields(try request.posting(body))
    let rule = try FaultDraft(fields, routes: settings.dialect.routes)
      .rule(sequence: try store.faults.nextSequence(), store.identifiers)
    try store.faults.insert(rule)
    return rule
  }

  /// Moves the clock and ends the orders that are due; the log tells of it.
  package func advanceClock(to time: Timestamp) throws {
    try moveClock(to: time)
  }

  /// Makes the missing payment for an order.
  package func payExactly(_ order: Order) throws {
    let body = try request.posting(["orderId": .string(order.id), "kind": "exact"])
    _ = try PaymentSimulation(context: with(body), fields: try Fields(body)).run()
  }

  /// Starts a story for the sandbox's own key.
  package func playStory(_ name: Story.Name, _ pace: StoryRun.Pace) throws -> StoryRun {
    try StoryStart(context: with(request), name: name, pace: pace).run().story
  }

  /// Removes the data of every key: ids, addresses and times start again, which they could not if some rows stayed.
  /// - Returns: the number of rows removed from each table.
  @discardableResult
  package func resetSandbox() throws -> [(table: String, rows: Int)] {
    let reset = SandboxReset(database: store.database)
    let removed = try reset.removeHistory()
    try reset.renewAddresses(store.pool, from: store.identifiers, at: now)
    try store.clock.reset()
    note(.reset)
    return removed
  }
}
