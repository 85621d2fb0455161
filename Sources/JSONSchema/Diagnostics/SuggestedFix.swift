/// What to do about a violation.
package enum SuggestedFix: Sendable, Equatable {
  case add
  case replace
  /// Or replace it.
  case leaveOut
  /// One of the choices; the nearest if one is near.
  case choose(suggestion: String?)
  /// A property, to this name.
  case rename(String)
  case remove
  case increase(to: String, Expectation.Unit)
  case decrease(to: String, Expectation.Unit)
}
