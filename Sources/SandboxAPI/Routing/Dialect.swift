import HTTP

/// How the sandbox speaks: paths, names, envelopes and errors. What it tells of is the same, whatever the words.
package enum Dialect: String, Sendable, CaseIterable {
  /// As the API is documented.
  case seed
  /// As the service's published code answers, which is not what the documentation says.
  case open
}

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

/// Ids of the sandbox in the form in which the service's code gives and demands them: UUIDs of version 4.
///
/// The 16 hexadecimal digits of an id come first, and its digits once more fill up the rest.
enum UUIDForm {
  private static let pattern = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"

  /// `id` ends in 16 hexadecimal digits.
  static func of(_ id: String) -> String {
    let digits = id.suffix(16)
    var rest = (digits + digits)[...]
    return String(pattern.map { $0 == "x" ? rest.removeFirst() : $0 })
  }

  /// Nil if the UUID stands for no id.
  static func id(_ prefix: String, from uuid: String) -> String? {
    let uuid = uuid.lowercased()
    guard isWellFormed(uuid) else { return nil }
    let digits = zip(pattern, uuid).filter { $0.0 == "x" }.map(\.1).prefix(16)
    let id = "\(prefix)_\(String(digits))"
    return of(id) == uuid ? id : nil
  }

  /// Any UUID, in either case.
  static func isWellFormed(_ text: String) -> Bool {
    text.utf8.count == pattern.utf8.count
      && zip(pattern, text).allSatisfy { $0 == "-" ? $1 == "-" : $1.isASCII && $1.isHexDigit }
  }
}
