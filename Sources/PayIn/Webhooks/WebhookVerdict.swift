/// Whether a webhook is to be believed, and if not, why.
package struct WebhookVerdict: Sendable, Equatable {
  package enum Failure: Sendable, Equatable {
    case emptySignature
    case emptyBody
    case malformedHeader(WebhookSignature.Malformation)
    /// Another secret, or a body that was changed: nobody can tell these apart.
    case wrongSecret
    /// The secret is right, but for another text of the same JSON.
    case bodyReserialised(OriginalBody.Change)
    /// Older than the tolerance in seconds.
    case stale(tolerance: Int)
    case fromTheFuture(tolerance: Int)
    case timestampInMilliseconds
  }

  /// Nil if it is valid.
  package let failure: Failure?
  /// Nil if the header cannot be read.
  package let scheme: WebhookSignature.Scheme?
  /// Seconds since it was signed, below 0 if this machine's clock is behind. Nil where the scheme has no time.
  package let ageSeconds: Int?

  init(_ failure: Failure?, scheme: WebhookSignature.Scheme? = nil, ageSeconds: Int? = nil) {
    self.failure = failure
    self.scheme = scheme
    self.ageSeconds = ageSeconds
  }

  package var isValid: Bool { failure == nil }

  /// Whether the holder of the secret signed exactly this body, though perhaps not now.
  package var isAuthentic: Bool {
    switch failure {
    case nil, .stale, .fromTheFuture, .timestampInMilliseconds: true
    default: false
    }
  }
}
