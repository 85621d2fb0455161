import HTTP
import JSON

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
