import HTTP
import JSON

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
