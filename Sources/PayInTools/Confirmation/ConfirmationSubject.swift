import JSON
import PayIn

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
