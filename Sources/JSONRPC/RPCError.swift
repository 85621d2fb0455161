package import JSON

/// The `error` member of a reply (JSON-RPC 2.0, section 5.1).
package struct RPCError: Error, Equatable, Sendable {
  package struct Code: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
      self.rawValue = rawValue
    }

    package static let parseError = Code(rawValue: -32700)
    package static let invalidRequest = Code(rawValue: -32600)
    package static let methodNotFound = Code(rawValue: -32601)
    package static let invalidParams = Code(rawValue: -32602)
    package static let internalError = Code(rawValue: -32603)
  }

  package let code: Code
  package let message: String
  package let data: JSONValue?

  package init(_ code: Code, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  package static func invalidParams(_ message: String) -> RPCError {
    RPCError(.invalidParams, message)
  }

  package static func methodNotFound(_ method: String) -> RPCError {
    RPCError(.methodNotFound, "unknown method: \(method.visibleExcerpt())")
  }

  package static let internalError = RPCError(.internalError, "internal error")

  package var object: JSONObject {
    var object: JSONObject = ["code": .number(JSONNumber(code.rawValue)), "message": .string(message)]
    if let data { object.append("data", data) }
    return object
  }
}
