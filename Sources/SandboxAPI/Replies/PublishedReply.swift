import HTTP
import JSON

/// The bodies that replies of the service's code come in.
enum OpenReply {
  static func success(_ data: JSONObject, status: Int = 200) -> HTTPResponse {
    Reply.bare(["success": true, "data": .object(data)], status: status)
  }

  /// The rows are the data, and where they stand in the whole is told beside it.
  static func list(_ rows: [JSONObject], _ page: Page, total: Int) -> HTTPResponse {
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

extension JSONObject {
  /// A column: `null` where there is nothing.
  mutating func append(_ name: String, column value: String?) {
    append(name, value.map(JSONValue.string) ?? .null)
  }

  mutating func append(_ name: String, column value: Timestamp?) {
    append(name, column: value?.description)
  }

  mutating func append(_ name: String, column value: Int?) {
    append(name, value.map { .number(JSONNumber($0)) } ?? .null)
  }
}

/// A refusal in the words of the service's code.
struct OpenError: Error {
  let status: Int
  let phrase: String
  let code: String?
  let message: String
  let suggestions: [String]

  /// Of orders and deposits. The phrase says the code in words.
  static func rich(_ status: Int, _ code: String, _ message: String, _ suggestions: String...) -> OpenError {
    let words = code.split(separator: "_").joined(separator: " ")
    return OpenError(
      status: status, phrase: words.prefix(1) + words.dropFirst().lowercased(), code: code, message: message,
      suggestions: suggestions)
  }

  /// Of everything else.
  static func plain(_ status: Int, _ phrase: String, _ message: String) -> OpenError {
    OpenError(status: status, phrase: phrase, code: nil, message: message, suggestions: [])
  }

  var response: HTTPResponse {
    var body: JSONObject = ["success": false, "error": .string(phrase)]
    body.appendIfPresent("code", code)
    body.append("message", .string(message))
    if code != nil { body.append("suggestions", .array(suggestions.map(JSONValue.string))) }
    return Reply.bare(body, status: status)
  }
}
