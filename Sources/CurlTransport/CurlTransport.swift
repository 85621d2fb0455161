internal import CCurl
package import HTTP

/// Sends HTTP requests by libcurl, with connections kept and reused.
///
/// Redirects, cookies, credentials from URLs or netrc are not followed or kept; TLS is always verified. Proxy variables
/// count except for loopback hosts. A request is sent at most once, a write on a connection of its own.
package final class CurlTransport: HTTPTransport {
  /// The version of libcurl and of its libraries, for status output.
  package static var curlVersion: String { CurlLibrary.version }

  private let configuration: CurlConfiguration
  private let thread: CurlThread
  private let origins = OriginCache()

  /// Starts nothing; the first `send` starts the thread.
  package init(_ configuration: CurlConfiguration = CurlConfiguration()) {
    self.configuration = configuration
    thread = CurlThread(configuration: configuration)
  }

  deinit {
    shutdown()
  }

  package func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    let call = try Call(request, userAgent: configuration.userAgent, origins: origins)
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { thread.submit(Submission(call, $0)) }
    } onCancel: {
      call.markCancelled()
      thread.cancel(call)
    }
    return try outcome.get()
  }

  /// Fails all waiting and running requests, and all later ones, with `closed`. Blocks until the thread has ended.
  package func shutdown() {
    thread.stop()
  }
}

/// The settings that all requests of one transport have in common.
package struct CurlConfiguration: Sendable, Equatable {
  /// The number of requests in flight, and of connections, for one scheme, host and port. Further requests wait in
  /// order of arrival. At least 1.
  package var maximumConnectionsPerHost: Int
  /// The descriptors of this process that a connection takes: two if the server is in the process too. Where the system
  /// allows fewer, there are fewer connections.
  package var descriptorsPerConnection: Int
  /// The path of a PEM file with the certificate authorities to trust; it replaces the system's.
  package var caBundle: String?
  /// The user agent of every request that does not name its own.
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

/// The process-wide part of libcurl.
enum CurlLibrary {
  /// A lazy global, because the initialisation must happen once and before any other call.
  static let initialisation: CURLcode = curl_global_init(Int(CURL_GLOBAL_SSL | CURL_GLOBAL_WIN32))

  static let version = String(cString: curl_version())
}
