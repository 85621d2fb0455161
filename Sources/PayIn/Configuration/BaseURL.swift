/// The address of the API: scheme, host, port and an optional path before `/api/v1`.
package struct BaseURL: Sendable, Equatable {
  /// Why a text is no usable base URL. Does not contain the text, which may have a password.
  package enum ValidationError: Error, Sendable, Equatable {
    case notAURL
    case notHTTPS
    case userInfo
    case queryOrFragment
    case path
    case port
  }

  /// The host in lower case, with the port if one was given.
  package let host: String
  package let isLoopback: Bool
  /// Scheme, host and what stands before `/api/v1`, without a final slash. `/health` hangs from it.
  package let root: String

  package var api: String { "\(root)/api/v1" }

  /// Accepts the address with and without `/api/v1`, because guides and other programs of the vendor disagree.
  package init(_ text: String) throws(ValidationError) {
    let parts = try Parts(text)
    isLoopback = parts.isLoopback
    guard parts.scheme == "https" || isLoopback else { throw .notHTTPS }
    host = parts.name + parts.port
    root = "\(parts.scheme)://\(host)\(parts.pathBeforeAPI)"
  }

  /// The host without its port.
  var hostName: Substring {
    guard let end = host.lastIndex(of: "]") else { return host.prefix { $0 != ":" } }
    return host[...end]
  }
}
