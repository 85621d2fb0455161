/// How long a client may keep a result, and for whom (2026-07-28, server utilities: caching).
package struct Caching: Sendable, Equatable {
  let milliseconds: Int
  let scope: String

  /// Fixed at start and the same for everybody.
  package static let catalogue = Caching(milliseconds: 3_600_000, scope: "public")

  /// Of the account, and true only now.
  package static let live = Caching(milliseconds: 0, scope: "private")
}
