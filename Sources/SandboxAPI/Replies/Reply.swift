import HTTP
import JSON
import SandboxModel

/// The bodies of replies in the documented form.
enum Reply {
  /// The documented envelope: `success: true`, data, and an optional message.
  static func success(_ data: JSONObject, status: Int = 200, message: String? = nil) -> HTTPResponse {
    var body: JSONObject = ["success": true, "data": .object(data)]
    body.appendIfPresent("message", message)
    return bare(body, status: status)
  }

  static func failure(_ error: APIError) -> HTTPResponse {
    var body: JSONObject = [
      "success": false, "error": .string(error.name.rawValue), "message": .string(error.message),
    ]
    body.appendIfPresent("messageZh", error.chinese)
    if let details = error.details { body.append("details", .object(details)) }
    return bare(body, status: error.status)
  }

  /// A refusal that lists the allowed methods (RFC 9110, section 15.5.6).
  static func methodNotAllowed(_ method: String, allowed: [String]) -> HTTPResponse {
    var response = failure(.methodNotAllowed(method))
    response.headers.append("Allow", allowed.joined(separator: ", "))
    return response
  }

  /// The reply to `OPTIONS` (RFC 9110, section 9.3.7).
  static func options(_ allowed: [String]) -> HTTPResponse {
    HTTPResponse(status: 204, headers: ["Allow": allowed.joined(separator: ", ")])
  }

  /// The reply where no route is. Its message distinguishes a missing endpoint from a missing resource.
  static let unknownRoute = failure(.notFound("Endpoint"))

  static func bare(_ body: JSONObject, status: Int = 200) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: ["Content-Type": "application/json"], body: JSONWriter.bytes(of: .object(body)))
  }
}

/// The bodies of replies about endpoints and deliveries: bare objects, and failures without `success`.
enum NotificationReply {
  /// A resource that does not exist.
  /// - Parameter subject: the start of the sentence, such as `Endpoint`.
  static func missing(_ subject: String) -> HTTPResponse {
    Reply.bare(["error": .string("\(subject) not found")], status: 404)
  }

  static func refusal(_ phrase: String, _ message: String) -> HTTPResponse {
    Reply.bare(["error": .string(phrase), "message": .string(message)], status: 400)
  }

  /// Turns a refusal (400) by `body` into a reply with that phrase.
  static func refusing(_ phrase: String, _ body: () throws -> HTTPResponse) throws -> HTTPResponse {
    do {
      return try body()
    } catch let error as APIError where error.status == 400 {
      return refusal(phrase, error.message)
    }
  }
}

/// The bodies of replies in the published form.
enum PublishedReply {
  static func success(_ data: JSONObject, status: Int = 200) -> HTTPResponse {
    Reply.bare(["success": true, "data": .object(data)], status: status)
  }

  /// A list: the rows are the data, and the pagination stands beside them.
  static func list(_ rows: [JSONObject], _ page: ListPage, total: Int) -> HTTPResponse {
    Reply.bare([
      "success": true, "data": .array(rows.map(JSONValue.object)), "pagination": .object(page.view(total: total)),
    ])
  }

  /// The reply where no route is. It has neither `success` nor a message.
  static let unknownRoute = Reply.bare(["error": "Not Found"], status: 404)

  /// A refusal by the outer layers of the service's code, which lacks `success`.
  static func bare(_ error: APIError) -> HTTPResponse {
    let phrase = error.name == .internalError ? "Internal Server Error" : error.name.rawValue
    return Reply.bare(["error": .string(phrase), "message": .string(error.message)], status: error.status)
  }
}

/// A refusal in the published form.
package struct PublishedError: Error {
  let status: Int
  let phrase: String
  let code: String?
  let message: String
  let suggestions: [String]

  /// A refusal of orders and deposits. The phrase is the code in words.
  static func rich(_ status: Int, _ code: String, _ message: String, _ suggestions: String...) -> PublishedError {
    let words = code.split(separator: "_").joined(separator: " ")
    return PublishedError(
      status: status, phrase: words.prefix(1) + words.dropFirst().lowercased(), code: code, message: message,
      suggestions: suggestions)
  }

  /// A refusal of any other resource.
  static func plain(_ status: Int, _ phrase: String, _ message: String) -> PublishedError {
    PublishedError(status: status, phrase: phrase, code: nil, message: message, suggestions: [])
  }

  var response: HTTPResponse {
    var body: JSONObject = ["success": false, "error": .string(phrase)]
    body.appendIfPresent("code", code)
    body.append("message", .string(message))
    if code != nil { body.append("suggestions", .array(suggestions.map(JSONValue.string))) }
    return Reply.bare(body, status: status)
  }
}
