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

extension PaymentLinkTools {
  static let reads = [get, list, statistics, listOrders]

  private static let get = ToolRow("get_payment_link", .paymentLink) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      var link = try await client.paymentLink(id)
      link.fill("id", id)
      return ToolAnswer(link, Summary.link(link))
    }
  }

  private static let list = ToolRow("list_payment_links", .paymentLinks) { arguments in
    let filter = PaymentLinkFilter(
      status: arguments.optional("status"), search: arguments.optional("search"),
      archived: arguments.optional("archived").flatMap(PaymentLinkFilter.Archived.init) ?? .exclude)
    let position = arguments.position
    return { client throws(PayInError) in
      ToolAnswer(try await client.paymentLinks(filter, at: position), rows: "paymentLinks")
    }
  }

  private static let statistics = ToolRow("get_payment_link_stats", .paymentLinkStatistics) { arguments in
    let (status, filter) = (arguments.optional("status"), StatisticsFilter(arguments))
    return { client throws(PayInError) in
      let record = try await client.paymentLinkStatistics(status: status, filter)
      return ToolAnswer(record, Summary.statistics(ofLinks: record))
    }
  }

  private static let listOrders = ToolRow("list_payment_link_orders", .paymentLinkOrders) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      answer(id, try await client.paymentLinkOrders(id))
    }
  }

  /// The API has no second page, so there is none to go on to.
  private static func answer(_ id: String, _ page: Page) -> ToolAnswer {
    let rows = page.rows.map { JSONValue.object($0.fields) }
    let fitting = ToolAnswer.fitting(rows)
    return ToolAnswer(
      summary: Summary.orders(fitting, ofLink: id, hasMore: page.hasMore),
      fields: [
        "id": .string(id), "orders": .array(Array(rows.prefix(fitting))),
        "hasMore": .bool(page.hasMore || fitting < rows.count),
      ],
      warnings: page.unreadableRows > 0 ? [Warning(.rowsUnreadable)] : [])
  }
}

extension PaymentLinkTools {
  static let changes = [update, updateCurrencies, unpublish, restore, preview]

  private static let update = ToolRow(
    "update_payment_link", .updatePaymentLink, about: ConfirmationSubject.pricing
  ) { arguments throws(InvalidArguments) in
    let id = arguments.text("id")
    let update = try PaymentLinkUpdate(arguments)
    return { client throws(PayInError) in
      ToolAnswer(try await client.updatePaymentLink(id, update), known: [("id", id)]) { Summary.updated($0, id) }
    }
  }

  private static let updateCurrencies = ToolRow(
    "update_payment_link_currencies", .updatePaymentLinkCurrencies, assets: AssetChoice.currencies,
    about: ConfirmationSubject.pricing
  ) { arguments throws(InvalidArguments) in
    let id = arguments.text("id")
    let currencies = try [NewPaymentLink.Price](arguments)
    return { client throws(PayInError) in
      ToolAnswer(try await client.updatePaymentLinkCurrencies(id, currencies), known: [("id", id)]) {
        Summary.updated($0, id)
      }
    }
  }

  private static let unpublish = ToolRow("unpublish_payment_link", .unpublishPaymentLink) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      ToolAnswer(try await client.unpublishPaymentLink(id), known: [("id", id)]) { _ in Summary.unpublished(id) }
    }
  }

  private static let restore = ToolRow(
    "restore_payment_link", .restorePaymentLink, about: ConfirmationSubject.restoring
  ) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      ToolAnswer(try await client.restorePaymentLink(id), known: [("id", id)]) { Summary.restored($0, id) }
    }
  }

  private static let preview = ToolRow("get_payment_link_preview_url", .previewPaymentLink) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      ToolAnswer(try await client.previewPaymentLink(id), known: [("id", id)]) { Summary.preview($0, id) }
    }
  }
}
