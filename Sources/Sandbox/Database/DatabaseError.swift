/// What SQLite said, or what it could not say.
struct DatabaseError: Error, Sendable, Equatable {
  /// A result code of SQLite, extended codes included.
  struct Code: RawRepresentable, Sendable, Hashable {
    let rawValue: Int32

    static let busy = Code(rawValue: 5)
    static let corrupt = Code(rawValue: 11)
    static let mismatch = Code(rawValue: 20)
    static let misuse = Code(rawValue: 21)

    /// Without the extension.
    var primary: Code { Code(rawValue: rawValue & 0xff) }
  }

  let code: Code
  let message: String
}
