import JSON
import PayIn

extension NewPaymentLink {
  init(_ arguments: JSONObject) throws(InvalidArguments) {
    let prices = arguments["currencies"]?.array?.compactMap(\.object) ?? []
    self.init(
      title: arguments.text("title"), amount: try arguments.amount("amount", allowsZero: true),
      currencies: prices.map {
        NewPaymentLink.Price(currency: $0.text("currency"), chainID: $0.text("chainId"))
      })
    description = arguments.optional("description")
    inventoryTotal = arguments.integer("inventoryTotal")
    expiresAt = arguments.optional("expiresAt")
    metadata = try arguments.metadata()
  }
}

extension PaymentLinkUpdate {
  /// Throws if no field is to change, or one field is to be set and emptied at once.
  init(_ arguments: JSONObject) throws(InvalidArguments) {
    self.init()
    title = arguments.optional("title")
    description = arguments.optional("description")
    if arguments["amount"] != nil { amount = try arguments.amount("amount", allowsZero: true) }
    inventoryTotal = arguments.integer("inventoryTotal")
    expiresAt = arguments.optional("expiresAt")
    metadata = try arguments.metadata()
    cleared = arguments["clear"]?.array?.compactMap(\.string).compactMap(Clearable.init) ?? []
    if let both = cleared.first(where: { arguments[$0.rawValue] != nil }) {
      throw InvalidArguments(.contradictory(both.rawValue))
    }
    let isNamed = ["id", "clear", Confirmation.tokenName]
    guard !cleared.isEmpty || arguments.members.contains(where: { !isNamed.contains($0.name) }) else {
      throw InvalidArguments(.nothingToChange)
    }
  }
}

extension InvalidArguments.Problem {
  fileprivate static func contradictory(_ name: String) -> InvalidArguments.Problem {
    InvalidArguments.Problem(
      path: "/clear", expected: LocalizedText("fields that are not set as well", "未同时设置的字段"),
      given: LocalizedText(verbatim: name),
      fix: LocalizedText(
        "Give `\(name)` to set it, or name it in `clear` to empty it.",
        "提供 `\(name)` 表示设置，写入 `clear` 表示清空，二者只选其一。"))
  }

  fileprivate static let nothingToChange = InvalidArguments.Problem(
    path: "/title", expected: LocalizedText("at least one field to change", "至少一个要更改的字段"), given: .nothing,
    fix: LocalizedText(
      "Give what to change: title, description, amount, inventoryTotal, expiresAt, metadata or clear.",
      "请提供要更改的内容：title、description、amount、inventoryTotal、expiresAt、metadata 或 clear。"))
}

extension [NewPaymentLink.Price] {
  /// Throws if an amount is not valid, or one currency has two amounts: the published code has one price for each.
  init(_ arguments: JSONObject) throws(InvalidArguments) {
    self = []
    for (index, row) in (arguments["currencies"]?.array?.compactMap(\.object) ?? []).enumerated() {
      let path = "currencies/\(index)/amount"
      let amount = row["amount"] == nil ? nil : try row.amount("amount", at: path)
      let currency = row.text("currency")
      if let other = first(where: { $0.currency == currency }), other.amount != amount {
        throw InvalidArguments(
          InvalidArguments.Problem(
            path: "/\(path)", expected: LocalizedText("one amount for \(currency)", "\(currency) 只有一个金额"),
            given: LocalizedText("another than before", "与前面不同的金额"),
            fix: LocalizedText("Give \(currency) the same amount on every chain.", "请在每条链上为 \(currency) 提供相同的金额。")))
      }
      append(NewPaymentLink.Price(currency: currency, chainID: row.text("chainId"), amount: amount))
    }
  }
}
