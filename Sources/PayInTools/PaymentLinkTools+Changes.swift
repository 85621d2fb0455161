import JSON
import PayIn

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
