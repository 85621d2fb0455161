import JSON

/// The server that a client is to start.
package struct ServerDefinition: Sendable {
  /// The name under which the client lists it.
  package let name: String
  /// The absolute path of the program: applications that a desktop starts have another PATH than a shell.
  package let program: String
  /// Variables for the program, in order. They are no secrets.
  package let environment: [(name: String, value: String)]
  /// Whether the client asks for the API key, if it can.
  package let asksForKey: Bool

  package init(
    name: String, program: String, environment: [(name: String, value: String)] = [], asksForKey: Bool = false
  ) {
    (self.name, self.program, self.environment) = (name, program, environment)
    self.asksForKey = asksForKey
  }

  var environmentObject: JSONObject {
    JSONObject(environment.map { JSONObject.Member(name: $0.name, value: .string($0.value)) })
  }
}
