import JSON

/// The words of a refusal, from any of the shapes in use: `error` as a name, as a phrase or as an object, with and
/// without `success`, `code` and `suggestions`.
struct ErrorBody {
  let names: [String]
  let message: String?
  let suggestions: [String]
  /// Nobody but a router says no more than this; a missing resource is named by a code or has `success`.
  let isBare: Bool
  let retryAfterSeconds: Int?

  init(_ envelope: Envelope) {
    let body = envelope.body
    let nested = body["error"]?.object
    names = [body["code"], nested?["code"], nested?["name"], body["error"]].compactMap { $0?.string }
    message = [nested?["message"], body["message"], body["detail"]].compactMap { $0?.string }.first
    suggestions = (body["suggestions"] ?? nested?["suggestions"])?.array?.compactMap(\.string) ?? []
    isBare = body["success"] == nil && body["code"] == nil && nested == nil
    retryAfterSeconds = body["retryAfter"]?.number?.integer
  }

  /// One kind under five names; an old version says it in the text alone.
  var saysPoolIsEmpty: Bool {
    let known = ["ADDRESS_POOL_EXHAUSTED", "NO_AVAILABLE_ADDRESSES", "InsufficientAddresses"]
    if names.contains(where: { known.contains($0) }) { return true }
    let text = ([message] + names).compactMap { $0?.lowercased() }
    return text.contains { $0.contains("no available") && $0.contains("address") }
  }

  /// The kind that a name stands for, where the status alone says too little.
  var namedKind: PayInError.Code? {
    names.lazy.compactMap { Self.kinds[$0] }.first
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
    "RATE_LIMIT_EXCEEDED": .rateLimited,
  ]
}
