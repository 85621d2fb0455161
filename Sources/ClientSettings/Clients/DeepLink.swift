import Formats
import JSON

/// A link that opens a client, which then asks whether the server may be added.
package enum DeepLink: Sendable {
  /// `?name=…&config=…`, the configuration in base64: Cursor, LM Studio.
  case base64(String)
  /// `?name=…&config=…`, the configuration as JSON: Kiro.
  case json(String)
  /// One object of JSON with the name in it: VS Code.
  case object(String)
  /// A parameter for each part: Goose.
  case parameters(String)

  /// The link without its parameters.
  package var address: String {
    switch self {
    case .base64(let address), .json(let address), .object(let address), .parameters(let address): address
    }
  }

  package func url(_ server: ServerDefinition, form: EntryForm) -> String {
    let entry = JSONWriter.bytes(of: .object(form.entry(server)))
    let name = PercentEncoding.encode(server.name)
    return switch self {
    case .base64: "\(address)?name=\(name)&config=\(PercentEncoding.encode(Base64.encode(entry)))"
    case .json: "\(address)?name=\(name)&config=\(PercentEncoding.encode(String(decoding: entry, as: UTF8.self)))"
    case .object: "\(address)?\(PercentEncoding.encode(Self.namedObject(server, form).description))"
    case .parameters: "\(address)?\(Self.parameters(server))"
    }
  }

  /// The entry of VS Code with its name, as its links and its command line take it.
  static func namedObject(_ server: ServerDefinition, _ form: EntryForm) -> JSONValue {
    var object: JSONObject = ["name": .string(server.name)]
    for member in form.entry(server).members { object.append(member.name, member.value) }
    if server.asksForKey { object.append(JSONText.inputs, [.object(EntryForm.keyInput)]) }
    return .object(object)
  }

  /// Goose asks for the value of each variable of the link, so those are described and not set.
  private static func parameters(_ server: ServerDefinition) -> String {
    let parts = [
      ("cmd", server.program), ("timeout", String(EntryForm.timeout)), ("id", server.name), ("name", server.name),
      ("description", EntryForm.description),
    ]
    let variables = server.environment.map { ("env", "\($0.name)=\($0.value)") }
    return (parts + variables).map { "\($0)=\(PercentEncoding.encode($1))" }.joined(separator: "&")
  }
}

/// A client's own command that adds a server.
package enum RegistrationCommand: Sendable {
  /// The command and its options, then the name, the variables after `--env`, and the program after `--`.
  case nameFirst([String])
  /// The options and the variables after `-e`, then the name and the program: Gemini CLI.
  case optionsFirst([String])
  /// One object of JSON: VS Code.
  case object([String])

  /// The words before what depends on the server.
  package var words: [String] {
    switch self {
    case .nameFirst(let words), .optionsFirst(let words), .object(let words): words
    }
  }

  /// The command as it is typed into a shell.
  package func line(_ server: ServerDefinition, form: EntryForm) -> String {
    let variables = { (flag: String) in server.environment.flatMap { [flag, "\($0.name)=\($0.value)"] } }
    let arguments =
      switch self {
      case .nameFirst: words + [server.name] + variables("--env") + ["--", server.program]
      case .optionsFirst: words + variables("-e") + [server.name, server.program]
      case .object: words + [DeepLink.namedObject(server, form).description]
      }
    return arguments.map(ShellWord.quoted).joined(separator: " ")
  }
}
