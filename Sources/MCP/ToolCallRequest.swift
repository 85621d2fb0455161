package import JSON
package import JSONRPC

/// The params of `tools/call`.
package struct ToolCallRequest: Equatable, Sendable {
  package let name: String
  package private(set) var arguments: JSONObject
  /// String or integer, like a request id. A token of another type is no token.
  package let progressToken: RequestID?
  /// Nil in the revisions with a handshake.
  package let round: InputRound?

  package init(_ params: JSONObject) throws(RPCError) {
    guard let name = params["name"]?.string else { throw .invalidParams("tools/call needs \"name\" as a string") }
    self.name = name
    switch params["arguments"] {
    case nil, .null: arguments = [:]
    case .object(let object): arguments = object
    default: throw .invalidParams("\"arguments\" must be an object")
    }
    progressToken = params["_meta"]?["progressToken"].flatMap(RequestID.init)
    round = try InputRound(params)
  }

  /// The same call with its arguments as its tool reads them. What a person is asked about, and what an answer belongs
  /// to, does not depend on how a client writes them.
  func reading(_ arguments: JSONObject) -> ToolCallRequest {
    var call = self
    call.arguments = arguments
    return call
  }
}
