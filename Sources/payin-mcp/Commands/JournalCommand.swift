import ArgumentParser
import Glibc
import Journal
import PayIn

/// Checks and shows the journal of writes that a server keeps with `PAYIN_JOURNAL`.
struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: localized("Check or show the journal of writes.", "检查或显示写操作日志。"),
    discussion: localized(
      """
      PAYIN_JOURNAL names the file in which a server records each call that changes something. Without FILE it is the \
      one that the settings name.

      payin-mcp journal verify
      payin-mcp journal show payin.journal --last 5
      """,
      """
      PAYIN_JOURNAL 指定服务器记录每次更改操作的文件。省略 FILE 时使用设置中的文件。

      payin-mcp journal verify
      payin-mcp journal show payin.journal --last 5
      """),
    subcommands: [JournalVerifyCommand.self, JournalShowCommand.self])
}

/// Checks that no record of a journal was changed, removed, moved or added.
struct JournalVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: localized("Check that a journal is as it was written.", "检查日志是否与写入时一致。"),
    discussion: localized(
      """
      Exit status: 0 if the chain holds, 1 with the first broken line. A chain cannot show that its end was cut off: \
      keep the number of records and the last hash elsewhere, and give them here later.

      payin-mcp journal verify payin.journal
      payin-mcp journal verify payin.journal --at-least 120 --expect 5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef
      """,
      """
      退出状态：链完整为 0；否则为 1，并指出第一处损坏的行。仅凭链无法发现末尾被截断：请将记录数和最后的哈希另行保存，之后在此给出。

      payin-mcp journal verify payin.journal
      payin-mcp journal verify payin.journal --at-least 120 --expect 5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef
      """))

  @Argument(
    help: .text("The journal; - for stdin. Default: PAYIN_JOURNAL.", "日志文件；- 表示 stdin。PAYIN_JOURNAL。"),
    completion: .file())
  var file: String?

  @Option(help: .text("Hash of a record that must be in the journal.", "日志中必须存在的一条记录的哈希。", value: "hash"))
  var expect: String?

  @Option(help: .text("Number of records that it must have.", "日志至少应有的记录数。", value: "number"))
  var atLeast: Int?

  @Flag(help: .text("Print one JSON object.", "输出一个 JSON 对象。"))
  var json = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard expect.map(Self.isHash) ?? true else {
      throw ValidationError(
        localized(
          "--expect must be the hash of a record, 64 hexadecimal digits; zeros stand for no record.",
          "--expect 必须是一条记录的 64 位十六进制哈希；全零表示没有记录。"))
    }
    guard atLeast ?? 0 >= 0 else {
      throw ValidationError(localized("--at-least must be 0 or more.", "--at-least 必须不小于 0。"))
    }
  }

  /// The zeros that stand for the record before the first would be found in any journal.
  private static func isHash(_ text: String) -> Bool {
    text.lowercased().wholeMatch(of: /[0-9a-f]{64}/) != nil && text != JournalRecord.noHash
  }

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    var check = JournalCheck(expecting: expect?.lowercased())
    try JournalInput(file).read { lines throws(JournalError) in try check.read(&lines) }
    let report = JournalReport(check: check, atLeast: atLeast)
    StandardOutput.write(json ? "\(report.json)\n" : report.text)
    guard report.isGood else { throw ExitStatus.failure }
  }
}

/// Shows the calls that a journal tells of.
struct JournalShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: localized("Show the calls of a journal, the latest last.", "显示日志中的调用，最新的在最后。"),
    discussion: localized(
      """
      One row for each call, its records taken together. Exit status: 0 if the chain of the records holds; 1, with a \
      warning on stderr, if it is broken. verify checks more.

      payin-mcp journal show payin.journal
      payin-mcp journal show payin.journal --last 1000 --json
      """,
      """
      每次调用一行，汇总其各条记录。退出状态：记录的链完整为 0；链断裂为 1，并在 stderr 警告。更多检查请用 verify。

      payin-mcp journal show payin.journal
      payin-mcp journal show payin.journal --last 1000 --json
      """))

  @Argument(
    help: .text("The journal; - for stdin. Default: PAYIN_JOURNAL.", "日志文件；- 表示 stdin。PAYIN_JOURNAL。"),
    completion: .file())
  var file: String?

  @Option(help: .text("Number of calls.", "调用数。", value: "number"))
  var last = 20

  @Flag(help: .text("Print one JSON object a line.", "每行输出一个 JSON 对象。"))
  var json = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard 1...1_000_000 ~= last else {
      throw ValidationError(
        localized("--last must be a number from 1 to 1000000.", "--last 必须是 1 到 1000000 之间的数字。"))
    }
  }

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    var listing = JournalListing(limit: last)
    try JournalInput(file).read { lines throws(JournalError) in try listing.read(&lines) }
    StandardOutput.write(json ? listing.json : listing.text(width: Terminal.columns(of: STDOUT_FILENO)))
    for note in listing.notes(isTable: !json) { StandardError.write(note) }
    guard listing.fault == nil else { throw ExitStatus.failure }
  }
}
