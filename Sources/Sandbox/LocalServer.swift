package import HTTP
import NIOCore
package import SandboxAPI
package import SandboxModel
import Threads

/// An HTTP server on the loopback interface whose requests a closure answers, several at once. Bodies are limited to
/// `Request.maximumBodyBytes`; any host is accepted, because tunnels lead here under names of their own.
package final class LocalServer: Sendable {
  /// The time limit for requests that are running at shutdown.
  private static let shutdownTime = TimeAmount.seconds(5)

  /// `http://127.0.0.1:PORT`
  package let root: String

  private let listener: HTTPListener

  private init(_ listener: HTTPListener) {
    self.listener = listener
    root = HTTPListener.root(port: listener.port)
  }

  /// Starts a server, which serves when the function returns.
  ///
  /// - Parameters:
  ///   - port: zero lets the system choose.
  ///   - respond: called for each request, in a task of its own.
  package static func start(
    port: Int, respond: @escaping @Sendable (Request) async -> HTTPResponse
  ) async throws(SandboxError) -> LocalServer {
    let responder = RequestResponder(
      respond: { request, answer in _ = Task.start { answer(ReplyPlan(response: await respond(request))) } },
      failure: { Dialect.documented.failure($0) })
    do {
      return LocalServer(
        try await HTTPListener.start(port: port, limits: .ofProcess(descriptorsEach: 2), responder))
    } catch {
      throw HTTPListener.wrapped(error, port: port)
    }
  }

  /// Answers running requests, then closes every connection.
  package func shutdown() async {
    await listener.stop(within: Self.shutdownTime)
  }
}
