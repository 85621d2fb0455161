import JSON
import JSONRPC

extension ResourceFailure {
  /// - Parameter uri: as the client sent it.
  func error(for uri: String, _ revision: ProtocolRevision) -> RPCError {
    switch self {
    case .unknown:
      // The stateless revision has given up the code of its own.
      RPCError(
        revision.isModern ? .invalidParams : .resourceNotFound, "there is no such resource",
        data: ["uri": .string(uri.excerpt(ResourceURI.maximumLength))])
    case .unavailable(let message):
      RPCError(.internalError, message)
    }
  }
}

extension RPCError.Code {
  static let resourceNotFound = RPCError.Code(rawValue: -32002)
}

extension RPCError {
  static let shuttingDown = RPCError(.internalError, "the server is shutting down")
}
