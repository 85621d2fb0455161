/// How an API speaks: its paths, names, envelopes and errors. What it tells of is the same.
package enum APIDialect: String, Sendable, CaseIterable {
  /// Not known yet: what the API answers will show it.
  case auto
  /// As the API is documented.
  case documented
  /// As the vendor's published code answers, which is not what the documentation says.
  case published
}
