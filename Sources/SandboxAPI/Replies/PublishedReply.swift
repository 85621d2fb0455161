import HTTP
import JSON
import SandboxModel

/// The bodies that replies of the service's code come in.
enum PublishedReply {
  static func success(_ data: JSONObject, status: Int = 200) -> HTTPResponse {
    Reply.bare(["success": true, "data": .object(data)], status: status)
  }

  /// The rows are the data, and where they stand in the whole is told beside it.
  static func list(_ rows: [JSONObject], _ page: ListPage, total: Int) -> HTTPResponse {
    Reply.bare([
      "success": true, "data": .array(rows.map(JSONValue.object)), "pagination": .object(page.view(total: total)),
    ])
  }

  /// The answer where no route is. Its router says neither `success` nor a message.
  static let unknownRoute = Reply.bare(["error": "Not Found"], status: 404)

  /// What its outer layers refuse, they refuse without `success`.
  static func bare(_ error: APIError) -> HTTPResponse {
    let phrase = error.name == .internalError ? "Internal Server Error" : error.name.rawValue
    return Reply.bare(["error": .string(phrase), "message": .string(error.message)], status: error.status)
  }
}

/// A refusal in the words of the service's code.
package struct PublishedError: Error {
  let status: Int
  let phrase: String
  let code: String?
  let message: String
  let suggestions: [String]

  /// Of orders and deposits. The phrase says the code in words.
  static func rich(_ status: Int, _ code: String, _ message: String, _ suggestions: String...) -> PublishedError {
    let words = code.split(separator: "_").joined(separator: " ")
    return PublishedError(
      status: status, phrase: words.prefix(1) + words.dropFirst().lowercased(), code: code, message: message,
      suggestions: suggestions)
  }

  /// Of everything else.
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
