import JSON

extension Call {
  /// The link as payers see it.
  func offer(of link: PaymentLink) throws -> JSONObject {
    var view: JSONObject = ["id": .string(link.id), "slug": .string(link.slug), "title": .string(link.title)]
    view.appendIfPresent("description", link.description)
    view.append("amount", .string(link.shownAmount))
    view.append(
      "currencies",
      .array(
        link.options.map { option in
          [
            "currency": .string(option.currency), "chainId": .string(option.chainId),
            "amount": .string(link.price(of: option) ?? link.shownAmount),
          ]
        }))
    view.append("inventoryAvailable", column: link.inventory.available)
    view.appendIfPresent("expiresAt", link.expiresAt)
    return view
  }

  func view(of receipt: Checkout.Receipt) throws -> JSONObject {
    [
      "order": .object(try view(of: receipt.linkOrder.order)), "paymentLink": .object(try offer(of: receipt.link)),
      "paymentLinkOrder": .object(view(of: receipt.linkOrder)),
    ]
  }

  func view(of linkOrder: PaymentLinkOrder) -> JSONObject {
    let order = linkOrder.order
    var view: JSONObject = [
      "id": .string(linkOrder.id), "paymentLinkId": .string(linkOrder.linkId), "orderId": .string(order.id),
      "buyerEmail": .string(linkOrder.buyerEmail), "status": .string(order.status.rawValue),
      "currency": .string(order.currency), "chainId": .string(order.chainId), "amount": .string(order.amountText),
      "createdAt": .string(order.createdAt.description),
    ]
    view.appendIfPresent("completedAt", order.completedAt)
    return view
  }
}

extension PaymentLink {
  /// Zero is how the documentation says that the payer chooses.
  var shownAmount: String { amountType == .userInput ? "0" : amountText }
}

extension Order {
  var completedAt: Timestamp? { status == .completed ? endedAt : nil }
}
