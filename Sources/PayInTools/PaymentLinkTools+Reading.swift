import JSON
import PayIn

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
