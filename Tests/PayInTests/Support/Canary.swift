import PayIn

extension APIKey {
  /// The key that must never turn up anywhere but in the `Authorization` header.
  static let canary = "pk_canary0123456789abcdef"
}

extension WebhookSecret {
  /// The secret that must never turn up anywhere.
  static let canary = "whsec_canary0123456789"
}
