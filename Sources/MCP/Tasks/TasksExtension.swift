import JSON
import JSONRPC

/// The extension `io.modelcontextprotocol/tasks` (modelcontextprotocol/ext-tasks, draft): a call may be answered with a
/// task, whose result the client gets later.
///
/// The tasks of revision 2025-11-25 have another form and are not served.
package enum TasksExtension {
  package static let name = "io.modelcontextprotocol/tasks"

  /// The methods of the extension. All need the client's declaration on the very request.
  static let methods: Set = [MethodName.getTask, MethodName.updateTask, MethodName.cancelTask]

  /// Whether a client with these capabilities understands tasks.
  static func isDeclared(in capabilities: JSONValue?) -> Bool {
    capabilities?["extensions"]?[name]?.object != nil
  }

  /// The member `extensions` of the server's capabilities.
  static let capability: JSONValue = .object(JSONObject([.init(name: name, value: [:])]))
}

extension RPCError {
  /// The error MissingRequiredClientCapability (2026-07-28) for a request that only clients with tasks may send.
  static let tasksNotDeclared = RPCError(
    Code(rawValue: -32021), "missing required client capability: the extension \(TasksExtension.name)",
    data: ["requiredCapabilities": ["extensions": TasksExtension.capability]])

  static func unknownTask(_ id: String) -> RPCError {
    .invalidParams("unknown task: \(id.visibleExcerpt()); it has expired, has ended with its process, or never was")
  }
}

extension RPCError {
  /// The end of a task that was removed from its store.
  static let removedTask = RPCError.invalidParams(
    "the task was removed from where it is kept, with what it waited for, as by a reset")
  /// The store cannot be read or written now.
  static let taskStoreUnusable = RPCError(
    .internalError, "the place where tasks are kept cannot be used now; try again")

  /// A task of another process that cannot go on in this one for want of its tool.
  static func taskOfAnotherTool(_ tool: String) -> RPCError {
    .invalidParams(
      "this process lacks the tool of the task, \(tool.visibleExcerpt()); one with that tool can go on with it")
  }

  /// A task of another process that this one has no room for.
  static let tooManyTasks = RPCError(
    .internalError, "this process runs as many tasks as it can; ask again once one has ended, or another process")
}

/// The params of the extension's requests.
package struct TaskRequest: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case get
    /// Brings answers to questions. No task here asks any, so that they are acknowledged and ignored.
    case update
    case cancel
  }

  package let kind: Kind
  package let id: String

  /// Throws if the client has not declared the extension, or the params are unsound. Returns nil for another method.
  init?(_ method: String, _ params: JSONObject) throws(RPCError) {
    switch method {
    case MethodName.getTask: kind = .get
    case MethodName.updateTask: kind = .update
    case MethodName.cancelTask: kind = .cancel
    default: return nil
    }
    guard TasksExtension.isDeclared(in: params["_meta"]?[RequestMetadata.capabilitiesKey]) else {
      throw .tasksNotDeclared
    }
    guard let id = params["taskId"]?.string else { throw .invalidParams("\(method) needs \"taskId\" as a string") }
    guard kind != .update || params["inputResponses"]?.object != nil else {
      throw .invalidParams("\(method) needs \"inputResponses\" as an object")
    }
    self.id = id
  }
}
