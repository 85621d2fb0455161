import HTTP
import JSON
import SandboxModel

/// The bodies that replies come in.
enum Reply {
  /// `success: true` around the data.
  static func success(_ data: JSONObject, status: Int = 200, message: String? = nil) -> HTTPResponse {
    var body: JSONObject = ["success": true, "data": .object(data)]
    body.appendIfPresent("message", message)
    return bare(body, status: status)
  }

  static func failure(_ error: APIError) -> HTTPResponse {
    var body: JSONObject = [
      "success": false, "error": .string(error.name.rawValue), "message": .string(error.message),
    ]
    if let details = error.details { body.append("details", .object(details)) }
    return bare(body, status: error.status)
  }

  /// Names the methods that are (RFC 9110, section 15.5.6).
  static func methodNotAllowed(_ method: String, allowed: [String]) -> HTTPResponse {
    var response = failure(.methodNotAllowed(method))
    response.headers.append("Allow", allowed.joined(separator: ", "))
    return response
  }

  /// The answer to `OPTIONS` (RFC 9110, section 9.3.7).
  static func options(_ allowed: [String]) -> HTTPResponse {
    HTTPResponse(status: 204, headers: ["Allow": allowed.joined(separator: ", ")])
  }

  /// The answer where no route is: the documented envelope. Its message tells a missing endpoint from a missing resource.
  static let unknownRoute = failure(.notFound("Endpoint"))

  static func bare(_ body: JSONObject, status: Int = 200) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: ["Content-Type": "application/json"], body: JSONWriter.bytes(of: .object(body)))
  }
}

/// How the service speaks of endpoints and deliveries: bare objects, and failures without `success`.
enum NotificationReply {
  /// `subject` starts the sentence: `Endpoint`.
  static func missing(_ subject: String) -> HTTPResponse {
    Reply.bare(["error": .string("\(subject) not found")], status: 404)
  }

  static func refusal(_ phrase: String, _ message: String) -> HTTPResponse {
    Reply.bare(["error": .string(phrase), "message": .string(message)], status: 400)
  }

  /// What the request is refused for, under that phrase.
  static func refusing(_ phrase: String, _ body: () throws -> HTTPResponse) throws -> HTTPResponse {
    do {
      return try body()
    } catch let error as APIError where error.status == 400 {
      return refusal(phrase, error.message)
    }
  }
}
