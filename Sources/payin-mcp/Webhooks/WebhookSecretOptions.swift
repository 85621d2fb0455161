import ArgumentParser
import FoundationEssentials
import Glibc
import PayIn

/// The secret of webhooks. It is no argument itself, because a command line can be read by every process on the machine.
struct WebhookSecretOptions: ParsableArguments {
  private static let longestFile = 64 * 1024

  @Option(
    help: .text(
      "File with the secret; a line break at its end does not count. Without it: PAYIN_WEBHOOK_SECRET.",
      "含密钥的文件；末尾的换行不计。未指定时使用 PAYIN_WEBHOOK_SECRET。", value: "file"),
    completion: .file())
  var secretFile: String?

  /// The text of the secret, or nil if none was given. It has been checked.
  ///
  /// - Throws: `ExitStatus.configuration` after a message that does not contain the secret.
  func text() throws -> String? {
    let variable = ConfigurationVariable.webhookSecret.rawValue
    if let secretFile { return try checked(try read(secretFile), from: secretFile) }
    return try ProcessInfo.processInfo.environment[variable].map { try checked($0, from: variable) }
  }

  private func read(_ path: String) throws -> String {
    do throws(InputFile.ReadError) {
      let text = String(validating: try InputFile.read(path, atMost: Self.longestFile), as: UTF8.self)
      guard let text else { throw .system(EILSEQ) }
      // `\r\n` is one character.
      return text.last?.isNewline == true ? String(text.dropLast()) : text
    } catch {
      StandardError.write(error.message(path))
      throw ExitStatus.configuration
    }
  }

  private func checked(_ text: String, from source: String) throws -> String {
    do throws(WebhookSecret.ValidationError) {
      _ = try WebhookSecret(text)
      return text
    } catch {
      let language = CommandText.language
      let (message, fix) = (error.message.rendered(in: language), error.fix.rendered(in: language))
      StandardError.write(
        localized("payin-mcp: \(source) \(message). \(fix)", "payin-mcp：\(source) \(message)。\(fix)"))
      throw ExitStatus.configuration
    }
  }
}
