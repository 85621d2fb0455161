package import HTTP

/// HTTP by libcurl, with connections kept and reused.
///
/// Redirects, cookies, credentials from URLs or netrc are not followed or kept; TLS is always verified. Proxy variables
/// count except for loopback hosts. A request is sent at most once, a write on a connection of its own.
package final class CurlTransport: HTTPTransport {
  /// As libcurl names itself and its libraries, for status output.
  package static var curlVersion: String { CurlLibrary.version }

  private let configuration: CurlConfiguration
  private let thread: CurlThread

  /// Starts nothing; the first `send` starts the thread.
  package init(_ configuration: CurlConfiguration = CurlConfiguration()) {
    self.configuration = configuration
    thread = CurlThread(configuration: configuration)
  }

  deinit {
    shutdown()
  }

  package func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    let call = try Call(request, userAgent: configuration.userAgent)
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { thread.submit(Submission(call, $0)) }
    } onCancel: {
      call.markCancelled()
      thread.cancel(call)
    }
    return try outcome.get()
  }

  /// Fails all waiting and running requests, and all later ones, with `closed`; blocks for the moment this takes.
  package func shutdown() {
    thread.stop()
  }
}
