import HTTP

extension Request {
  fileprivate var isForAPI: Bool { path.first == "api" || path == ["health"] }
  /// The controls are the sandbox's own and speak one way in both dialects.
  fileprivate var isForControls: Bool { path.first == "_sandbox" }

  fileprivate var isForPage: Bool {
    let accepts = headers.fields.contains {
      $0.name.lowercased() == "accept" && $0.value.lowercased().contains("text/html")
    }
    return routedMethod == "GET" && accepts && !isForAPI && !isForControls
  }
}

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

  /// The published code routes by method and path at once, so that another method is to it another route.
  func methodNotAllowed(_ request: Request, allowed: [String]) -> HTTPResponse {
    switch self {
    case .open where request.isForAPI: OpenReply.unknownRoute
    case .seed, .open: Reply.methodNotAllowed(request.method, allowed: allowed)
    }
  }

  /// The answer where no route is. People with a browser get a page, unless they ask the API.
  func unknownRoute(_ request: Request) -> HTTPResponse {
    switch self {
    case _ where request.isForPage: Notice(.notFound("Page")).response(to: request)
    case .open where !request.isForControls: OpenReply.unknownRoute
    case .seed, .open: Reply.unknownRoute
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
