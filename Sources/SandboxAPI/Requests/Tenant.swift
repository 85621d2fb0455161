import Digest
import Formats
import HTTP
import SandboxModel

/// The owner of the data that a request may see. Each API key has its own; the key itself is never stored.
struct Tenant: Sendable, Equatable {
  private static let readOnlyPrefix = "pk_readonly_"

  /// The owner of the key that the embedded sandbox's client and the documentation use.
  static let standard = Tenant(owner: SandboxKeys.full, isReadOnly: false)

  let id: String
  let isReadOnly: Bool

  private init(owner: String, isReadOnly: Bool) {
    self.isReadOnly = isReadOnly
    id = Hexadecimal.encode(SHA256.hash(owner.utf8).prefix(16))
  }

  /// Accepts any key that starts with `pk_`, except `pk_bad`. `pk_readonly_x` reads the data of `pk_x`.
  init(_ headers: HTTPHeaders) throws(APIError) {
    guard let header = headers["Authorization"], header.prefix(7).lowercased() == "bearer " else { throw .invalidKey }
    let key = header.dropFirst(7)
    guard key.hasPrefix("pk_"), key.count > 3, !key.hasPrefix("pk_bad") else { throw .invalidKey }
    let owner = key.hasPrefix(Self.readOnlyPrefix) ? "pk_" + key.dropFirst(Self.readOnlyPrefix.count) : String(key)
    self.init(owner: owner, isReadOnly: key.hasPrefix("pk_readonly"))
  }
}

extension Route.Access {
  /// Checks the request's key or control token.
  /// - Returns: the owner of the key; nil if none is needed.
  func authorise(_ request: Request, controlToken: String) throws(APIError) -> Tenant? {
    switch self {
    case .anonymous, .anonymousRead, .anonymousWrite, .page:
      return nil
    case .read:
      return try Tenant(request.headers)
    case .write:
      let tenant = try Tenant(request.headers)
      guard !tenant.isReadOnly else { throw .readOnlyKey }
      return tenant
    case .control:
      guard request.headers["X-Sandbox-Token"] == controlToken else { throw .wrongControlToken }
      return request.headers["Authorization"] == nil ? nil : try Tenant(request.headers)
    }
  }
}
