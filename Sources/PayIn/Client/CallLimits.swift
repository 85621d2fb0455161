import HTTP

/// The bounds of calls.
package struct CallLimits: Sendable, Equatable {
  package var connectTimeout = Duration.seconds(10)
  package var timeout = Duration.seconds(30)
  /// For lists, which take the API longer.
  package var listTimeout = Duration.seconds(60)
  package var maximumResponseBytes = 16 * 1024 * 1024
  /// Nil for a server that has none.
  package var rates: RateLimits?
  /// Of one order or payment link, in whole tokens of whichever currency.
  package var maximumAmount: Amount?
  package var ordersPerHour: Int?

  package init() {}

  /// For all attempts together.
  func total(for kind: Operation.Kind) -> Duration {
    kind == .list ? listTimeout : timeout
  }

  func http(for attempt: Duration) -> HTTPLimits {
    HTTPLimits(
      connectTimeout: min(connectTimeout, attempt), totalTimeout: attempt,
      maximumResponseBytes: maximumResponseBytes)
  }
}
