import JSON
import PayIn

/// The one line that stands before the data of a result. All of it in one place, so that no language is forgotten.
enum Summary {
  /// - Parameter isPayable: whether the payer may be told where to pay.
  static func made(order: Record?, _ outcome: Receipt.Outcome, isPayable: Bool = true) -> Wording {
    guard let order else { return Wording("The order was created.", "订单已创建。") }
    let state = order["status"] ?? "pending"
    return .sentences(made(named(order), outcome, state), isPayable ? payment(order, state) : .empty)
  }

  private static func made(_ order: Wording, _ outcome: Receipt.Outcome, _ state: String) -> Wording {
    switch outcome {
    case .replayed:
      Wording(
        "No new order was made: order \(order[.english]) has this reference and is \(state).",
        "未创建新订单：该引用已属于订单 \(order[.chinese])，状态为 \(state)。")
    case .reconciled:
      Wording(
        "Created order \(order[.english]); the answer was lost, but the order was found.",
        "已创建订单 \(order[.chinese])；响应丢失，但已查到该订单。")
    default: Wording("Created order \(order[.english]).", "已创建订单 \(order[.chinese])。")
    }
  }

  /// What the payer has to do, as long as it can be done.
  private static func payment(_ order: Record, _ state: String) -> Wording {
    guard Status(state) == "pending", let address = order["address"], !address.isEmpty else { return .empty }
    let deadline = order["expiresAt"].map { Wording(" before \($0)", "，并在 \($0) 之前到账") } ?? .empty
    let token = token(order)
    return Wording(
      "Send only \(token[.english]) to \(address)\(deadline[.english]).",
      "请仅向 \(address) 转入 \(token[.chinese])\(deadline[.chinese])。")
  }

  static func order(_ order: Record) -> Wording {
    let (name, state) = (named(order), order["status"])
    return Wording(
      "Order \(name[.english]) is \(state ?? "in an unknown state").",
      "订单 \(name[.chinese])，\(state.map { "状态为 \($0)" } ?? "状态未知")。")
  }

  static func simulated(_ payment: SimulatedPayment) -> Wording {
    let money = money(payment.transfer)
    let deposit = payment.deposit.map { $0["status"] }
    return .sentences(
      Wording("Simulated a payment of \(money[.english]).", "已模拟付款，金额 \(money[.chinese])。"),
      payment.clockMovedTo.map { Wording("The clock was moved to \($0).", "时钟已调到 \($0)。") } ?? .empty,
      payment.transfer["reason"].map { Wording("It does not count: \($0).", "此付款不计入：\($0)。") } ?? .empty,
      payment.order.map(order) ?? .empty,
      deposit.map {
        Wording("The deposit is \($0 ?? "recorded").", $0.map { "该充值状态为 \($0)。" } ?? "该充值已记录。")
      } ?? .empty)
  }

  static func list(_ name: String, shown: Int, of page: Page) -> Wording {
    let total = page.total.map { Wording(" of \($0)", "（共 \($0) 条）") } ?? .empty
    let pages = page.totalPages.map { max($0, 1) }.map { Wording(" of \($0)", "（共 \($0) 页）") } ?? .empty
    return Wording(
      "\(shown)\(total[.english]) \(rowsInEnglish[name] ?? name), page \(page.position.number)\(pages[.english]).",
      "\(rowsInChinese[name] ?? "\(name) ")\(shown) 条\(total[.chinese])，第 \(page.position.number) 页\(pages[.chinese])。")
  }

  private static let rowsInEnglish = ["paymentLinks": "payment links", "references": "deposit references"]
  private static let rowsInChinese = [
    "orders": "订单 ", "deposits": "充值 ", "references": "充值引用 ", "transfers": "转账 ", "paymentLinks": "支付链接 ",
    "addresses": "地址 ",
  ]

  static func assets(_ chains: [Chain], _ source: AssetTable.Source) -> Wording {
    guard !chains.isEmpty else {
      return Wording(
        "No such chain or token; call again without filters to see all.",
        "没有这样的链或代币；不带筛选条件重新调用可查看全部。")
    }
    let origin =
      source == .live ? Wording("as the API lists them", "来自 API 的列表") : Wording("as built in", "来自内置列表")
    return Wording(
      "\(chains.count) \(chains.count == 1 ? "chain" : "chains") with their tokens, \(origin[.english]).",
      "\(chains.count) 条链及其代币，\(origin[.chinese])。")
  }

  /// - Parameter health: what the API says of itself; nil if it cannot be used.
  static func status(_ environment: EnvironmentLabel, health: Record?) -> Wording {
    let state =
      health.map {
        Wording("the API says it is \($0["status"] ?? "there")", "API 称其状态为 \($0["status"] ?? "可用")")
      } ?? Wording("not usable", "不可用")
    let (mode, host) = (environment.mode.rawValue, environment.host)
    return Wording(
      "Calls go to \(mode)\(host.map { " (\($0))" } ?? ""): \(state[.english]).",
      "调用发往 \(mode)\(host.map { "（\($0)）" } ?? "")：\(state[.chinese])。")
  }
}

extension Summary {
  /// An order by its id and amount.
  private static func named(_ order: Record) -> Wording {
    let (id, money) = (id(order, "orderId"), money(order))
    return Wording("\(id[.english]) over \(money[.english])", "\(id[.chinese])，金额 \(money[.chinese])")
  }

  static func id(_ record: Record, _ name: String) -> Wording {
    record[name].map(Wording.init(verbatim:)) ?? Wording("without id", "（无 ID）")
  }

  private static func money(_ record: Record) -> Wording {
    let (amount, token) = (record["amount"], token(record))
    return Wording(
      "\(amount ?? "an unknown amount of") \(token[.english])", "\(amount ?? "未知数量的") \(token[.chinese])")
  }

  private static func token(_ record: Record) -> Wording {
    let (currency, chain) = (record["currency"], record["chainId"])
    return Wording(
      "\(currency ?? "tokens")\(chain.map { " on \($0)" } ?? "")",
      "\(currency ?? "代币")\(chain.map { "（\($0)）" } ?? "")")
  }
}
