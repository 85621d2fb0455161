import PayIn

extension WebhookSecret {
  /// The secret that must never turn up anywhere.
  static let canary = "whsec_canary0123456789"
}
