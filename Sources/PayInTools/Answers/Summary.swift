import JSON
import PayIn

/// The line that stands before the data of a result, in both languages.
enum Summary {
  static func list(_ name: String, shown: Int, of page: Page) -> LocalizedText {
    guard shown > 0 || page.position.number > 1 || page.total ?? 0 > 0 else { return noRows(name) }
    let total = page.total.map { LocalizedText(" of \($0)", "（共 \($0) 条）") } ?? .empty
    let pages = page.totalPages.map { max($0, 1) }.map { LocalizedText(" of \($0)", "（共 \($0) 页）") } ?? .empty
    return LocalizedText(
      "\(shown)\(total[.english]) \(rowsInEnglish(name, page.total ?? shown)), page \(page.position.number)\(pages[.english]).",
      "\(rowsInChinese[name] ?? "\(name) ")\(shown) 条\(total[.chinese])，第 \(page.position.number) 页\(pages[.chinese])。")
  }

  private static func noRows(_ name: String) -> LocalizedText {
    LocalizedText("0 \(rowsInEnglish(name, 0)) match.", "\(rowsInChinese[name] ?? "\(name) ")0 条符合条件。")
  }

  /// The rows of a list in English, in the number that goes with the count.
  private static func rowsInEnglish(_ name: String, _ count: Int) -> String {
    nouns[name].map { count == 1 ? $0.one : $0.several } ?? name
  }

  private static let nouns: [String: (one: String, several: String)] = [
    "orders": ("order", "orders"), "deposits": ("deposit", "deposits"),
    "references": ("deposit reference", "deposit references"), "transfers": ("transfer", "transfers"),
    "paymentLinks": ("payment link", "payment links"), "addresses": ("address", "addresses"),
  ]
  private static let rowsInChinese = [
    "orders": "订单 ", "deposits": "充值 ", "references": "充值引用 ", "transfers": "转账 ", "paymentLinks": "支付链接 ",
    "addresses": "地址 ",
  ]

  static func assets(_ chains: [Chain], _ source: AssetTable.Source) -> LocalizedText {
    guard !chains.isEmpty else {
      return LocalizedText(
        "No such chain or token; call again without filters to see all.",
        "没有这样的链或代币；不带筛选条件重新调用可查看全部。")
    }
    let origin =
      source == .live
      ? LocalizedText("from the API's list", "来自 API 的列表") : LocalizedText("from the built-in list", "来自内置列表")
    let list = LocalizedText.list(chains.map { "\($0.id) (\($0.assets.map(\.currency).joined(separator: ", ")))" })
    return LocalizedText(
      "\(chains.count) \(chains.count == 1 ? "chain" : "chains") with tokens, \(origin[.english]): \(list[.english]).",
      "\(chains.count) 条链及其代币，\(origin[.chinese])：\(list[.chinese])。")
  }

  /// - Parameter health: the API's own report; nil if the API cannot be used.
  static func status(_ environment: EnvironmentLabel, health: APIResource?) -> LocalizedText {
    let state =
      health.map {
        LocalizedText("the API says it is \($0["status"] ?? "available")", "API 称其状态为 \($0["status"] ?? "可用")")
      } ?? LocalizedText("not usable", "不可用")
    let (mode, host) = (environment.mode.rawValue, environment.host)
    return LocalizedText(
      "Calls are sent to \(mode)\(host.map { " (\($0))" } ?? ""): \(state[.english]).",
      "调用发往 \(mode)\(host.map { "（\($0)）" } ?? "")：\(state[.chinese])。")
  }
}

extension Summary {
  /// The tools that are off, and the setting that turns one of them on.
  static func off(_ names: [String], _ selection: ToolSelection) -> LocalizedText {
    let setting = "PAYIN_TOOLS=\(selection.listWith("NAME"))"
    let list = LocalizedText.list(names)
    return LocalizedText(
      "Off, and turned on by \(setting): \(list[.english]).", "未启用的工具（\(setting) 可启用）：\(list[.chinese])。")
  }
}

/// Parts of summaries.
extension Summary {
  static func id(_ record: APIResource, _ name: String) -> LocalizedText {
    record[name].map(LocalizedText.init(verbatim:)) ?? LocalizedText("without id", "（无 ID）")
  }

  static func money(_ record: APIResource) -> LocalizedText {
    let (amount, token) = (record["amount"], token(record))
    return LocalizedText(
      "\(amount ?? "an unknown amount of") \(token[.english])", "\(amount ?? "未知数量的") \(token[.chinese])")
  }

  static func token(_ record: APIResource) -> LocalizedText {
    let (currency, chain) = (record["currency"], record["chainId"])
    return LocalizedText(
      "\(currency ?? "tokens")\(chain.map { " on \($0)" } ?? "")",
      "\(currency ?? "代币")\(chain.map { "（\($0)）" } ?? "")")
  }

  static func count(_ record: APIResource, _ name: String) -> String {
    record.fields[name]?.number?.literal ?? "0"
  }

  /// The sums by token in parentheses; empty if none is known.
  static func sums(_ record: APIResource, _ name: String) -> LocalizedText {
    let sums = sumList(record, name)
    return sums[.english].isEmpty ? .empty : LocalizedText(" (\(sums[.english]))", "（\(sums[.chinese])）")
  }

  /// The sums by token; empty if none is known.
  static func sumList(_ record: APIResource, _ name: String) -> LocalizedText {
    let sums = (record.fields[name]?.object?.members ?? []).map { "\($0.value.string ?? "") \($0.name)" }
    return LocalizedText("\(sums.joined(separator: ", "))", "\(sums.joined(separator: "、"))")
  }
}
