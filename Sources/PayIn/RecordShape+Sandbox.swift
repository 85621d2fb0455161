/// What the controls of the embedded sandbox answer.
extension RecordShape {
  static let clock = RecordShape(fields: [text("time"), count("aheadSeconds"), count("endedOrders")])

  static let fault = RecordShape(fields: [
    text("id"), text("route"), text("kind"), count("status"), count("delayMilliseconds"), count("retryAfterSeconds"),
    text("probability"), count("remaining"),
  ])

  static let removedFaults = RecordShape(fields: [count("removed")])

  static let sandboxReset = RecordShape(fields: [
    text("time"), count("orders"), count("transfers"), count("bindings"), count("paymentLinks"), count("faults"),
  ])
}
