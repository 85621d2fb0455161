import COpenAPI
import HTTP
import JSON
import SandboxModel

/// The health check and the description of the API. They need no key, and have no envelope.
enum HealthRoutes {
  private static let version: JSONValue = "0.1.0"

  static let documented = [
    Route(.get, "/openapi.json", .anonymous, description),
    Route(.get, "/health", .anonymous) { context in
      Reply.bare(["status": "healthy", "timestamp": .string(context.now.description), "version": version])
    },
  ]

  static let published = [
    Route(.get, "/health", .anonymous) { context in
      Reply.bare([
        "status": "healthy", "timestamp": .string(context.now.description), "manager": ["initialized": true],
        "version": version,
      ])
    }
  ]

  @Sendable private static func description(_ context: RequestContext) -> HTTPResponse {
    var count = 0
    let bytes = UnsafeBufferPointer(start: openapi_document(&count), count: count)
    return HTTPResponse(status: 200, headers: ["Content-Type": "application/json"], body: Array(bytes))
  }
}
