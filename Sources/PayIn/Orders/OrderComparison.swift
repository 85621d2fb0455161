package import JSON

/// A field in which an existing order differs from the requested one.
package struct FieldDifference: Sendable, Equatable {
  package let field: String
  /// The requested value; null if the call left the field out.
  package let asked: JSONValue
  package let existing: JSONValue

  init(_ field: String, asked: JSONValue, existing: JSONValue) {
    self.field = field
    self.asked = asked
    self.existing = existing
  }
}

/// Compares an existing order with a requested one. Whole values are compared, as they came. Pure.
struct OrderComparison: Sendable {
  /// Members that the published code adds to an order's metadata.
  private static let addedMetadata = ["user_id", "chainId", "contractAddress"]

  private(set) var differences: [FieldDifference] = []
  /// The fields of the call that the API does not show.
  private(set) var notShown: [String] = []
  /// Whether the order has the payment window that an API gives which ignores the one it was asked for.
  private(set) var hasDefaultWindow = false

  private let order: NewOrder
  private let resource: APIResource

  /// - Parameter isOwn: whether the order is the answer to a call just made, or was found after one. What the call left
  ///   out is then the API's to fill in; otherwise a repeat that leaves out what the order has asks for another order.
  init(_ order: NewOrder, _ resource: APIResource, isOwn: Bool) {
    self.order = order
    self.resource = resource
    compareCore()
    for text in order.optionalTexts { compareText(text, isOwn) }
    compareMetadata(isOwn)
    if !isOwn { compareWindow() }
  }

  private mutating func compareCore() {
    compare("orderReference", order.reference) { $0.hasSameBytes(as: $1) }
    compare("amount", order.amount.text) { [order] shown, _ in Amount(shown: shown) == order.amount }
    compare("currency", order.currency) { $0.lowercased() == $1.lowercased() }
    compare("chainId", order.chainID) { $0.lowercased() == $1.lowercased() }
  }

  private mutating func compare(_ field: String, _ asked: String, isSame: (String, String) -> Bool) {
    guard let shown = resource[field] else { return notShown.append(field) }
    if !isSame(shown, asked) { add(field, .string(asked), .string(shown)) }
  }

  private mutating func compareText(_ text: NewOrder.OptionalText, _ isOwn: Bool) {
    guard let shown = shown([text.name, text.publishedName]) else {
      if text.value != nil { notShown.append(text.name) }
      return
    }
    guard text.value != nil || !isOwn else { return }
    let isSame = shown.string.flatMap { shown in text.value.map { shown.hasSameBytes(as: $0) } }
    guard !(isSame ?? (text.value == nil && shown.isNull)) else { return }
    add(text.name, text.value.map(JSONValue.string) ?? .null, shown)
  }

  private mutating func compareMetadata(_ isOwn: Bool) {
    let asked = order.metadata ?? [:]
    guard let value = shown(["metadata"]) else {
      if !asked.isEmpty { notShown.append("metadata") }
      return
    }
    let shown = value.object ?? [:]
    let own = shown.members.filter { asked[$0.name] != nil || !Self.addedMetadata.contains($0.name) }
    let isKept = asked.members.allSatisfy { shown[$0.name]?.isSameValue(as: $0.value) == true }
    guard !isKept || (!isOwn && own.count != asked.count) else { return }
    add("metadata", order.metadata.map(JSONValue.object) ?? .null, .object(JSONObject(own)))
  }

  /// An API that ignores the window gives each order its default; with that the order may well be the same.
  private mutating func compareWindow() {
    guard order.paymentWindowMinutes != nil || order.graceMinutes != nil else { return }
    guard let shown = PaymentWindow.shown(by: resource) else {
      notShown += [("paymentWindowMinutes", order.paymentWindowMinutes), ("graceMinutes", order.graceMinutes)]
        .filter { $0.1 != nil }.map(\.0)
      return
    }
    let asked = PaymentWindow(order)
    guard !asked.isSame(as: shown) else { return }
    hasDefaultWindow = shown.window == PaymentWindow.defaultWindow && shown.grace == PaymentWindow.defaultGrace
    guard !hasDefaultWindow else { return }
    compareMinutes("paymentWindowMinutes", order.paymentWindowMinutes, shown.window)
    compareMinutes("graceMinutes", order.graceMinutes, shown.grace)
  }

  private mutating func compareMinutes(_ field: String, _ asked: Int?, _ shown: Int) {
    guard let asked, asked != shown else { return }
    add(field, .number(JSONNumber(asked)), .number(JSONNumber(shown)))
  }

  private mutating func add(_ field: String, _ asked: JSONValue, _ existing: JSONValue) {
    differences.append(FieldDifference(field, asked: asked, existing: existing))
  }

  /// The value under the first of these names that the row has, null included; nil if it has none.
  private func shown(_ names: [String]) -> JSONValue? {
    names.lazy.compactMap { resource.source[$0] }.first
  }
}
