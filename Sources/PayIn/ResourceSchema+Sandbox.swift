/// What the controls of the embedded sandbox answer.
extension ResourceSchema {
  static let clock = ResourceSchema(fields: [text("time"), count("aheadSeconds"), count("endedOrders")])

  static let fault = ResourceSchema(fields: [
    text("id"), text("route"), text("kind"), count("status"), count("delayMilliseconds"), count("retryAfterSeconds"),
    text("probability"), count("remaining"),
  ])

  static let removedFaults = ResourceSchema(fields: [count("removed")])

  static let sandboxReset = ResourceSchema(fields: [
    text("time"), count("orders"), count("transfers"), count("bindings"), count("paymentLinks"), count("faults"),
  ])
}
