import Glibc
package import Threads

/// Why a sandbox did not start.
package struct SandboxError: Error, Sendable, Equatable {
  package enum Code: String, Sendable {
    /// The file cannot be opened, made or read as a database.
    case databaseUnavailable
    /// The process may not have enough descriptors open.
    case tooFewDescriptors
    /// The file was written by a newer version of this program.
    case databaseTooNew
    /// The port cannot be had.
    case portUnavailable
    /// The system allows no more threads, or no more descriptors.
    case noResources
  }

  package let code: Code
  package let detail: String
  /// Whether the system refused the place. What is found there, such as a file that is not a sandbox, is another matter.
  package let isOfPlace: Bool

  package init(_ code: Code, detail: String, isOfPlace: Bool = false) {
    self.code = code
    self.detail = detail
    self.isOfPlace = isOfPlace
  }

  package init(_ error: ThreadError) {
    self.init(.noResources, detail: "no further thread (\(String(cString: strerror(error.number))))")
  }
}

extension SandboxError: CustomStringConvertible {
  /// One line for people, whatever the path of the file holds.
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
