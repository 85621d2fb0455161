import CurlTransport
import HTTP
import Testing

extension CurlTransport {
  /// The error that the request must end with.
  func failure(
    of request: HTTPRequest, sourceLocation: SourceLocation = #_sourceLocation
  ) async -> HTTPTransportError? {
    await #expect(throws: HTTPTransportError.self, sourceLocation: sourceLocation) {
      _ = try await self.send(request)
    }
  }
}
