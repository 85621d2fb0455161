import JSON

extension EntryForm {
  /// Members that only a server behind an address has.
  private static let remoteMembers = [
    "url", "uri", "httpUrl", "serverUrl", "headers", "http_headers", "env_http_headers", "bearer_token_env_var",
  ]

  /// Whether the entry starts this program on this machine: the same path, or a file of the name payin-mcp.
  static func starts(_ program: String, _ entry: JSONObject) -> Bool {
    guard remoteMembers.allSatisfy({ entry[$0] == nil }) else { return false }
    if let type = entry["type"], type != "stdio", type != "local" { return false }
    guard let existing = Self.program(of: .object(entry)) else { return false }
    return existing == program || existing.split(separator: "/").last == "payin-mcp"
  }

  /// What has to change in an entry that stands in the settings. Its arguments and variables stay, since limits on
  /// payments are among them: only the path of the program and the variables of the server are written.
  ///
  /// - Parameter addsArguments: whether an empty list of arguments is added where an entry has none.
  func change(of entry: JSONObject, to server: ServerDefinition, addsArguments: Bool) -> JSONObject {
    var change: JSONObject = [:]
    if Self.program(of: .object(entry)) != server.program { change = Self.command(server.program, of: entry) }
    if addsArguments, entry["command"]?.string != nil, entry["args"] == nil { change.append("args", []) }
    let environment = environment(server)
    guard !environment.isEmpty else { return change }
    if entry["command"]?.object != nil {
      change["command"] = .object(
        JSONObject(
          (change["command"]?.object?.members ?? []) + [
            .init(
              name: "env", value: .object(environment))
          ]))
    } else {
      change.append(environmentMember, .object(environment))
    }
    return change
  }

  private var environmentMember: String {
    switch self {
    case .openCode: "environment"
    case .goose: "envs"
    default: "env"
    }
  }

  /// The member that names the program, in the form that the entry has: a text, the first of a list, or the path in an
  /// object, as Zed had it.
  private static func command(_ program: String, of entry: JSONObject) -> JSONObject {
    switch entry["command"] {
    case .array(let words)?: ["command": .array([.string(program)] + words.dropFirst())]
    case .object?: ["command": ["path": .string(program)]]
    case nil: ["cmd": .string(program)]
    default: ["command": .string(program)]
    }
  }
}
