import JSON
import SandboxModel

extension RequestContext {
  /// The reply to a new order. It lacks the reference, and gives the end of the grace period as the expiry.
  func publishedCreation(of order: Order) -> JSONObject {
    [
      "orderId": .string(UUIDForm.of(order.id)), "paymentAddress": .string(order.address),
      "amount": .string(order.amountText), "currency": .string(order.currency), "chainId": .string(order.chainId),
      "status": .string(order.status.rawValue), "expiresAt": .string(order.graceEndsAt.description),
      "qrCode": .string(order.address), "deepLink": .string("payin:\(order.address)"),
      "url": .string(publishedURL(of: order)),
    ]
  }

  /// The columns of the order's row, which has no transaction.
  func publishedRow(of order: Order) throws -> JSONObject {
    let received = try store.transfers.received(orderId: order.id)
    var row: JSONObject = [
      "id": .string(UUIDForm.of(order.id)), "organization_id": .string(publishedOrganization(order.tenant)),
      "order_reference": .string(order.reference), "amount": .string(try TokenAmount(order.amountText).column),
      "token": .string(order.currency), "chain": .string(order.chainId), "address": .string(order.address),
      "required_confirmations": .number(JSONNumber(order.requiredConfirmations)),
      "status": .string(order.status.rawValue), "created_at": .string(order.createdAt.description),
      "payment_window_ends_at": .string(order.windowEndsAt.description),
      "grace_period_ends_at": .string(order.graceEndsAt.description),
      "payment_window_minutes": .number(JSONNumber(order.terms.windowMinutes)),
      "grace_period_minutes": .number(JSONNumber(order.terms.graceMinutes)),
    ]
    row.append("first_transfer_detected_at", column: received.firstDetectedAt)
    row.append("completed_at", column: order.completedAt)
    row.append("updated_at", column: order.endedAt ?? order.createdAt)
    row.append("confirmed_received", .string(received.confirmed.column))
    row.append("metadata", .object(try publishedMetadata(of: order)))
    row.append("success_url", column: order.successUrl)
    row.append("cancel_url", column: order.cancelUrl)
    row.append("url", .string(publishedURL(of: order)))
    return row
  }

  /// The progress of the payment, the only reply with progress and transaction together.
  func publishedStatus(of order: Order) throws -> JSONObject {
    let received = try store.transfers.received(orderId: order.id)
    let required = try TokenAmount(order.amountText)
    let isPaid = received.confirmed >= required
    var view: JSONObject = [
      "orderId": .string(UUIDForm.of(order.id)), "orderReference": .string(order.reference),
      "status": .string(order.status.rawValue), "amount": .string(required.column), "token": .string(order.currency),
      "chain": .string(order.chainId), "address": .string(order.address),
      "requiredConfirmations": .number(JSONNumber(order.requiredConfirmations)),
      "currentConfirmations": .number(JSONNumber(received.lastConfirmations)),
    ]
    view.append("transactionHash", column: order.transactionHash ?? received.lastTransactionHash)
    view.append("transferStatus", column: received.status)
    view.append("confirmedReceived", .string(received.confirmed.column))
    view.append("completedAt", column: order.completedAt)
    view.append("createdAt", .string(order.createdAt.description))
    view.append("requiredAmount", .string(required.column))
    view.append("receivedAmount", .string(received.detected.column))
    view.append("remainingAmount", .string(required.remaining(after: received.confirmed).column))
    view.append("paymentProgress", .number(JSONNumber(received.confirmed.percent(of: required))))
    view.append("isPartiallyPaid", .bool(!isPaid && received.confirmed > .zero))
    view.append("isFullyPaid", .bool(isPaid))
    view.append("transferCount", .number(JSONNumber(received.count)))
    view.append("redirect_url", column: order.status == .completed ? order.successUrl : nil)
    return view
  }

  func publishedOrganization(_ tenant: String) -> String {
    UUIDForm.of(String(tenant.prefix(16)))
  }

  private func publishedURL(of order: Order) -> String {
    "\(request.root)/pay/order/\(UUIDForm.of(order.id))"
  }

  /// The merchant's metadata, with the members that the service adds.
  private func publishedMetadata(of order: Order) throws -> JSONObject {
    var metadata = try order.metadata.map { try JSONParser.parse($0).object ?? [:] } ?? [:]
    metadata["user_id"] = .string(publishedOrganization(order.tenant))
    metadata["chainId"] = .string(order.chainId)
    metadata["contractAddress"] = Chain.find(order.chainId)?.contract(of: order.currency).map(JSONValue.string)
    return metadata
  }
}
