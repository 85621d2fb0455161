/// What all requests of one transport have in common.
package struct CurlConfiguration: Sendable, Equatable {
  /// Requests in flight, and connections, for one scheme, host and port. Further requests wait in order of arrival.
  /// At least 1.
  package var maximumConnectionsPerHost: Int
  /// What a connection takes of this process's descriptors: two if the server is in it too. Where the system allows
  /// fewer, there are fewer connections.
  package var descriptorsPerConnection: Int
  /// Path of a PEM file with the certificate authorities to trust; it replaces the system's.
  package var caBundle: String?
  /// Sent with every request that does not name its own.
  package var userAgent: String

  package init(
    maximumConnectionsPerHost: Int = 50, descriptorsPerConnection: Int = 1, caBundle: String? = nil,
    userAgent: String = "payin-mcp"
  ) {
    self.maximumConnectionsPerHost = max(1, maximumConnectionsPerHost)
    self.descriptorsPerConnection = max(1, descriptorsPerConnection)
    self.caBundle = caBundle
    self.userAgent = userAgent
  }
}
