import ClientSettings
import Formats
import JSON

/// What to put into a client's settings by hand, and the ways around that.
struct ClientGuide {
  let client: Client
  let server: ServerDefinition
  let path: String
  /// The flags that were given, as words, which the command that writes repeats.
  let flags: [String]

  var note: String { localized(client.note.english, client.note.chinese) }
  var link: String? { client.link?.url(server, form: client.form) }
  var line: String? { client.command?.line(server, form: client.form) }

  func text(json: Bool) throws(SettingsError) -> String {
    let snippet = try client.snippet(server)
    if json { return JSONValue.object(members + ["snippet": .string(snippet)]).description + "\n" }
    var ways = [
      localized("Or let it be written:", "或自动写入：") + "\n  \(writingCommand)"
    ]
    if let line { ways.append(localized("Or type:", "或输入：") + "\n  \(line)") }
    if let link { ways.append(localized("Or open:", "或打开：") + "\n  \(link)") }
    let head = localized("\(client.title): put this into \(path)", "\(client.title)：将以下内容写入 \(path)") + "\n\n"
    return head + snippet + "\n" + (ways + [note, KeyAdvice.text]).joined(separator: "\n\n") + "\n"
  }

  private var writingCommand: String {
    (["payin-mcp", "config", "--client", client.name, "--write"] + flags).map(ShellWord.quoted).joined(
      separator: " ")
  }

  /// What scripts get in every case.
  var members: JSONObject {
    [
      "client": .string(client.name), "title": .string(client.title), "file": .string(path),
      "format": .string(client.format.rawValue), "deepLink": link.map(JSONValue.string) ?? .null,
      "command": line.map(JSONValue.string) ?? .null, "note": .string(note),
    ]
  }
}

extension JSONObject {
  static func + (left: JSONObject, right: JSONObject) -> JSONObject {
    JSONObject(left.members + right.members)
  }
}
