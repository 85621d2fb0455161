import JSON
import PayIn

enum PaymentLinkTools {
  static let all = [
    create, publish, archive, get, list, update, updateCurrencies, unpublish, restore, statistics, preview, listOrders,
  ]

  private static let create = ToolDeclaration(
    "create_payment_link", in: .paymentLinks, default: .on, .createPaymentLink,
    confirmation: LocalizedText("Create a payment link", "创建支付链接"), assets: AssetChoice.paymentLink
  ) { arguments throws(InvalidArguments) in
    let link = try NewPaymentLink(arguments)
    return { client throws(PayInError) in
      ToolAnswer(try await client.createPaymentLink(link)) { Summary.created(link: $0, link) }
    }
  }

  private static let publish = ToolDeclaration(
    "publish_payment_link", in: .paymentLinks, default: .on, .publishPaymentLink,
    confirmation: LocalizedText("Publish a payment link", "发布支付链接"), about: ConfirmationSubject.publishing
  ) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      ToolAnswer(try await client.publishPaymentLink(id), known: [("id", id)]) { Summary.published($0, id) }
    }
  }

  private static let archive = ToolDeclaration(
    "archive_payment_link", in: .paymentLinks, default: .on, .archivePaymentLink,
    confirmation: LocalizedText("Archive a payment link", "归档支付链接")
  ) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      ToolAnswer(try await client.archivePaymentLink(id), known: [("id", id)]) { _ in Summary.archived(id) }
    }
  }

  static let get = ToolDeclaration("get_payment_link", in: .paymentLinks, default: .on, .paymentLink) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      var link = try await client.paymentLink(id)
      link.fill("id", id)
      return ToolAnswer(link, Summary.link(link))
    }
  }

  private static let list = ToolDeclaration(
    "list_payment_links", in: .paymentLinks, default: .off, .paymentLinks
  ) { arguments in
    let filter = PaymentLinkFilter(
      status: arguments.optional("status"), search: arguments.optional("search"),
      archived: arguments.optional("archived").flatMap(PaymentLinkFilter.Archived.init) ?? .exclude)
    let position = arguments.position
    return { client throws(PayInError) in
      ToolAnswer(try await client.paymentLinks(filter, at: position), rows: "paymentLinks")
    }
  }

  private static let update = ToolDeclaration(
    "update_payment_link", in: .paymentLinks, default: .off, .updatePaymentLink,
    confirmation: LocalizedText("Change a payment link", "修改支付链接"), about: ConfirmationSubject.pricing
  ) { arguments throws(InvalidArguments) in
    let id = arguments.text("id")
    let update = try PaymentLinkUpdate(arguments)
    return { client throws(PayInError) in
      ToolAnswer(try await client.updatePaymentLink(id, update), known: [("id", id)]) { Summary.updated($0, id) }
    }
  }

  private static let updateCurrencies = ToolDeclaration(
    "update_payment_link_currencies", in: .paymentLinks, default: .off, .updatePaymentLinkCurrencies,
    confirmation: LocalizedText("Change what a payment link accepts", "修改支付链接接受的代币"),
    about: ConfirmationSubject.pricing, assets: AssetChoice.currencies
  ) { arguments throws(InvalidArguments) in
    let id = arguments.text("id")
    let currencies = try [NewPaymentLink.Price](arguments)
    return { client throws(PayInError) in
      ToolAnswer(try await client.updatePaymentLinkCurrencies(id, currencies), known: [("id", id)]) {
        Summary.updated($0, id)
      }
    }
  }

  private static let unpublish = ToolDeclaration(
    "unpublish_payment_link", in: .paymentLinks, default: .off, .unpublishPaymentLink,
    confirmation: LocalizedText("Make a payment link a draft again", "撤回支付链接为草稿")
  ) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      ToolAnswer(try await client.unpublishPaymentLink(id), known: [("id", id)]) { _ in Summary.unpublished(id) }
    }
  }

  private static let restore = ToolDeclaration(
    "restore_payment_link", in: .paymentLinks, default: .off, .restorePaymentLink,
    confirmation: LocalizedText("Restore a payment link", "恢复支付链接"), about: ConfirmationSubject.restoring
  ) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      ToolAnswer(try await client.restorePaymentLink(id), known: [("id", id)]) { Summary.restored($0, id) }
    }
  }

  private static let statistics = ToolDeclaration(
    "get_payment_link_stats", in: .paymentLinks, default: .off, .paymentLinkStatistics
  ) { arguments in
    let (status, filter) = (arguments.optional("status"), StatisticsFilter(arguments))
    return { client throws(PayInError) in
      let record = try await client.paymentLinkStatistics(status: status, filter)
      return ToolAnswer(record, Summary.statistics(ofLinks: record))
    }
  }

  private static let preview = ToolDeclaration(
    "get_payment_link_preview_url", in: .paymentLinks, default: .off, .previewPaymentLink,
    confirmation: LocalizedText("Make a preview address of a payment link", "生成支付链接的预览地址")
  ) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      ToolAnswer(try await client.previewPaymentLink(id), known: [("id", id)]) { Summary.preview($0, id) }
    }
  }

  private static let listOrders = ToolDeclaration(
    "list_payment_link_orders", in: .paymentLinks, default: .off, .paymentLinkOrders
  ) { arguments in
    let id = arguments.text("id")
    return { client throws(PayInError) in
      answer(id, try await client.paymentLinkOrders(id))
    }
  }

  /// The API has no second page, so the answer names none.
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
