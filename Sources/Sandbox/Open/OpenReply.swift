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
