import JSON

/// What a server looks like in the settings of a client.
package enum EntryForm: Sendable {
  /// `command`, `args`, `env`: what most clients have taken over from the first one.
  case standard
  /// The standard form with `disabled`.
  case cline
  /// The standard form with a type and the tools that may be used.
  case copilot
  case vsCode
  case zed
  case openCode
  case goose

  /// The element of `inputs` that has VS Code ask for the key. Its id is also the mark by which it is found again.
  static let keyInput: JSONObject = [
    "type": "promptString", "id": "payin-api-key", "description": "PayIn API key", "password": true,
  ]

  func entry(_ server: ServerDefinition) -> JSONObject {
    switch self {
    case .standard: standard(server)
    case .cline: standard(server).with("disabled", false)
    case .copilot: (["type": "local"] as JSONObject) + standard(server).with("tools", ["*"])
    case .vsCode: (["type": "stdio"] as JSONObject) + standard(server)
    case .zed: (["source": "custom"] as JSONObject) + standard(server, alwaysHasEnvironment: true)
    case .openCode: openCode(server)
    case .goose: goose(server)
    }
  }

  private func standard(_ server: ServerDefinition, alwaysHasEnvironment: Bool = false) -> JSONObject {
    var entry: JSONObject = ["command": .string(server.program), "args": []]
    let environment = environment(server)
    if alwaysHasEnvironment || !environment.isEmpty { entry.append("env", .object(environment)) }
    return entry
  }

  /// The variables of the server, and in VS Code that of the key it asks for.
  func environment(_ server: ServerDefinition) -> JSONObject {
    var environment = server.environmentObject
    if self == .vsCode, server.asksForKey {
      environment["PAYIN_API_KEY"] = .string("${input:\(Self.keyInput["id"]?.string ?? "")}")
    }
    return environment
  }

  /// `enabled` is left out: it is the default, and the second version has no such member.
  private func openCode(_ server: ServerDefinition) -> JSONObject {
    let entry: JSONObject = ["type": "local", "command": [.string(server.program)]]
    return server.environment.isEmpty ? entry : entry.with("environment", .object(server.environmentObject))
  }

  private func goose(_ server: ServerDefinition) -> JSONObject {
    [
      "enabled": true, "type": "stdio", "name": .string(server.name), "description": .string(Self.description),
      "cmd": .string(server.program), "args": [], "envs": .object(server.environmentObject), "env_keys": [],
      "timeout": .number(JSONNumber(Self.timeout)),
    ]
  }

  static let description = "PayIn crypto payments"
  /// Seconds after which Goose gives a call up.
  static let timeout = 300

  /// The program that an entry of any client starts, or nil.
  static func program(of entry: JSONValue) -> String? {
    entry["command"]?.string ?? entry["command"]?.array?.first?.string ?? entry["command"]?["path"]?.string
      ?? entry["cmd"]?.string
  }
}

extension JSONObject {
  fileprivate func with(_ name: String, _ value: JSONValue) -> JSONObject {
    var object = self
    object.append(name, value)
    return object
  }

  fileprivate static func + (left: JSONObject, right: JSONObject) -> JSONObject {
    JSONObject(left.members + right.members)
  }
}
