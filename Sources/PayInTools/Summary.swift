import JSON
import PayIn

/// The one line that stands before the data of a result. All of it in one place, so that it can speak other languages.
enum Summary {
  static func made(order: Record?, _ outcome: Receipt.Outcome) -> String {
    guard let order else { return "The order was created." }
    let name = "order \(id(order, "orderId")) over \(money(order))"
    let state = order["status"] ?? "pending"
    return switch outcome {
    case .replayed: "No new order was made: \(name) has this reference and is \(state).\(payment(order, state))"
    case .reconciled: "Created \(name); the answer was lost, but the order was found.\(payment(order, state))"
    default: "Created \(name).\(payment(order, state))"
    }
  }

  /// What the payer has to do, as long as it can be done.
  private static func payment(_ order: Record, _ state: String) -> String {
    guard state == "pending", let address = order["address"] else { return "" }
    let deadline = order["expiresAt"].map { " before \($0)" } ?? ""
    return " Send only \(token(order)) to \(address)\(deadline)."
  }

  static func order(_ order: Record) -> String {
    "Order \(id(order, "orderId")) over \(money(order)) is \(order["status"] ?? "in an unknown state")."
  }

  static func bound(_ binding: Record?, _ reference: String) -> String {
    "Address \(binding?["address"] ?? "") is bound to \(reference) (\(binding?["protocol"] ?? ""))."
  }

  static func unbound(_ reference: String) -> String {
    "No deposit address is bound to \(reference) any more."
  }

  static func depositReference(_ record: Record, _ reference: String) -> String {
    let sums =
      record.fields["totalAmountByCurrency"]?.object?.members.map { "\($0.value.string ?? "") \($0.name)" } ?? []
    let listed = sums.isEmpty ? "" : ", \(sums.joined(separator: " and ")) deposited"
    let total = record["totalAmount"].map { ", \($0) deposited in total" } ?? listed
    return "\(reference) has the address \(record["address"] ?? "unknown")\(total)."
  }

  static func created(link: Record?) -> String {
    "Created payment link \(link.map { id($0, "id") } ?? "") as a draft; publish it to take payments."
  }

  static func published(_ link: Record?, _ id: String) -> String {
    "Payment link \(id) is published\(link?["checkoutUrl"].map { " at \($0)" } ?? "")."
  }

  static func archived(_ id: String) -> String {
    "Payment link \(id) is archived."
  }

  static func simulated(_ payment: SimulatedPayment) -> String {
    let order = payment.order.map { " \(self.order($0))" } ?? ""
    let deposit = payment.deposit.map { " The deposit is \($0["status"] ?? "recorded")." } ?? ""
    let reason = payment.transfer["reason"].map { " It does not count: \($0)." } ?? ""
    let moved = payment.clockMovedTo.map { " The clock was moved to \($0)." } ?? ""
    return "Simulated a payment of \(money(payment.transfer)).\(moved)\(reason)\(order)\(deposit)"
  }

  static func list(_ name: String, shown: Int, of page: Page) -> String {
    let total = page.total.map { " of \($0)" } ?? ""
    let pages = page.totalPages.map { " of \(max($0, 1))" } ?? ""
    return "\(shown)\(total) \(name), page \(page.position.number)\(pages)."
  }

  static func webhook(_ verdict: WebhookVerdict, _ event: WebhookEvent?) -> String {
    if let fault = verdict.fault { return "Not valid (\(fault.reason)): \(fault.message) \(fault.fix)" }
    guard let event else { return "Valid: this body was signed with the secret." }
    let advice = event.isKnown ? "" : " Its type is not documented: acknowledge it and do nothing."
    let once = event.deduplicationKey.map { " Handle it only once, by its key \($0)." } ?? ""
    return "Valid: \(event.sentType)\(subject(event)).\(advice)\(once)"
  }

  static func sample(_ sample: WebhookSample) -> String {
    "Made \(sample.type), signed by the scheme \(sample.scheme.rawValue). Nothing was sent."
  }

  private static func subject(_ event: WebhookEvent) -> String {
    guard let data = event.data else { return "" }
    if let id = data["orderId"] { return " of order \(id)" }
    return data["depositReference"].map { " of deposit reference \($0)" } ?? ""
  }

  static func assets(_ chains: [Chain], _ source: AssetTable.Source) -> String {
    guard !chains.isEmpty else { return "No such chain or token; call again without filters to see all." }
    let origin = source == .live ? "as the API lists them" : "as built in"
    return "\(chains.count) \(chains.count == 1 ? "chain" : "chains") with their tokens, \(origin)."
  }

  static func status(_ environment: EnvironmentLabel, _ state: String) -> String {
    "Calls go to \(environment.mode.rawValue)\(environment.host.map { " (\($0))" } ?? ""): \(state)."
  }

  private static func id(_ record: Record, _ name: String) -> String {
    record[name] ?? "without id"
  }

  private static func money(_ record: Record) -> String {
    "\(record["amount"] ?? "an unknown amount of") \(token(record))"
  }

  private static func token(_ record: Record) -> String {
    "\(record["currency"] ?? "tokens")\(record["chainId"].map { " on \($0)" } ?? "")"
  }
}
