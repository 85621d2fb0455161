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

/// The outcome of `--write` and `--remove`.
struct ChangeReport {
  let guide: ClientGuide
  let outcome: SettingsChange.Outcome
  let isRemoval: Bool
  let isDryRun: Bool
  /// What is wrong with the path of the program, if anything.
  let programRemark: String?

  private var difference: String {
    ShownDifference.text(outcome, path: guide.path)
  }

  /// The difference of a dry run, or one line that says what was done.
  var text: String {
    if isDryRun { return difference }
    guard outcome.isChange else { return unchanged + "\n" }
    let (name, path) = (guide.server.name, ShownDifference.shown(guide.path))
    if !isRemoval {
      return outcome.hadEntry
        ? localized("Changed '\(name)' in \(path).\n", "已更改 \(path) 中的 '\(name)'。\n")
        : localized("Added '\(name)' to \(path).\n", "已将 '\(name)' 写入 \(path)。\n")
    }
    return outcome.after == nil
      ? localized("Removed \(path), which held nothing else.\n", "已删除 \(path)，其中没有其他内容。\n")
      : localized("Took '\(name)' out of \(path).\n", "已从 \(path) 中移除 '\(name)'。\n")
  }

  private var unchanged: String {
    let (name, path) = (guide.server.name, ShownDifference.shown(guide.path))
    return isRemoval
      ? localized("There is no '\(name)' in \(path); nothing was changed.", "\(path) 中没有 '\(name)'，未作更改。")
      : localized("'\(name)' stands in \(path) already; nothing was changed.", "\(path) 中已有 '\(name)'，未作更改。")
  }

  /// What a person should know beside the result.
  var remarks: String {
    var remarks: [String] = []
    if isDryRun {
      remarks.append(outcome.isChange ? localized("Nothing was written.", "未写入任何内容。") : unchanged)
    } else if outcome.isChange {
      remarks += copies
      remarks.append(guide.note)
      // A client that asks for the key keeps it itself.
      if !isRemoval, !guide.server.asksForKey { remarks.append(KeyAdvice.text) }
    }
    return (remarks + [programRemark].compactMap(\.self)).joined(separator: "\n")
  }

  /// The copy from before the first change, and that from before this one.
  private var copies: [String] {
    guard let backup = outcome.backup else { return [] }
    let first = outcome.firstBackup ?? backup
    let original = localized("The file as it was: \(first)", "原文件备份：\(first)")
    if first == backup { return [original] }
    return [original, localized("The file before this change: \(backup)", "本次更改前的备份：\(backup)")]
  }

  var json: String {
    let result: JSONObject = [
      "changed": .bool(outcome.isChange), "written": .bool(outcome.isChange && !isDryRun),
      "backup": outcome.backup.map(JSONValue.string) ?? .null, "difference": .string(difference),
    ]
    return JSONValue.object(guide.members + result).description + "\n"
  }
}

extension JSONObject {
  fileprivate static func + (left: JSONObject, right: JSONObject) -> JSONObject {
    JSONObject(left.members + right.members)
  }
}
