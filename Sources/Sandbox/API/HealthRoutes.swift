import HTTP
import JSON

/// Whether the sandbox serves. At the host's root, for everybody, without the envelope.
enum HealthRoutes {
  static let all = [Route(.get, "/health", .open, health)]

  @Sendable private static func health(_ call: Call) -> HTTPResponse {
    Reply.bare([
      "status": "healthy", "timestamp": .string(call.now.description), "version": "0.1.0",
    ])
  }
}
