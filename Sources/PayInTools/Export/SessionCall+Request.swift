import JSON
import PayIn

/// The request that a call of a tool leads to.
extension SessionCall {
  /// A part of a path between two slashes.
  enum PathPart: Equatable {
    case fixed(String)
    case argument(String)
  }

  /// Arguments of tools that the API does not have.
  private static let ofToolsOnly = ["timeoutSeconds", "cursor"]
  private static let filters = [
    "status", "chainId", "currency", "orderReference", "depositReference", "page", "limit",
  ]

  /// The parts of the path below `/api/v1`; nil if an argument for it is missing.
  var path: [PathPart]? {
    var parts: [PathPart] = []
    for part in route.split(separator: "/") {
      guard part.hasPrefix(":") else {
        parts.append(.fixed(String(part)))
        continue
      }
      guard let value = arguments[String(part.dropFirst())]?.string else { return nil }
      parts.append(.argument(value))
    }
    return parts
  }

  /// A read of one order by its reference is one of a list.
  private var route: String {
    operation == .order && arguments["orderId"] == nil ? PayIn.Operation.orders.route : operation.route
  }

  var isWrite: Bool { operation.kind.isWrite }

  /// What stands behind the question mark of a read.
  var query: [(name: String, value: String)] {
    guard !isWrite else { return [] }
    return rest.members.compactMap { member in
      guard Self.filters.contains(member.name) else { return nil }
      return (member.value.string ?? member.value.number?.literal).map { (member.name, $0) }
    }
  }

  /// The body of a write.
  var body: JSONObject {
    var body = rest
    // By the documentation "0" is enough; to the published code it would be a price of nothing.
    if operation == .createPaymentLink, let amount = body["amount"]?.string, Self.isZero(amount) {
      body["amountType"] = "user_input"
    }
    return body
  }

  private static func isZero(_ amount: String) -> Bool {
    (try? Amount(amount, allowsZero: true))?.isZero == true
  }

  /// The arguments that are no part of the path.
  private var rest: JSONObject {
    let used = route.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
    return JSONObject(arguments.members.filter { !(used + Self.ofToolsOnly).contains($0.name) })
  }
}
