/// Why a pattern is not one of ours.
package struct PatternError: Error, Equatable, Sendable {
  package enum Code: String, Sendable {
    /// Valid elsewhere, but not a true regular expression or not the same everywhere.
    case unsupported
    case malformed
    /// More than `Pattern.maximumSize` steps, counted repetitions written out.
    case tooLarge
  }

  package let code: Code
  /// Unicode scalars from the start of the pattern.
  package let offset: Int
}
