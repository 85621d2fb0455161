import JSON
import PayIn

/// What a person is asked before a write is sent: what is done, where, with which arguments, and to what. The arguments
/// were written by a model, and what they name by others: all of it is sanitised, quoted and cut, so that it can neither
/// hide nor pose as our own words.
struct ConfirmationQuestion {
  /// Unicode scalars of one argument.
  private static let valueLimit = 300
  /// What a person must see stands first, wherever the model wrote it.
  private static let first = [
    "amount", "currency", "chainId", "currencies", "orderReference", "depositReference", "id", "title", "protocol",
  ]

  let tool: String
  let arguments: JSONObject
  /// What the API tells of the thing that an id stands for.
  let subject: JSONObject
  let environment: EnvironmentLabel

  var message: LocalizedText {
    let host = environment.host.map { LocalizedText(" at \($0)", "（\($0)）") } ?? .empty
    let mode = environment.mode.rawValue
    let place = LocalizedText { LocalizedText(" on \(mode)\(host[$0])?", "，网络为 \(mode)\(host[$0])？")[$0] }
    return action + place + money + LocalizedText { _ in lines }
  }

  static let label = LocalizedText("Yes, do this", "是，执行")

  private var money: LocalizedText {
    environment.mode == .mainnet ? LocalizedText(" This is real money.", "涉及真实资金。") : .empty
  }

  private var action: LocalizedText {
    Self.actions[tool] ?? LocalizedText("Call \(tool)", "调用 \(tool)")
  }

  private var lines: DisplayText {
    let ranked = Self.first.filter { arguments[$0] != nil }
    let others = arguments.members.map(\.name).filter { !ranked.contains($0) }
    let given = (ranked + others).map { ($0, arguments[$0]) }
    return (given + subject.members.map { ($0.name, $0.value) }).reduce(DisplayText()) { text, line in
      let (name, value) = line
      return text + "\n\(name): \(shown(value))"
    }
  }

  /// Text in quotation marks, everything else as JSON writes it.
  private func shown(_ value: JSONValue?) -> DisplayText {
    guard let text = value?.string else { return DisplayText(raw: value?.description ?? "", limit: Self.valueLimit) }
    return "\(quoted: text, limit: Self.valueLimit)"
  }

  static let actions: [String: LocalizedText] = [
    "create_order": LocalizedText("Create an order", "创建订单"),
    "bind_deposit_address": LocalizedText("Bind a deposit address", "绑定充值地址"),
    "unbind_deposit_address": LocalizedText("Take a deposit address away", "解绑充值地址"),
    "create_payment_link": LocalizedText("Create a payment link", "创建支付链接"),
    "publish_payment_link": LocalizedText("Publish a payment link", "发布支付链接"),
    "unpublish_payment_link": LocalizedText("Take a payment link back to a draft", "撤回支付链接为草稿"),
    "archive_payment_link": LocalizedText("Archive a payment link", "归档支付链接"),
    "restore_payment_link": LocalizedText("Restore a payment link", "恢复支付链接"),
    "get_payment_link_preview_url": LocalizedText("Make a preview address of a payment link", "生成支付链接的预览地址"),
    "update_payment_link": LocalizedText("Change a payment link", "修改支付链接"),
    "update_payment_link_currencies": LocalizedText("Change what a payment link takes", "修改支付链接接受的代币"),
  ]
}

/// What a person who is asked must know of the thing that an id stands for, and whether payers see the change at once.
struct ConfirmationSubject: Sendable {
  /// Shown after the arguments; empty if it could not be read.
  var fields: JSONObject = [:]
  /// False only if it is certain that no payer sees the change: what could not be read counts as seen.
  var isLive = true
}

extension ConfirmationSubject {
  private static let shown = ["title", "amount", "currencies"]

  /// A link that is about to open to everybody. Not every version of the API tells what it costs.
  static func publishing(_ client: PayInClient, _ arguments: JSONObject) async -> ConfirmationSubject {
    ConfirmationSubject(fields: fields(await link(client, arguments)))
  }

  /// A link that leaves the archive: one that was published is open to payers again, a draft is not.
  static func restoring(_ client: PayInClient, _ arguments: JSONObject) async -> ConfirmationSubject {
    let link = await link(client, arguments)
    return ConfirmationSubject(fields: fields(link), isLive: link?.status != "draft")
  }

  /// A link whose price is about to change. The old price stands beside the new one, which is among the arguments.
  static func pricing(_ client: PayInClient, _ arguments: JSONObject) async -> ConfirmationSubject {
    guard arguments["amount"] != nil || arguments["currencies"] != nil else {
      return ConfirmationSubject(isLive: false)
    }
    let link = await link(client, arguments)
    let isClosed = link?.status == "draft" || link?.fields["archived"] == true
    let current = fields(link).members.map { member in
      let (first, rest) = (member.name.prefix(1).uppercased(), member.name.dropFirst())
      return JSONObject.Member(name: "current\(first)\(rest)", value: member.value)
    }
    return ConfirmationSubject(fields: JSONObject(current), isLive: !isClosed)
  }

  private static func link(_ client: PayInClient, _ arguments: JSONObject) async -> APIResource? {
    try? await client.paymentLink(arguments.text("id"))
  }

  private static func fields(_ link: APIResource?) -> JSONObject {
    JSONObject(link?.fields.members.filter { shown.contains($0.name) } ?? [])
  }
}
