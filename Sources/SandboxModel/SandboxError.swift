import Glibc
package import Threads

/// The reason for which a sandbox did not start.
package struct SandboxError: Error, Sendable, Equatable {
  package enum Code: String, Sendable {
    /// The file cannot be opened, made or read as a database.
    case databaseUnavailable
    /// The process's limit on file descriptors is too low.
    case tooFewDescriptors
    /// The file was written by a newer version of this program.
    case databaseTooNew
    /// The port cannot be bound.
    case portUnavailable
    /// The system allows no more threads, or no more descriptors.
    case noResources
  }

  package let code: Code
  package let detail: String
  /// Whether the system refused access to the path. A file there that is not a sandbox is a different case.
  package let isPathUnusable: Bool

  package init(_ code: Code, detail: String, isPathUnusable: Bool = false) {
    self.code = code
    self.detail = detail
    self.isPathUnusable = isPathUnusable
  }

  package init(_ error: ThreadError) {
    self.init(.noResources, detail: "no further thread (\(String(cString: strerror(error.number))))")
  }
}

extension SandboxError: CustomStringConvertible {
  /// One line for people, safe to print whatever the path contains.
  package var description: String {
    DisplayedText.sanitize("\(sentence): \(detail)")
  }

  private var sentence: String {
    switch code {
    case .databaseUnavailable: "cannot use the sandbox database"
    case .databaseTooNew: "the sandbox database was written by a newer version"
    case .portUnavailable: "cannot listen for the sandbox"
    case .noResources: "the system's limits are too low for the sandbox"
    case .tooFewDescriptors: "the sandbox needs more file descriptors"
    }
  }
}
