/// Verifies the signature and the age of webhooks.
package struct WebhookVerifier: Sendable {
  /// The tolerance of PayIn's own code in seconds.
  package static let defaultTolerance = 300

  let secret: WebhookSecret
  let tolerance: Int

  /// - Parameter tolerance: seconds that a signature may be old, or ahead of this machine's clock.
  package init(_ secret: WebhookSecret, tolerance: Int = defaultTolerance) {
    self.secret = secret
    self.tolerance = tolerance
  }

  /// - Parameters:
  ///   - body: the bytes as received; no other text of the same JSON will do.
  ///   - header: the value of the signature header.
  ///   - now: seconds since 1970-01-01T00:00:00Z.
  package func verdict(on body: [UInt8], _ header: String, now: Int) -> WebhookVerdict {
    guard !header.allSatisfy(\.isWhitespace) else { return WebhookVerdict(.emptySignature) }
    do throws(WebhookSignature.Malformation) {
      let signature = try WebhookSignature(header)
      let age = signature.stamp.map { now - $0.seconds }
      return WebhookVerdict(failure(body, signature, age), scheme: signature.scheme, ageSeconds: age)
    } catch {
      return WebhookVerdict(.malformedHeader(error))
    }
  }

  /// The reason to reject the webhook, or nil. The code is verified first: without it the age proves nothing.
  private func failure(_ body: [UInt8], _ signature: WebhookSignature, _ age: Int?) -> WebhookVerdict.Failure? {
    if body.isEmpty { return .emptyBody }
    guard signature.isCode(of: body, secret) else {
      let original = OriginalBody.guesses(from: body).first { signature.isCode(of: $0.bytes, secret) }
      return original.map { .bodyReserialised($0.change) } ?? .wrongSecret
    }
    guard let age else { return nil }
    if signature.stamp?.isInMilliseconds == true { return .timestampInMilliseconds }
    if age > tolerance { return .stale(tolerance: tolerance) }
    return age < -tolerance ? .fromTheFuture(tolerance: tolerance) : nil
  }
}
