import SandboxModel

extension SandboxService {
  /// Keeps the port in the file, so that the next start takes it again.
  package func keep(port: Int) throws {
    try transact(.writing) { try StoredAddress.keep(port: port, in: $0.store.database) }
  }
}
