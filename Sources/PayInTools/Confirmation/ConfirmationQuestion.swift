import JSON
import PayIn

/// The question to a person before a write is sent: what is done, where, with which arguments, and to which resource. The
/// arguments were written by a model, and the resource by others: all of it is sanitised, quoted and cut, so that it can
/// neither hide nor pass for this program's own words.
struct ConfirmationQuestion {
  /// The largest number of Unicode scalars of one argument that are shown.
  private static let valueLimit = 300
  /// Arguments that a person must see. They stand first, wherever the model wrote them.
  private static let first = [
    "amount", "currency", "chainId", "currencies", "orderReference", "depositReference", "id", "title", "protocol",
  ]

  /// The start of the question, as an instruction.
  let action: LocalizedText
  let arguments: JSONObject
  /// The fields of the resource that an id among the arguments names.
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
    if let text = value?.string { return "\(quoted: text, limit: Self.valueLimit)" }
    let json = value.map { String(decoding: JSONWriter.bytes(of: $0, escapesInvisible: true), as: UTF8.self) }
    return DisplayText(raw: json ?? "", limit: Self.valueLimit)
  }
}

/// The resource that a write is about, as far as a person must know it, and whether payers see the change at once.
struct ConfirmationSubject: Sendable {
  /// Shown after the arguments; empty if it could not be read.
  var fields: JSONObject = [:]
  /// False only if it is certain that no payer sees the change. A link that could not be read counts as live.
  var isLive = true
}

extension ConfirmationSubject {
  private static let shown = ["title", "amount", "currencies"]

  /// The link that is about to open to the public. Not every version of the API tells its price.
  static func publishing(_ client: PayInClient, _ arguments: JSONObject) async -> ConfirmationSubject {
    ConfirmationSubject(fields: fields(await link(client, arguments)))
  }

  /// The link that leaves the archive. One that was published is open to payers again, a draft is not.
  static func restoring(_ client: PayInClient, _ arguments: JSONObject) async -> ConfirmationSubject {
    let link = await link(client, arguments)
    return ConfirmationSubject(fields: fields(link), isLive: link?.status != "draft")
  }

  /// The link whose price is about to change. The old price stands beside the new one, which is among the arguments.
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
