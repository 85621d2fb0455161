import HTTP

/// The limits of calls.
package struct CallLimits: Sendable, Equatable {
  package var connectTimeout: Duration
  package var timeout: Duration
  /// The timeout of lists, which take the API longer.
  package var listTimeout: Duration
  package var maximumResponseBytes: Int
  /// The calls per minute, or nil without limits.
  package var rates: RateLimits?
  /// The largest amount of one order or payment link, in whole tokens of whichever currency.
  package var maximumAmount: Amount?
  package var ordersPerHour: Int?

  /// The defaults of the settings, for a server without rate limits.
  package init() {
    var reader = ConfigurationReader(SettingValues(environment: [:]))
    self.init(&reader, isLocal: true)
  }

  /// - Parameter isLocal: whether the server runs on this machine, where the rate limits of the service do not apply.
  init(_ reader: inout ConfigurationReader, isLocal: Bool) {
    connectTimeout = reader.seconds(.connectTimeout)
    timeout = reader.seconds(.timeout)
    listTimeout = reader.seconds(.listTimeout)
    maximumResponseBytes = reader.count(.maximumResponseBytes)
    rates = reader.rates(.rateLimit, usesDefault: !isLocal)
    maximumAmount = reader.amount(.maximumAmount)
    ordersPerHour = reader.limit(.maximumOrdersPerHour)
  }

  /// The time for all attempts of one call together.
  func total(for kind: Operation.Kind) -> Duration {
    kind == .list ? listTimeout : timeout
  }

  func http(for attempt: Duration) -> HTTPLimits {
    HTTPLimits(
      connectTimeout: min(connectTimeout, attempt), totalTimeout: attempt,
      maximumResponseBytes: maximumResponseBytes)
  }
}
