package import HTTP

/// The bounds of calls.
package struct CallLimits: Sendable, Equatable {
  package var connectTimeout = Duration.seconds(10)
  package var timeout = Duration.seconds(30)
  /// For lists, which take the API longer.
  package var listTimeout = Duration.seconds(60)
  package var maximumResponseBytes = 16 * 1024 * 1024

  package init() {}

  package func http(for kind: Operation.Kind) -> HTTPLimits {
    HTTPLimits(
      connectTimeout: connectTimeout, totalTimeout: kind == .list ? listTimeout : timeout,
      maximumResponseBytes: maximumResponseBytes)
  }
}
