package import JSON
package import JSONRPC

/// What a line that is sent asks of the server: which answers it will have.
package enum SentFrame: Sendable, Equatable {
  case request(RequestID, method: String, parameters: JSONValue?)
  case notification(method: String, parameters: JSONValue?)
  /// An answer to a request of the server's.
  case response(RequestID?)
  /// The elements of an array, each with its own answer or none.
  case batch([SentFrame])
  /// Anything else, with its id if it has one that can be read. A server may answer it with an error under that id or
  /// without one, and need not.
  case unreadable(RequestID?)

  package init(_ line: some Sequence<UInt8>) {
    self = (try? JSONParser.parse(Array(line))).map { SentFrame($0) } ?? .unreadable(nil)
  }

  package init(_ value: JSONValue) {
    switch value {
    case .array(let elements) where !elements.isEmpty: self = .batch(elements.map { SentFrame($0) })
    case .object(let object) where value.firstDuplicateName == nil: self.init(object)
    default: self = .unreadable(value["id"].flatMap(RequestID.init))
    }
  }

  private init(_ object: JSONObject) {
    let id = object["id"].flatMap(RequestID.init)
    guard let method = object["method"] else {
      self = object["result"] != nil || object["error"] != nil ? .response(id) : .unreadable(id)
      return
    }
    if let id, let method = method.string {
      self = .request(id, method: method, parameters: object["params"])
    } else if object["id"] == nil, let method = method.string {
      self = .notification(method: method, parameters: object["params"])
    } else {
      self = .unreadable(id)
    }
  }

  /// The ids of the requests in it.
  package var requestIDs: [RequestID] {
    switch self {
    case .request(let id, _, _), .unreadable(let id?): [id]
    case .batch(let frames): frames.flatMap(\.requestIDs)
    case .notification, .response, .unreadable(nil): []
    }
  }

  /// The ids of the server's requests that it answers.
  package var answeredIDs: [RequestID] {
    switch self {
    case .response(let id): id.map { [$0] } ?? []
    case .batch(let frames): frames.flatMap(\.answeredIDs)
    case .request, .notification, .unreadable: []
    }
  }
}
