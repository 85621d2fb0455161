import JSON
package import JSONRPC

/// The request of a client, classified. Each request is classified by itself: clients try a stateless revision first
/// and go on with a handshake, or the reverse, and a server that was bound by the first message would fail them.
package enum Route: Equatable, Sendable {
  /// A handshake, with whether the client can show forms to people, and its extensions.
  case initialize(ProtocolRevision, hasForms: Bool = false, ClientExtensions = [])
  case ping
  case discover(ProtocolRevision, ClientExtensions = [])
  /// In a session the extensions are those of its handshake, and none are carried here.
  case list(ListMethod, ProtocolRevision, cursor: String?, ClientExtensions = [])
  case callTool(ToolCallRequest, ProtocolRevision)
  case readResource(uri: String, ProtocolRevision, ClientExtensions = [])
  case subscribe(uri: String)
  case unsubscribe(uri: String)
  case listen(ListenRequest, ProtocolRevision)
  case getPrompt(PromptRequest, ProtocolRevision)
  case complete(CompletionRequest, ProtocolRevision)
  case task(TaskRequest, ProtocolRevision)

  /// `negotiated` is the revision that a handshake chose, if there was one. Methods of capabilities that are not in
  /// `declared` do not exist.
  package init(
    _ request: Message.Request, negotiated: ProtocolRevision?, declared: ServerCapabilities = []
  ) throws(RPCError) {
    let isStateless = RequestMetadata.isPresent(in: request.params)
    if request.method == MethodName.initialize {
      self = try Self.initialize(request, isStateless: isStateless)
    } else if isStateless {
      let metadata = try RequestMetadata(request.params)
      try Self.check(request.method, declared)
      self = try Self.stateless(request, metadata, declared)
    } else if request.method == MethodName.ping {
      self = .ping
    } else if request.method == MethodName.discover || request.method == MethodName.listen {
      throw .metadataMissing(request.method)
    } else if let negotiated {
      try Self.check(request.method, declared)
      self = try Self.inSession(request, negotiated)
    } else if MethodName.known.contains(request.method) {
      throw .noSession
    } else {
      throw .methodNotFound(request.method)
    }
  }

  /// A version string means a handshake, whatever else the request carries.
  private static func initialize(_ request: Message.Request, isStateless: Bool) throws(RPCError) -> Route {
    if let version = request.params["protocolVersion"]?.string {
      return .initialize(
        ProtocolRevision.negotiated(for: version),
        hasForms: FormCapability.isDeclared(in: request.params["capabilities"]),
        ClientExtensions(in: request.params["capabilities"]))
    }
    if isStateless { throw .methodNotFound(request.method) }
    throw .invalidParams("initialize needs \"protocolVersion\" as a string")
  }

  private static func stateless(
    _ request: Message.Request, _ metadata: RequestMetadata, _ declared: ServerCapabilities
  ) throws(RPCError) -> Route {
    let revision = metadata.revision
    switch request.method {
    case MethodName.discover: return .discover(revision, ClientExtensions(ofRequest: request.params))
    case MethodName.listen:
      return .listen(try ListenRequest(request.params, hasTasks: declared.contains(.tasks)), revision)
    case _ where TasksExtension.methods.contains(request.method):
      guard let task = try TaskRequest(request.method, request.params) else { throw .methodNotFound(request.method) }
      return .task(task, revision)
    default: return try shared(request, revision)
    }
  }

  private static func inSession(_ request: Message.Request, _ revision: ProtocolRevision) throws(RPCError) -> Route {
    switch request.method {
    case MethodName.subscribe: .subscribe(uri: try uri(of: request))
    case MethodName.unsubscribe: .unsubscribe(uri: try uri(of: request))
    default: try shared(request, revision)
    }
  }

  private static func shared(_ request: Message.Request, _ revision: ProtocolRevision) throws(RPCError) -> Route {
    switch request.method {
    case MethodName.callTool: .callTool(try ToolCallRequest(request.params), revision)
    case MethodName.readResource: .readResource(uri: try uri(of: request), revision, extensions(request, revision))
    case MethodName.getPrompt: .getPrompt(try PromptRequest(request.params), revision)
    case MethodName.complete: .complete(try CompletionRequest(request.params, revision), revision)
    default: try list(request, revision)
    }
  }

  private static func list(_ request: Message.Request, _ revision: ProtocolRevision) throws(RPCError) -> Route {
    guard let method = ListMethod(rawValue: request.method) else { throw .methodNotFound(request.method) }
    return .list(method, revision, cursor: try cursor(of: request.params), extensions(request, revision))
  }

  private static func extensions(_ request: Message.Request, _ revision: ProtocolRevision) -> ClientExtensions {
    revision.isStateless ? ClientExtensions(ofRequest: request.params) : []
  }

  private static func check(_ method: String, _ declared: ServerCapabilities) throws(RPCError) {
    guard declared.serve(method) else { throw .methodNotFound(method) }
  }

  private static func uri(of request: Message.Request) throws(RPCError) -> String {
    guard let uri = request.params["uri"]?.string else {
      throw .invalidParams("\(request.method) needs \"uri\" as a string")
    }
    return uri
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
