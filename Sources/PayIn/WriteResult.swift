/// What a successful write came to.
package struct WriteResult: Sendable {
  package enum Outcome: String, Sendable {
    case created
    /// It had been made before by the same request.
    case replayed
    /// The answer was lost; it was found by looking for it.
    case reconciled
    case done
  }

  package var outcome: Outcome
  /// Nil where the API answered without data.
  package var resource: APIResource?
  package var warnings: [Warning]
  package let requestID: String
}
