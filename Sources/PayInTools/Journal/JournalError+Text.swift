import Glibc
package import Journal
package import PayIn

extension JournalError {
  /// The error as a predicate of the file or of the setting that names it, without a full stop.
  package var message: LocalizedText {
    switch self {
    case .system(let step, let number):
      let reason = String(cString: strerror(number))
      let what = step.message
      return LocalizedText("\(what[.english]): \(reason)", "\(what[.chinese])：\(reason)")
    case .symbolicLink: return LocalizedText("is a symbolic link; name the file itself", "是符号链接，请指定文件本身")
    case .notARegularFile: return LocalizedText("is no regular file", "不是普通文件")
    case .otherOwner(let user):
      return LocalizedText(
        "belongs to another user (id \(user)), who can change it", "属于其他用户（ID \(user)），该用户可更改它")
    case .widerRights(let mode):
      let octal = String(mode, radix: 8)
      return LocalizedText(
        "can be read or changed by other users (mode \(octal)): chmod 600 mends it",
        "可被其他用户读取或更改（权限 \(octal)），请用 chmod 600 修正")
    case .notAJournal: return LocalizedText("has other content than a journal", "的内容不是日志记录")
    case .damaged:
      return LocalizedText(
        "was changed at its end: payin-mcp journal verify shows where; move it away to begin another one",
        "的末尾被更改过：payin-mcp journal verify 会指出位置；将其移走即可重新开始")
    case .replaced:
      return LocalizedText(
        "was cut, moved or replaced while this server runs: restart the server",
        "在服务器运行期间被截断、移动或替换：请重启服务器")
    case .busy: return LocalizedText("has been locked by another process for 5 s", "已被其他进程锁定 5 秒")
    }
  }
}

extension JournalError {
  /// What the operator should do about the file. To do without a journal is no remedy.
  package var fix: LocalizedText {
    switch self {
    case _ where isTransient: LocalizedText("Try again in a few seconds.", "请几秒后重试。")
    case .damaged:
      LocalizedText(
        "Keep it and find out who changed it; without the setting no write would be recorded.",
        "请保留该文件并查明是谁更改了它；移除该设置则不会记录任何写操作。")
    default:
      LocalizedText(
        "Mend this or name another file; without the setting no write would be recorded.",
        "请修复此问题或指定其他文件；移除该设置则不会记录任何写操作。")
    }
  }
}

extension JournalError.Step {
  fileprivate var message: LocalizedText {
    switch self {
    case .open: LocalizedText("cannot be opened", "无法打开")
    case .read: LocalizedText("cannot be read", "无法读取")
    case .write: LocalizedText("cannot be written", "无法写入")
    case .sync: LocalizedText("cannot be brought to the disk", "无法写入磁盘")
    case .lock: LocalizedText("cannot be locked", "无法锁定")
    case .startThread:
      LocalizedText("needs a thread, and the system allows no more", "需要一个线程，但系统不再允许")
    }
  }
}
