import JSON
import PayIn

enum PaymentLinkTools {
  static let rows = [create, publish, archive]

  private static let create = ToolRow("create_payment_link", .createPaymentLink, assets: AssetChoice.paymentLink) {
    arguments throws(InvalidArguments) in
    let link = try newLink(arguments)
    return { client throws(PayInError) in
      ToolAnswer(try await client.createPaymentLink(link), Summary.created(link:))
    }
  }

  private static let publish = ToolRow(
    "publish_payment_link", .publishPaymentLink, about: ConfirmationSubject.publishing
  ) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      ToolAnswer(try await client.publishPaymentLink(id), known: [("id", id)]) { Summary.published($0, id) }
    }
  }

  private static let archive = ToolRow("archive_payment_link", .archivePaymentLink) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      ToolAnswer(try await client.archivePaymentLink(id), known: [("id", id)]) { _ in Summary.archived(id) }
    }
  }

  private static func newLink(_ arguments: JSONObject) throws(InvalidArguments) -> NewPaymentLink {
    let prices = arguments["currencies"]?.array?.compactMap(\.object) ?? []
    var link = NewPaymentLink(
      title: arguments.text("title"), amount: try arguments.amount("amount", allowsZero: true),
      currencies: prices.map {
        NewPaymentLink.Price(currency: $0.text("currency"), chainID: $0.text("chainId"))
      })
    link.description = arguments.optional("description")
    link.inventoryTotal = arguments.integer("inventoryTotal")
    link.expiresAt = arguments.optional("expiresAt")
    link.metadata = try arguments.metadata()
    return link
  }
}
