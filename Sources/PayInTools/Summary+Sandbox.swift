import JSON
import PayIn

/// Of the sandbox's own tools.
extension Summary {
  static func moved(clock: Record?) -> String {
    let ended = count(clock, "endedOrders")
    return
      "The sandbox's clock is at \(clock?["time"] ?? "its new time"); \(ended) \(ended == 1 ? "order" : "orders") ended on the way."
  }

  static func injected(fault: Record?) -> String {
    let times =
      fault?.fields["remaining"]?.number?.integer.map { $0 == 1 ? "once" : "\($0) times" } ?? "until it is removed"
    return "\(fault?["kind"] ?? "The fault") hits \(fault?["route"] ?? "its route") \(times)."
  }

  static func removed(faults: Record?) -> String {
    let removed = count(faults, "removed")
    return "\(removed) \(removed == 1 ? "fault was" : "faults were") removed: calls get through again."
  }

  static func pool(_ kind: String) -> String {
    kind == "empty_pool"
      ? "The pool has no free address: new orders and bindings find none." : "The pool has its addresses back."
  }

  static func reset(sandbox: Record?) -> String {
    let names = [
      ("orders", "orders"), ("transfers", "transfers"), ("bindings", "deposit addresses"),
      ("paymentLinks", "payment links"), ("faults", "faults"),
    ]
    let gone = names.map { "\(count(sandbox, $0.0)) \($0.1)" }.joined(separator: ", ")
    return "The sandbox starts again. Gone: \(gone). Its clock is at \(sandbox?["time"] ?? "this machine's time")."
  }

  private static func count(_ record: Record?, _ name: String) -> Int {
    record?.fields[name]?.number?.integer ?? 0
  }
}
