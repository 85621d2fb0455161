import FoundationEssentials
import Glibc
import Journal
import PayIn
import PayInTools

/// The journal that a command reads: a file that it names, standard input, or the file of the settings.
struct JournalInput {
  private let path: String

  /// Throws the exit status if no file is named and the settings name none.
  init(_ file: String?) throws {
    if let file {
      path = file
      return
    }
    let configuration = try ServeCommand.reportingErrors {
      try Configuration.load(environment: ProcessInfo.processInfo.environment)
    }
    guard let journal = configuration.journal else {
      StandardError.write(
        localized("payin-mcp: name the journal, or set PAYIN_JOURNAL.", "payin-mcp：请指定日志文件，或设置 PAYIN_JOURNAL。"))
      throw ExitStatus.usage
    }
    path = journal
  }

  /// Throws the exit status if the file cannot be read.
  func read(_ body: (inout JournalLines) throws(JournalError) -> Void) throws(ExitStatus) {
    do throws(JournalError) {
      let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .system(.open, number: errno) }
      defer { if path != "-" { close(descriptor) } }
      var lines = JournalLines(descriptor)
      try body(&lines)
    } catch {
      let message = error.message
      StandardError.write(
        LocalizedText(
          "payin-mcp: the journal \(whole: path) \(message[.english])",
          "payin-mcp：日志 \(whole: path) \(message[.chinese])"
        ).rendered(in: CommandText.language))
      throw .usage
    }
  }
}
