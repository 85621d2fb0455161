import Glibc
package import PayIn

/// What the tools work with.
package struct ToolContext: Sendable {
  /// What this program is made of, for `get_status`.
  package struct Versions: Sendable {
    package let server: String
    package let libcurl: String
    package let protocolRevisions: [String]

    package init(server: String, libcurl: String, protocolRevisions: [String]) {
      self.server = server
      self.libcurl = libcurl
      self.protocolRevisions = protocolRevisions
    }
  }

  package let configuration: Configuration
  package let versions: Versions
  /// Seconds since 1970-01-01T00:00:00Z.
  let now: @Sendable () -> Int
  private let makeClient: @Sendable () async throws -> PayInClient

  /// - Parameter client: asked at each call; starts the embedded sandbox at its first use. Not asked while the
  ///   configuration has problems.
  package init(
    configuration: Configuration, versions: Versions, now: @escaping @Sendable () -> Int = { time(nil) },
    client: @escaping @Sendable () async throws -> PayInClient
  ) {
    self.configuration = configuration
    self.versions = versions
    self.now = now
    makeClient = client
  }

  func client(for operation: Operation) async throws(PayInError) -> PayInClient {
    if let problem = configuration.problems.first {
      throw PayInError(.notConfigured, operation, outcome: .notSent, retry: .never, field: problem.variable)
    }
    do {
      return try await makeClient()
    } catch {
      throw PayInError(
        .sandboxUnavailable, operation, outcome: .notSent, retry: .safe, detail: String(describing: error))
    }
  }
}
