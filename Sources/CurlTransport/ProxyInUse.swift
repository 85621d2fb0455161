internal import CCurl
internal import Glibc
internal import HTTP

/// Finds out from libcurl's log which proxy it goes through.
///
/// libcurl reads the variables itself, `no_proxy` and its patterns among them, and before version 8.7 has no value for
/// the result. The line is spelt the same from 7.88.1 to 8.x; if another version writes it otherwise, the proxy is not
/// named.
struct ProxyInUse {
  /// The variable and the address in it, such as `https_proxy 127.0.0.1:3128`, without user and password.
  private(set) var name: String?

  /// The variables that libcurl reads for an https host; the first that is set counts.
  static let variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]

  /// Whether it is worth reading the log of a request.
  static var isPossible: Bool {
    variables.contains { name in
      getenv(name).map { $0.pointee != 0 } ?? false
    }
  }

  mutating func read(_ line: String) {
    let start = "Uses proxy env variable "
    guard line.hasPrefix(start) else { return }
    let parts = line.dropFirst(start.count).split(separator: " == '", maxSplits: 1)
    guard parts.count == 2, let end = parts[1].lastIndex(of: "'") else { return }
    name = "\(parts[0]) \(Self.authority(of: parts[1][..<end]))"
  }

  /// The text after the last `@`: a password may hold `/`, `?` or `#`, which should be percent-encoded and often are
  /// not, and no part of it may be shown.
  static func authority(of url: Substring) -> Substring {
    let afterScheme = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url
    let place = afterScheme.lastIndex(of: "@").map { afterScheme[afterScheme.index(after: $0)...] } ?? afterScheme
    return place.prefix { !"/?#".contains($0) }
  }
}

extension ProxyInUse {
  /// Names the proxy in a failure before the request left, which may be the proxy's as well as the server's.
  func naming(_ error: HTTPTransportError) -> HTTPTransportError {
    guard let name else { return error }
    return HTTPTransportError(
      error.code, detail: "\(error.detail); through \(name)", mayHaveReachedServer: error.mayHaveReachedServer,
      certificate: error.certificate)
  }

  /// Returns the failure if the proxy is to blame for it, or nil.
  ///
  /// - Parameter status: the answer to CONNECT, 0 if there was none.
  func failure(_ error: CurlError, status: Int) -> HTTPTransportError? {
    let place = name ?? "proxy"
    if status != 0, !(200..<300 ~= status) {
      return HTTPTransportError(
        .proxyFailed, detail: "\(place): HTTP \(status)", mayHaveReachedServer: false, proxyStatus: status)
    }
    switch error.code {
    case CURLE_COULDNT_RESOLVE_PROXY: break
    case CURLE_COULDNT_CONNECT where name != nil: break
    default: return nil
    }
    return HTTPTransportError(.proxyFailed, detail: "\(place): \(error.text)", mayHaveReachedServer: false)
  }
}
