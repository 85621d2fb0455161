import JSON
import PayIn

/// The one line that stands before the data of a result. All of it in one place, so that no language is forgotten.
enum Summary {
  /// - Parameter isPayable: whether the payer may be told where to pay.
  static func made(order: APIResource?, _ outcome: WriteResult.Outcome, isPayable: Bool = true) -> LocalizedText {
    guard let order else { return LocalizedText("The order was created.", "订单已创建。") }
    let state = order["status"] ?? "pending"
    return .sentences(made(named(order), outcome, state), isPayable ? payment(order, state) : .empty)
  }

  private static func made(_ order: LocalizedText, _ outcome: WriteResult.Outcome, _ state: String) -> LocalizedText {
    switch outcome {
    case .replayed:
      LocalizedText(
        "No new order was made: order \(order[.english]) has this reference and is \(state).",
        "未创建新订单：该引用已属于订单 \(order[.chinese])，状态为 \(state)。")
    case .reconciled:
      LocalizedText(
        "Created order \(order[.english]); the answer was lost, but the order was found.",
        "已创建订单 \(order[.chinese])；响应丢失，但已查到该订单。")
    default: LocalizedText("Created order \(order[.english]).", "已创建订单 \(order[.chinese])。")
    }
  }

  /// What the payer has to do, as long as it can be done.
  private static func payment(_ order: APIResource, _ state: String) -> LocalizedText {
    guard Status(state) == "pending", let address = order["address"], !address.isEmpty else { return .empty }
    let deadline = order["expiresAt"].map { LocalizedText(" before \($0)", "，并在 \($0) 之前到账") } ?? .empty
    let token = token(order)
    return LocalizedText(
      "Send only \(token[.english]) to \(address)\(deadline[.english]).",
      "请仅向 \(address) 转入 \(token[.chinese])\(deadline[.chinese])。")
  }

  static func order(_ order: APIResource) -> LocalizedText {
    let (name, state) = (named(order), order["status"])
    return LocalizedText(
      "Order \(name[.english]) is \(state ?? "in an unknown state").",
      "订单 \(name[.chinese])，\(state.map { "状态为 \($0)" } ?? "状态未知")。")
  }

  static func simulated(_ payment: SimulatedPayment) -> LocalizedText {
    let money = money(payment.transfer)
    let deposit = payment.deposit.map { $0["status"] }
    return .sentences(
      LocalizedText("Simulated a payment of \(money[.english]).", "已模拟付款，金额 \(money[.chinese])。"),
      payment.clockMovedTo.map { LocalizedText("The clock was moved to \($0).", "时钟已调到 \($0)。") } ?? .empty,
      payment.transfer["reason"].map { LocalizedText("It does not count: \($0).", "此付款不计入：\($0)。") } ?? .empty,
      payment.order.map(order) ?? .empty,
      deposit.map {
        LocalizedText("The deposit is \($0 ?? "recorded").", $0.map { "该充值状态为 \($0)。" } ?? "该充值已记录。")
      } ?? .empty)
  }

  static func list(_ name: String, shown: Int, of page: Page) -> LocalizedText {
    let total = page.total.map { LocalizedText(" of \($0)", "（共 \($0) 条）") } ?? .empty
    let pages = page.totalPages.map { max($0, 1) }.map { LocalizedText(" of \($0)", "（共 \($0) 页）") } ?? .empty
    return LocalizedText(
      "\(shown)\(total[.english]) \(rowsInEnglish[name] ?? name), page \(page.position.number)\(pages[.english]).",
      "\(rowsInChinese[name] ?? "\(name) ")\(shown) 条\(total[.chinese])，第 \(page.position.number) 页\(pages[.chinese])。")
  }

  private static let rowsInEnglish = ["paymentLinks": "payment links", "references": "deposit references"]
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
      source == .live ? LocalizedText("as the API lists them", "来自 API 的列表") : LocalizedText("as built in", "来自内置列表")
    return LocalizedText(
      "\(chains.count) \(chains.count == 1 ? "chain" : "chains") with their tokens, \(origin[.english]).",
      "\(chains.count) 条链及其代币，\(origin[.chinese])。")
  }

  /// - Parameter health: what the API says of itself; nil if it cannot be used.
  static func status(_ environment: EnvironmentLabel, health: APIResource?) -> LocalizedText {
    let state =
      health.map {
        LocalizedText("the API says it is \($0["status"] ?? "there")", "API 称其状态为 \($0["status"] ?? "可用")")
      } ?? LocalizedText("not usable", "不可用")
    let (mode, host) = (environment.mode.rawValue, environment.host)
    return LocalizedText(
      "Calls go to \(mode)\(host.map { " (\($0))" } ?? ""): \(state[.english]).",
      "调用发往 \(mode)\(host.map { "（\($0)）" } ?? "")：\(state[.chinese])。")
  }
}

extension Summary {
  /// An order by its id and amount.
  private static func named(_ order: APIResource) -> LocalizedText {
    let (id, money) = (id(order, "orderId"), money(order))
    return LocalizedText("\(id[.english]) over \(money[.english])", "\(id[.chinese])，金额 \(money[.chinese])")
  }

  static func id(_ record: APIResource, _ name: String) -> LocalizedText {
    record[name].map(LocalizedText.init(verbatim:)) ?? LocalizedText("without id", "（无 ID）")
  }

  private static func money(_ record: APIResource) -> LocalizedText {
    let (amount, token) = (record["amount"], token(record))
    return LocalizedText(
      "\(amount ?? "an unknown amount of") \(token[.english])", "\(amount ?? "未知数量的") \(token[.chinese])")
  }

  private static func token(_ record: APIResource) -> LocalizedText {
    let (currency, chain) = (record["currency"], record["chainId"])
    return LocalizedText(
      "\(currency ?? "tokens")\(chain.map { " on \($0)" } ?? "")",
      "\(currency ?? "代币")\(chain.map { "（\($0)）" } ?? "")")
  }
}
