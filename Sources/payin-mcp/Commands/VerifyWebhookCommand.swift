import ArgumentParser
import Glibc
import JSON
import PayIn
import PayInTools
import SandboxAPI

/// Verifies the signature of one webhook, whose body is read byte by byte as it is.
struct VerifyWebhookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-webhook",
    abstract: localized("Check the signature of a webhook and read its event.", "验证 webhook 的签名并读取其事件。"),
    discussion: localized(
      """
      The body comes from stdin or a file, exactly as it was received: one changed byte makes it invalid. Exit status: 0 \
      valid, 1 not valid, 2 for a mistake in the command or a body that cannot be read, 3 without a usable secret.

      payin-mcp verify-webhook --signature t=1767225600,v1=5257a8… < body.json
      payin-mcp verify-webhook --signature 5257a8… --body-file body.json --json
      """,
      """
      请求体取自 stdin 或文件，须与收到时逐字节相同，改动一个字节即无效。退出状态：0 有效，1 无效，2 命令有误或无法读取请求体，3 没有可用的密钥。

      payin-mcp verify-webhook --signature t=1767225600,v1=5257a8… < body.json
      payin-mcp verify-webhook --signature 5257a8… --body-file body.json --json
      """))

  private static let tolerances = 0...315_576_000

  @Option(help: .text("Value of the header x-payin-signature.", "x-payin-signature 头部的值。"))
  var signature: String

  @Option(
    help: .text("File with the body; - or none for stdin.", "请求体文件；- 或省略表示 stdin。", value: "file"), completion: .file())
  var bodyFile: String?

  @OptionGroup var secret: WebhookSecretOptions

  @Option(
    help: .text(
      "Seconds that the signature may be old, or ahead of this machine's clock.", "签名允许的时差秒数，早于或晚于本机时钟。"))
  var tolerance = WebhookVerifier.defaultTolerance

  @Flag(help: .text("Print one JSON object, as the tool verify_webhook does.", "输出一个 JSON 对象，与工具 verify_webhook 相同。"))
  var json = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard Self.tolerances.contains(tolerance) else {
      throw ValidationError(
        localized("--tolerance must be a number of seconds from 0 on.", "--tolerance 必须是不小于 0 的秒数。"))
    }
  }

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    guard let text = try secret.text() else {
      StandardError.write(
        localized(
          "payin-mcp: set PAYIN_WEBHOOK_SECRET to the secret of the endpoint, or name a file that holds it with --secret-file.",
          "payin-mcp：请将 PAYIN_WEBHOOK_SECRET 设为该端点的密钥，或用 --secret-file 指定含密钥的文件。"))
      throw ExitStatus.configuration
    }
    let (secret, body) = (try WebhookSecret(text), try body())
    let verdict = WebhookVerifier(secret, tolerance: tolerance).verdict(on: body, signature, now: time(nil))
    let reader = DisplayContext(CommandText.language, hiding: Secrets(nil, secret))
    let report = WebhookReport(verdict, of: body, for: reader)
    let object = JSONValue.object(reader.secrets.redact(report.fields))
    StandardOutput.write((json ? "\(object)" : report.summary.rendered(for: reader)) + "\n")
    guard verdict.isValid else { throw ExitStatus.failure }
  }

  private func body() throws -> [UInt8] {
    let isStandardInput = bodyFile == nil || bodyFile == "-"
    if isStandardInput, isatty(STDIN_FILENO) == 1 {
      StandardError.write(
        localized("Type or paste the body, then Ctrl-D.", "请输入或粘贴请求体，然后按 Ctrl-D。"))
    }
    do throws(InputFile.ReadError) {
      return try InputFile.read(bodyFile, atMost: Request.maximumBodyBytes)
    } catch {
      StandardError.write(error.message(isStandardInput ? "stdin" : bodyFile ?? ""))
      throw ExitStatus.usage
    }
  }
}
