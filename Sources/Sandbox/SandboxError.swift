/// Why a sandbox did not start.
package struct SandboxError: Error, Sendable, Equatable {
  package enum Code: String, Sendable {
    /// The file cannot be opened, made or read as a database.
    case databaseUnavailable
    /// The file was written by a newer version of this program.
    case databaseTooNew
    /// The port cannot be had.
    case portUnavailable
  }

  package let code: Code
  package let detail: String

  init(_ code: Code, detail: String) {
    self.code = code
    self.detail = detail
  }
}

extension SandboxError: CustomStringConvertible {
  package var description: String {
    switch code {
    case .databaseUnavailable: "cannot use the sandbox database: \(detail)"
    case .databaseTooNew: "the sandbox database was written by a newer version: \(detail)"
    case .portUnavailable: "cannot listen for the sandbox: \(detail)"
    }
  }
}
