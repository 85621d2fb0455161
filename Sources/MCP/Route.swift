import JSON
package import JSONRPC

/// What a request asks of the server, once its era is known. Each request is classified by itself: clients probe with
/// one era and go on with the other, and a server that locked the era by the first message would fail them.
package enum Route: Equatable, Sendable {
  /// With whether the client says that it can show forms to people.
  case initialize(ProtocolRevision, hasForms: Bool = false)
  case ping
  case discover
  case listTools(ProtocolRevision, cursor: String?)
  case callTool(ToolCallRequest, ProtocolRevision)

  /// `negotiated` is the revision of the legacy session, if there is one.
  package init(_ request: Message.Request, negotiated: ProtocolRevision?) throws(RPCError) {
    let isModern = RequestMetadata.isPresent(in: request.params)
    if request.method == MethodName.initialize {
      self = try Self.initialize(request, isModern: isModern)
    } else if isModern {
      _ = try RequestMetadata(request.params)
      self = try Self.modern(request)
    } else if request.method == MethodName.ping {
      self = .ping
    } else if request.method == MethodName.discover || request.method == MethodName.listen {
      throw .metadataMissing(request.method)
    } else if let negotiated {
      self = try Self.shared(request, negotiated)
    } else if MethodName.known.contains(request.method) {
      throw .noSession
    } else {
      throw .methodNotFound(request.method)
    }
  }

  /// A version string means a handshake, whatever else the request carries.
  private static func initialize(_ request: Message.Request, isModern: Bool) throws(RPCError) -> Route {
    if let version = request.params["protocolVersion"]?.string {
      return .initialize(
        ProtocolRevision.negotiated(for: version),
        hasForms: FormCapability.isDeclared(in: request.params["capabilities"]))
    }
    if isModern { throw .methodNotFound(request.method) }
    throw .invalidParams("initialize needs \"protocolVersion\" as a string")
  }

  private static func modern(_ request: Message.Request) throws(RPCError) -> Route {
    if request.method == MethodName.discover { return .discover }
    return try shared(request, .modern)
  }

  private static func shared(_ request: Message.Request, _ revision: ProtocolRevision) throws(RPCError) -> Route {
    switch request.method {
    case MethodName.listTools: .listTools(revision, cursor: try cursor(of: request.params))
    case MethodName.callTool: .callTool(try ToolCallRequest(request.params), revision)
    default: throw .methodNotFound(request.method)
    }
  }

  private static func cursor(of params: JSONObject) throws(RPCError) -> String? {
    guard let value = params["cursor"], !value.isNull else { return nil }
    guard let cursor = value.string else { throw .invalidParams("\"cursor\" must be a string") }
    return cursor
  }
}

extension RPCError {
  fileprivate static func metadataMissing(_ method: String) -> RPCError {
    let keys = "\"\(RequestMetadata.versionKey)\" and \"\(RequestMetadata.capabilitiesKey)\""
    return .invalidParams("\(method) needs \(keys) in params._meta")
  }

  fileprivate static let noSession = RPCError.invalidParams(
    "no session yet: send \"initialize\" first, or put \"\(RequestMetadata.versionKey)\" and "
      + "\"\(RequestMetadata.capabilitiesKey)\" into params._meta")
}
