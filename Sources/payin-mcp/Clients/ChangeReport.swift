import ClientSettings
import JSON

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
