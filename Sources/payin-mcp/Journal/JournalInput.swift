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
    guard let path = try file ?? Self.configured, !path.isEmpty else {
      StandardError.write(
        localized("payin-mcp: name the journal, or set PAYIN_JOURNAL.", "payin-mcp：请指定日志文件，或设置 PAYIN_JOURNAL。"))
      throw ExitStatus.usage
    }
    self.path = path
  }

  private static var configured: String? {
    get throws {
      try ServeCommand.reportingErrors {
        try Configuration.load(environment: ProcessInfo.processInfo.environment)
      }.journal
    }
  }

  /// Throws the exit status if the file cannot be read.
  func read(_ body: (inout JournalLines) throws(JournalError) -> Void) throws(ExitStatus) {
    do throws(JournalError) {
      let descriptor = try opened()
      defer { if path != "-" { close(descriptor) } }
      var lines = JournalLines(descriptor)
      try body(&lines)
    } catch {
      let message = error.message + (error == .notARegularFile ? Self.pipeHint : .empty)
      StandardError.write(
        LocalizedText(
          "payin-mcp: the journal \(whole: path) \(message[.english])",
          "payin-mcp：日志 \(whole: path) \(message[.chinese])"
        ).rendered(in: CommandText.language))
      throw .usage
    }
  }

  private static let pipeHint = LocalizedText("; what a pipe brings is read with -", "；管道的内容请用 - 读取")

  /// A pipe that is named would hold the program up until it has a writer, and a device may have no end.
  private func opened() throws(JournalError) -> Int32 {
    guard path != "-" else { return STDIN_FILENO }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw .system(.open, number: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notARegularFile
    }
    return descriptor
  }
}
