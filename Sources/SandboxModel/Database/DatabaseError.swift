/// A failure reported by SQLite, or found in what it returned.
package struct DatabaseError: Error, Sendable, Equatable {
  /// A result code of SQLite, possibly an extended one.
  struct Code: RawRepresentable, Sendable, Hashable {
    let rawValue: Int32

    static let busy = Code(rawValue: 5)
    static let readOnly = Code(rawValue: 8)
    static let inputOutput = Code(rawValue: 10)
    static let corrupt = Code(rawValue: 11)
    static let full = Code(rawValue: 13)
    static let cannotOpen = Code(rawValue: 14)
    static let mismatch = Code(rawValue: 20)
    static let misuse = Code(rawValue: 21)

    /// The code without its extension.
    var primary: Code { Code(rawValue: rawValue & 0xff) }
  }

  let code: Code
  package let message: String

  /// Whether another process holds the database for too long.
  package var isBusy: Bool { code.primary == .busy }

  /// Whether the file could not be written: it is read-only or missing, or the disk is full or broken.
  package var isPathUnusable: Bool {
    [.readOnly, .inputOutput, .full, .cannotOpen].contains(code.primary)
  }
}
