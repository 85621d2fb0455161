internal import Glibc

/// What libcurl takes from the machine it runs on.
extension CurlTransport {
  /// The file of certificate authorities that is used where none is configured; nil if libcurl was built without one.
  package static var systemBundle: String? { CertificateAuthorities.file }

  /// The proxy variables that calls to https hosts go by, such as `https_proxy 127.0.0.1:3128`, without user and
  /// password. libcurl prefers the first.
  package static var proxyVariables: [String] {
    ProxyInUse.variables.compactMap { name in
      guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
      return "\(name) \(ProxyInUse.authority(of: value[...]))"
    }
  }
}
