import HTTP

extension Dialect {
  /// Of two that match the first counts.
  var routes: [Route] {
    switch self {
    case .seed:
      FurtherRoutes.all + HealthRoutes.all + OrderRoutes.all + DepositRoutes.all + PaymentLinkRoutes.all
        + CheckoutRoutes.all + NotificationRoutes.all + ControlRoutes.all + PageRoutes.all
    case .open: OpenRoutes.all + NotificationRoutes.all + ControlRoutes.all + PageRoutes.all
    }
  }

  func failure(_ error: APIError) -> HTTPResponse {
    switch self {
    case .seed: Reply.failure(error)
    case .open: OpenReply.bare(error)
    }
  }

  func methodNotAllowed(_ method: String, allowed: [HTTPRequest.Method]) -> HTTPResponse {
    switch self {
    case .seed: Reply.methodNotAllowed(method, allowed: allowed)
    case .open: Reply.unknownRoute
    }
  }

  /// An id as callers see it.
  func shown(_ id: String) -> String {
    switch self {
    case .seed: id
    case .open: UUIDForm.of(id)
    }
  }

  /// The id that callers mean. `prefix` is that of the kind of thing they ask for.
  func stored(_ id: String, _ prefix: String) -> String {
    switch self {
    case .seed: id
    case .open: UUIDForm.id(prefix, from: id) ?? id
    }
  }
}
