/// What can stand in an argument of a prompt, or in a place of a resource template.
package struct CompletionCatalogue: Sendable {
  package enum Subject: Sendable, Hashable {
    /// By its name.
    case prompt(String)
    /// By its template.
    case resource(String)
  }

  /// All candidates in the order of their usefulness. The session keeps those that begin with what is typed.
  ///
  /// - Parameter context: the other arguments as they are filled in so far.
  package typealias Candidates = @Sendable (_ context: [String: String]) -> [String]

  private let candidates: [Subject: [String: Candidates]]

  /// Subjects and arguments that are not here but exist have no suggestions.
  package init(_ candidates: [Subject: [String: Candidates]]) {
    self.candidates = candidates
  }

  package subscript(subject: Subject, argument: String) -> Candidates? {
    candidates[subject]?[argument]
  }
}
