import COpenAPI
import HTTP

/// The description of the API, for whoever wants to look or to make a client from it.
enum DescriptionRoutes {
  static let all = [Route(.get, "/openapi.json", .open, description)]

  @Sendable private static func description(_ call: Call) -> HTTPResponse {
    var count = 0
    let bytes = UnsafeBufferPointer(start: openapi_document(&count), count: count)
    return HTTPResponse(status: 200, headers: ["Content-Type": "application/json"], body: Array(bytes))
  }
}
