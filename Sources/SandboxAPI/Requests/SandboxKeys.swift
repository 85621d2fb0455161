/// The keys that the embedded sandbox and the command use, so that they see each other's orders. They are published: they
/// protect play money only. The sandbox accepts any other key too and keeps the orders of each key apart.
package enum SandboxKeys {
  package static let full = "pk_test_embedded_sandbox"
  /// Reads the orders of the full key.
  package static let readOnly = "pk_readonly_test_embedded_sandbox"
}
