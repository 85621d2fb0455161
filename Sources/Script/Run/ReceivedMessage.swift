package import JSON
import JSONRPC

/// One message of a server, checked against JSON-RPC 2.0 and the rules that MCP adds (ids are texts or integers).
enum ReceivedMessage: Equatable {
  /// The id is nil where the server could read none.
  case answer(RequestID?, JSONValue)
  case notification(JSONValue)
  case request(ServerRequest)

  init(_ value: JSONValue) throws(MessageFault) {
    guard case .object(let object) = value else { throw .notAnObject }
    if let name = value.firstDuplicateName { throw .duplicateName(name) }
    guard object["jsonrpc"] == "2.0" else { throw .version }
    if let method = object["method"] {
      self = try Self.call(object, method)
    } else {
      self = try Self.answer(object)
    }
  }

  private static func call(_ object: JSONObject, _ method: JSONValue) throws(MessageFault) -> ReceivedMessage {
    guard let name = method.string else { throw .method }
    guard object["result"] == nil, object["error"] == nil else { throw .methodAndResult }
    switch object["params"] {
    case nil, .object, .array: break
    default: throw .parameters
    }
    guard let id = object["id"] else { return .notification(.object(object)) }
    guard RequestID(id) != nil else { throw .id }
    return .request(ServerRequest(id: id, method: name))
  }

  private static func answer(_ object: JSONObject) throws(MessageFault) -> ReceivedMessage {
    switch (object["result"], object["error"]) {
    case (nil, nil): throw .nothing
    case (.some, .some): throw .resultAndError
    case (nil, let error?): try check(error)
    case (.some, nil): break
    }
    guard let id = object["id"], !id.isNull else {
      guard object["error"] != nil else { throw .resultWithoutID }
      return .answer(nil, .object(object))
    }
    guard let id = RequestID(id) else { throw .id }
    return .answer(id, .object(object))
  }

  private static func check(_ error: JSONValue) throws(MessageFault) {
    guard error["code"]?.number?.isIntegral == true, error["message"]?.string != nil else { throw .error }
  }
}

/// A request of the server's to its client.
package struct ServerRequest: Sendable, Equatable {
  package let id: JSONValue
  package let method: String
}

/// Why a line is no message.
package enum MessageFault: Error, Sendable, Equatable {
  case notJSON(JSONError)
  case notAnObject
  case duplicateName(String)
  case version
  case method
  case methodAndResult
  case parameters
  case id
  case nothing
  case resultAndError
  case resultWithoutID
  case error
}

extension Pattern {
  /// Whether it is about what a tool returned, wherever the revision has that.
  var namesToolData: Bool {
    guard case .object(let members) = self else { return false }
    return members.contains { $0.name == JSONValue.toolDataName }
  }
}

extension JSONValue {
  static let toolDataName = "data"

  /// This answer with the member `data`, what a tool returned: its structured content, the error object in the `_meta` of a
  /// failure or, where there is neither, the last of its texts that is a JSON object. Unchanged if it is no answer to a call
  /// of a tool.
  var withToolData: JSONValue {
    guard case .object(var answer) = self, let result = self["result"],
      let data = result["structuredContent"] ?? result.errorInMetadata ?? result["content"]?.lastObjectInTexts
    else { return self }
    answer.append(Self.toolDataName, data)
    return .object(answer)
  }

  /// The object under a name of the form `server/error`.
  private var errorInMetadata: JSONValue? {
    guard self["isError"] == true else { return nil }
    return self["_meta"]?.object?.members.first { $0.name.hasSuffix("/error") && $0.value.object != nil }?.value
  }

  private var lastObjectInTexts: JSONValue? {
    (array ?? []).reversed().lazy.compactMap { block in
      guard let text = block["text"]?.string, text.utf8.first == UInt8(ascii: "{") else { return nil }
      return try? JSONParser.parse(text)
    }.first
  }
}
