/// The methods of all revisions, whether or not this server declares the capability they belong to.
enum MethodName {
  static let initialize = "initialize"
  static let initialized = "notifications/initialized"
  static let ping = "ping"
  static let discover = "server/discover"
  static let callTool = "tools/call"
  static let cancelled = "notifications/cancelled"
  static let progress = "notifications/progress"
  static let listen = "subscriptions/listen"
  static let readResource = "resources/read"
  static let subscribe = "resources/subscribe"
  static let unsubscribe = "resources/unsubscribe"
  static let getPrompt = "prompts/get"
  static let complete = "completion/complete"
  static let getTask = "tasks/get"
  static let updateTask = "tasks/update"
  static let cancelTask = "tasks/cancel"
  static let resourceUpdated = "notifications/resources/updated"
  static let taskChanged = "notifications/tasks"
  static let acknowledged = "notifications/subscriptions/acknowledged"

  /// The methods that are refused with a hint if there is neither a session nor metadata: the client has skipped the
  /// opening. Any other method is simply unknown.
  static let known = Set(ListMethod.allCases.map(\.rawValue)).union([
    initialize, ping, discover, callTool, listen, readResource, subscribe, unsubscribe, getPrompt, complete,
    getTask, updateTask, cancelTask, "logging/setLevel", "tasks/list", "tasks/result",
  ])
}

/// The lists that a client can ask for, by their methods.
package enum ListMethod: String, CaseIterable, Sendable {
  case tools = "tools/list"
  case resources = "resources/list"
  case resourceTemplates = "resources/templates/list"
  case prompts = "prompts/list"

  /// The member of the result that holds the rows.
  var member: String {
    switch self {
    case .tools: "tools"
    case .resources: "resources"
    case .resourceTemplates: "resourceTemplates"
    case .prompts: "prompts"
    }
  }
}
