package import PayIn

/// Where an embedded sandbox keeps its orders, for `get_status`.
package struct SandboxStorage: Sendable {
  /// The path of the file; nil if orders end with the process.
  package let file: String?
  /// Why there is no file although one was wanted.
  package let warning: LocalizedText?

  package init(file: String?, warning: LocalizedText?) {
    self.file = file
    self.warning = warning
  }
}
