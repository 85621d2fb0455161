package import JSON
import JSONRPC

/// What a call of the stateless revision brings for questions: whether this very request's client can put them to
/// people, and the answers to those of an earlier round (2026-07-28, basic: multi round-trip requests).
package struct InputRound: Equatable, Sendable {
  package let hasForms: Bool
  /// Comes from us, if it is sound; it may also come from anybody.
  package let state: String?
  /// Those that nobody asked for are ignored.
  package let responses: JSONObject

  /// Nil in the revisions with a handshake, where members of these names mean nothing.
  init?(_ params: JSONObject) throws(RPCError) {
    guard RequestMetadata.isPresent(in: params) else { return nil }
    hasForms = FormCapability.isDeclared(in: params["_meta"]?[RequestMetadata.capabilitiesKey])
    switch params["requestState"] {
    case nil, .null: state = nil
    case .string(let text): state = text
    default: throw .invalidParams("\"requestState\" must be a string")
    }
    switch params["inputResponses"] {
    case nil, .null: responses = [:]
    case .object(let object): responses = object
    default: throw .invalidParams("\"inputResponses\" must be an object")
    }
  }
}
