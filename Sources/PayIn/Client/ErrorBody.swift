import JSON

/// The texts of a refusal, from any of the forms in use: `error` as a name, as a phrase or as an object, with and
/// without `success`, `code` and `suggestions`.
struct ErrorBody {
  let names: [String]
  let message: String?
  /// The message in Chinese, which only the sandbox's controls send.
  let chinese: String?
  let suggestions: [String]
  /// Whether a router answered that there is no such route. The published code's router sends `error` alone, while a
  /// missing resource has a code or `success`; in the documented envelope only the message differs.
  let isOfMissingEndpoint: Bool
  let retryAfterSeconds: Int?

  init(_ envelope: Envelope) {
    let body = envelope.body
    let nested = body["error"]?.object
    names = [body["code"], nested?["code"], nested?["name"], body["error"]].compactMap { $0?.string }
    message = [nested?["message"], body["message"], body["detail"]].compactMap { $0?.string }.first
    chinese = body["messageZh"]?.string
    suggestions = (body["suggestions"] ?? nested?["suggestions"])?.array?.compactMap(\.string) ?? []
    let isBare = body["success"] == nil && body["code"] == nil && nested == nil
    isOfMissingEndpoint = isBare || ["endpoint not found", "route not found"].contains(message?.lowercased())
    retryAfterSeconds = body["retryAfter"]?.number?.integer
  }

  /// The kind of the refusal, where the status alone says too little: by its code, then its name, then its text.
  func kind(_ operation: Operation, _ status: Int) -> PayInError.Code? {
    if let named = names.lazy.compactMap({ Self.kinds[$0] }).first { return named }
    if says("no available", "address") { return .addressPoolEmpty }
    return status == 500 ? mistake(operation) : nil
  }

  /// Mistakes of the caller that the published code finds late and answers as if they were its own.
  private func mistake(_ operation: Operation) -> PayInError.Code? {
    switch operation {
    case .createOrder:
      // Before it creates anything it looks up the token and then its chain, and lists those it has.
      let isUnknown = says("not enabled") || says("not available on") || says("not supported")
      return isUnknown && (says("token") || says("chain")) ? .rejected : nil
    case _ where operation.isOfOneLink, .paymentLinkStatistics:
      return says("link not found") || says("invalid input syntax", "uuid") ? .notFound : nil
    case .unbindDepositAddress:
      return says("not found") || says("not bound") ? .notFound : nil
    default:
      return nil
    }
  }

  /// Whether one text has all of these parts.
  private func says(_ parts: String...) -> Bool {
    ([message] + names).compactMap { $0?.lowercased() }.contains { text in parts.allSatisfy(text.contains) }
  }

  private static let kinds: [String: PayInError.Code] = [
    "ValidationError": .rejected,
    "ORDER_VALIDATION_FAILED": .rejected,
    "ORDER_AMOUNT_FORMAT_INVALID": .rejected,
    "ORDER_ID_INVALID": .rejected,
    "DEPOSIT_VALIDATION_FAILED": .rejected,
    "DEPOSIT_PROTOCOL_UNSUPPORTED": .rejected,
    "DEPOSIT_UNBIND_INVALID_PAYLOAD": .rejected,
    "INVALID_AMOUNT": .rejected,
    "INVALID_CHAIN": .rejected,
    "INVALID_CURRENCY": .rejected,
    "CLOUD_ROUTE_BAD_REQUEST": .rejected,
    "Unauthorized": .unauthorized,
    "AuthenticationError": .unauthorized,
    "INVALID_API_KEY": .unauthorized,
    "ORGANIZATION_CONTEXT_REQUIRED": .unauthorized,
    "CLOUD_ROUTE_UNAUTHORIZED": .unauthorized,
    "INSUFFICIENT_PERMISSIONS": .forbidden,
    "ORDER_SERVICE_DISABLED": .forbidden,
    "CLOUD_ROUTE_FORBIDDEN": .forbidden,
    "NotFound": .notFound,
    "ResourceNotFoundError": .notFound,
    "RESOURCE_NOT_FOUND": .notFound,
    "ORDER_NOT_FOUND": .notFound,
    "DEPOSIT_ADDRESS_NOT_FOUND": .notFound,
    "CLOUD_ROUTE_NOT_FOUND": .notFound,
    "DUPLICATE_ORDER_REFERENCE": .conflict,
    "DUPLICATE_DEPOSIT_REFERENCE": .conflict,
    "ADDRESS_POOL_EXHAUSTED": .addressPoolEmpty,
    "NO_AVAILABLE_ADDRESSES": .addressPoolEmpty,
    "InsufficientAddresses": .addressPoolEmpty,
    "ORDER_EXPIRED": .rejected,
    "ORDER_ALREADY_PAID": .rejected,
    "RATE_LIMIT_EXCEEDED": .rateLimited,
  ]
}
