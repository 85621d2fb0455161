package import HTTP
package import SandboxModel

/// The form in which the API's requests and replies are written: paths, names, envelopes and errors. The state behind them
/// is the same in both.
package enum Dialect: String, Sendable, CaseIterable {
  /// The form of the API's documentation.
  case documented
  /// The form in which the service's published code answers, which differs from the documentation.
  case published

  /// Accepts the raw values, and the names that the dialects had before: `seed` and `open`.
  package init?(name: String) {
    switch name {
    case "seed": self = .documented
    case "open": self = .published
    default: self.init(rawValue: name)
    }
  }

  /// The signature of webhooks unless another one is configured.
  package var signatureScheme: SignatureScheme {
    switch self {
    case .documented: .hex
    case .published: .timestamped
    }
  }
}

// MARK: Routes

extension Dialect {
  /// The routes of the API and of the controls. Of two that match a request the first one counts: some paths of the
  /// documented form would else be taken for ids.
  package var routes: [Route] {
    let common = EndpointRoutes.all + DeliveryLogRoutes.all + IdentityRoutes.all + ControlRoutes.all
    return self == .documented ? documentedRoutes + common : publishedRoutes + common
  }

  private var documentedRoutes: [Route] {
    [
      TransferRoutes.all, AssetRoutes.all, AddressPoolRoutes.all, HealthRoutes.documented, OrderRoutes.all,
      DepositRoutes.all, DocumentedPaymentLinkRoutes.all, CheckoutRoutes.all,
    ].flatMap(\.self)
  }

  private var publishedRoutes: [Route] {
    [
      HealthRoutes.published, PublishedOrderRoutes.all, PublishedDepositRoutes.all, PublishedTransferRoutes.all,
      PublishedPaymentLinkRoutes.all, PublishedCheckoutRoutes.all, PublishedAssetRoutes.all,
      PublishedAddressPoolRoutes.all,
    ].flatMap(\.self)
  }
}

// MARK: Failures

extension Dialect {
  package func failure(_ error: APIError) -> HTTPResponse {
    switch self {
    case .documented: Reply.failure(error)
    case .published: PublishedReply.bare(error)
    }
  }

  /// The published code routes by method and path at once, so that another method is another route to it.
  func methodNotAllowed(_ request: Request, allowed: [String]) -> HTTPResponse {
    switch self {
    case .published where request.isForAPI: PublishedReply.unknownRoute
    case .documented, .published: Reply.methodNotAllowed(request.method, allowed: allowed)
    }
  }

  /// The reply where no route is. The controls are the sandbox's own and have one form in both dialects.
  func unknownRoute(_ request: Request) -> HTTPResponse {
    switch self {
    case .published where !request.isForControls: PublishedReply.unknownRoute
    case .documented, .published: Reply.unknownRoute
    }
  }
}

extension Request {
  var isForAPI: Bool { path.first == "api" || path == ["health"] }

  var isForControls: Bool { path.first == "_sandbox" }
}

// MARK: Ids

extension Dialect {
  /// An id as callers see it.
  package func shown(_ id: String) -> String {
    switch self {
    case .documented: id
    case .published: UUIDForm.of(id)
    }
  }

  /// The stored form of an id that a caller gave.
  /// - Parameter prefix: the prefix of the kind of resource that the caller asks for.
  func stored(_ id: String, _ prefix: String) -> String {
    switch self {
    case .documented: id
    case .published: UUIDForm.id(prefix, from: id) ?? id
    }
  }
}

/// Ids of the sandbox in the form in which the service's code gives and demands them: UUIDs of version 4.
///
/// The 16 hexadecimal digits of an id come first, and its digits once more fill up the rest.
package enum UUIDForm {
  private static let pattern = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"

  /// `id` ends in 16 hexadecimal digits.
  package static func of(_ id: String) -> String {
    let digits = id.suffix(16)
    var rest = (digits + digits)[...]
    return String(pattern.map { $0 == "x" ? rest.removeFirst() : $0 })
  }

  /// Returns nil if the UUID stands for no id.
  package static func id(_ prefix: String, from uuid: String) -> String? {
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
