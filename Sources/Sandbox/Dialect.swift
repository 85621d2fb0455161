/// How the sandbox speaks: paths, names, envelopes and errors. What it tells of is the same, whatever the words.
package enum Dialect: String, Sendable, CaseIterable {
  /// As the API is documented.
  case seed
  /// As the service's published code answers, which is not what the documentation says.
  case open
}
