/// The sandbox takes any key and keeps what each has made apart. These are known to everybody: they protect play money
/// only. The embedded sandbox and the command use the same, so that they see each other's orders.
enum SandboxKeys {
  static let full = "pk_test_embedded_sandbox"
  /// Sees what the other has made.
  static let readOnly = "pk_readonly_test_embedded_sandbox"
}
