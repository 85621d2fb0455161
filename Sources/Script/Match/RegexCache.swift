import Synchronization

/// The regular expressions that were used last. Making one takes 30 µs, and scripts use few of them often.
enum RegexCache {
  /// An expression is taken out while it is used, so one thread at a time has it.
  private struct Compiled: @unchecked Sendable {
    let regex: Regex<AnyRegexOutput>
  }

  private static let maximumCount = 256
  /// The keys are bytes: texts compare as equal that differ as expressions.
  private static let unused = Mutex<[[UInt8]: Compiled]>([:])

  /// Whether the text is a regular expression.
  static func isExpression(_ text: String) -> Bool {
    guard let compiled = take(text) else { return false }
    putBack(compiled, text)
    return true
  }

  /// Whether some part of the string fits the expression, compared by Unicode scalars.
  static func isMatching(_ text: String, _ string: String) -> Bool {
    guard let compiled = take(text) else { return false }
    defer { putBack(compiled, text) }
    return (try? compiled.regex.firstMatch(in: string)) != nil
  }

  private static func take(_ text: String) -> Compiled? {
    if let compiled = unused.withLock({ $0.removeValue(forKey: Array(text.utf8)) }) { return compiled }
    let regex = try? Regex<AnyRegexOutput>(text).matchingSemantics(.unicodeScalar)
    return regex.map { Compiled(regex: $0) }
  }

  private static func putBack(_ compiled: Compiled, _ text: String) {
    unused.withLock {
      if $0.count >= maximumCount { $0 = [:] }
      $0[Array(text.utf8)] = compiled
    }
  }
}
