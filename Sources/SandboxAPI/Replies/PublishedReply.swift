import HTTP
import JSON
import SandboxModel

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
