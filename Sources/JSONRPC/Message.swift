package import JSON

/// One JSON-RPC 2.0 message.
package enum Message: Equatable, Sendable {
  case request(Request)
  case notification(method: String, params: JSONObject)
  case response(Response)

  package struct Request: Equatable, Sendable {
    package let id: RequestID
    package let method: String
    /// The params; empty if the request has none. In MCP they are always an object.
    package let params: JSONObject

    package init(id: RequestID, method: String, params: JSONObject = [:]) {
      self.id = id
      self.method = method
      self.params = params
    }
  }

  /// An answer to a request of ours.
  package struct Response: Equatable, Sendable {
    /// The id, or nil if none can be read: then the response answers nothing.
    package let id: RequestID?
    package let result: JSONValue?
    package let error: JSONValue?
  }
}

/// A message that gets an error reply instead of being acted on.
package struct RefusedMessage: Error, Equatable, Sendable {
  /// The id, or nil if none can be read. The reply then has no `id` member, since MCP forbids a null one.
  package let id: RequestID?
  package let error: RPCError

  package init(id: RequestID?, error: RPCError) {
    self.id = id
    self.error = error
  }
}

extension Message {
  /// Classifies one JSON value. The order of the checks decides which mistake of several is reported.
  package init(_ value: JSONValue) throws(RefusedMessage) {
    guard case .object(let object) = value else {
      throw RefusedMessage(id: nil, error: RPCError(.invalidRequest, "a message is a JSON object"))
    }
    if let name = value.firstDuplicateName {
      let text = "the name \"\(name.visibleExcerpt())\" occurs twice in one object"
      throw RefusedMessage(id: object.onlyID, error: RPCError(.invalidRequest, text))
    }
    if object["method"] == nil, object["result"] != nil || object["error"] != nil {
      self = .response(Response(object))
      return
    }
    let id = try Self.id(of: object)
    guard object["jsonrpc"]?.string == "2.0" else {
      throw RefusedMessage(id: id, error: RPCError(.invalidRequest, "\"jsonrpc\" must be \"2.0\""))
    }
    guard let method = object["method"]?.string else {
      throw RefusedMessage(id: id, error: RPCError(.invalidRequest, "\"method\" must be a string"))
    }
    guard let id else {
      self = .notification(method: method, params: object["params"]?.object ?? [:])
      return
    }
    self = .request(Request(id: id, method: method, params: try Self.params(of: object, id: id)))
  }

  /// Returns nil if there is no `id`. An id of the wrong type is a client's bug, not a notification.
  private static func id(of object: JSONObject) throws(RefusedMessage) -> RequestID? {
    guard let value = object["id"] else { return nil }
    guard let id = RequestID(value) else {
      throw RefusedMessage(id: nil, error: RPCError(.invalidRequest, "\"id\" must be a string or an integer"))
    }
    return id
  }

  /// Returns the params. Some clients write null when there are none.
  private static func params(of object: JSONObject, id: RequestID) throws(RefusedMessage) -> JSONObject {
    guard let value = object["params"], !value.isNull else { return [:] }
    guard let params = value.object else {
      throw RefusedMessage(id: id, error: .invalidParams("\"params\" must be an object"))
    }
    return params
  }
}

extension Message.Response {
  fileprivate init(_ object: JSONObject) {
    self.init(id: object["id"].flatMap(RequestID.init), result: object["result"], error: object["error"])
  }
}

extension JSONObject {
  /// The id if there is exactly one and it can be read.
  fileprivate var onlyID: RequestID? {
    let ids = members.filter { $0.name == "id" }
    return ids.count == 1 ? RequestID(ids[0].value) : nil
  }
}
