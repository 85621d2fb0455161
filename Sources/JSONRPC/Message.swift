package import JSON

/// One JSON-RPC 2.0 message.
package enum Message: Equatable, Sendable {
  case request(Request)
  case notification(method: String, params: JSONObject)
  case response(Response)

  package struct Request: Equatable, Sendable {
    package let id: RequestID
    package let method: String
    /// Empty if the request has none; MCP's params are always an object.
    package let params: JSONObject

    package init(id: RequestID, method: String, params: JSONObject = [:]) {
      self.id = id
      self.method = method
      self.params = params
    }
  }

  /// An answer to a request of ours.
  package struct Response: Equatable, Sendable {
    /// Nil if it has none that can be read: then it answers nothing.
    package let id: RequestID?
    package let result: JSONValue?
    package let error: JSONValue?
  }
}

/// A message that gets an error reply instead of being acted on.
package struct RefusedMessage: Error, Equatable, Sendable {
  /// Nil if the message has no id that can be read; the reply then has no `id` member, since MCP forbids a null one.
  package let id: RequestID?
  package let error: RPCError

  package init(id: RequestID?, error: RPCError) {
    self.id = id
    self.error = error
  }
}
