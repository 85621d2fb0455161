/// The bounds of one exchange.
package struct HTTPLimits: Sendable, Equatable {
  /// Time for name resolution, TCP and TLS together. More than zero.
  package var connectTimeout: Duration
  /// Time for the whole exchange, waiting for a free connection included. More than zero.
  package var totalTimeout: Duration
  /// Largest reply body after decompression, in bytes.
  package var maximumResponseBytes: Int

  package init(
    connectTimeout: Duration = .seconds(10), totalTimeout: Duration = .seconds(30),
    maximumResponseBytes: Int = 16 * 1024 * 1024
  ) {
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
    self.maximumResponseBytes = maximumResponseBytes
  }
}
