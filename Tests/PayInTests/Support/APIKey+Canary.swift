import PayIn

extension APIKey {
  /// The key that must never turn up anywhere but in the `Authorization` header.
  static let canary = "pk_canary0123456789abcdef"
}
