/// Which methods exist in which era, whether or not this server declares the capability they belong to.
enum MethodName {
  static let initialize = "initialize"
  static let initialized = "notifications/initialized"
  static let ping = "ping"
  static let discover = "server/discover"
  static let listTools = "tools/list"
  static let callTool = "tools/call"
  static let cancelled = "notifications/cancelled"
  static let progress = "notifications/progress"
  static let listen = "subscriptions/listen"

  /// A request for one of these without a session or metadata is a client that has skipped the opening, and is told
  /// so; for anything else the method is simply unknown.
  static let known: Set<String> = [
    initialize, ping, discover, listTools, callTool, listen,
    "resources/list", "resources/templates/list", "resources/read", "resources/subscribe", "resources/unsubscribe",
    "prompts/list", "prompts/get", "completion/complete", "logging/setLevel",
    "tasks/list", "tasks/get", "tasks/result", "tasks/cancel",
  ]
}
