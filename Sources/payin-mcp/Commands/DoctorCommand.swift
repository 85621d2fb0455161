import ArgumentParser
import FoundationEssentials
import Glibc
import PayIn
import Synchronization
import Threads

/// Checks the set-up of a server, changes nothing, and says what to do.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: localized("Check the set-up, and say how to fix it.", "检查配置并给出修复方法。"),
    discussion: localized(
      """
      Checks settings, the way to the API and its certificate, the key, the sandbox's file and this machine's limits. \
      Nothing is written, the API gets a few reads, and the key is never shown.

      Ends with 0 if nothing failed, 1 if a check failed, 3 if a server with these settings would not start.

      payin-mcp doctor
      payin-mcp doctor --client-check --json
      """,
      """
      检查设置、通往 API 的连接及其证书、密钥、沙盒文件和本机限制。不写入任何内容，只向 API 发送少量读取请求，也不会显示密钥。

      全部通过时退出状态为 0，有检查失败时为 1，若使用这些设置服务器无法启动则为 3。

      payin-mcp doctor
      payin-mcp doctor --client-check --json
      """))

  @OptionGroup var options: ConfigurationOptions

  @Option(help: .text("File of the embedded sandbox, or :memory:.", "内置沙盒的文件，或 :memory:。"))
  var sandboxDB: String?

  @Flag(help: .text("Print one JSON object.", "输出一个 JSON 对象。"))
  var json = false

  @Flag(
    help: .text(
      "Also look for payin-mcp in the settings of MCP clients.", "同时在 MCP 客户端的设置中查找 payin-mcp。"))
  var clientCheck = false

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let diagnosis = Diagnosis(environment: environment, overrides: options.overrides, sandboxFile: sandboxDB)
    let configuration = diagnosis.configuration
    let clients = clientCheck ? diagnosis.clientFindings(diagnosis.clientFiles) : []
    let report = DoctorReport(
      diagnosis.localFindings() + clients + Self.apiFindings(diagnosis), isStartable: diagnosis.isStartable,
      reader: DisplayContext(
        diagnosis.language, hiding: Secrets(configuration?.apiKey, configuration?.webhookSecret)))
    StandardOutput.write(json ? "\(report.json)\n" : report.text(isColoured: TerminalStyle.isUsed))
    if let status = report.exitStatus { throw status }
  }

  /// Runs the checks that ask the network on the threads of tasks, and waits for them.
  private static func apiFindings(_ diagnosis: Diagnosis) -> [Finding] {
    guard let configuration = diagnosis.configuration, let api = APIFindings(configuration) else {
      return APIFindings.skipped(diagnosis)
    }
    do throws(ThreadError) {
      try TaskThreads.shared.start()
    } catch {
      let reason = LocalizedText(verbatim: String(cString: strerror(error.number)))
      return [Finding(.threads, .failure, reason)] + APIFindings.skipped(diagnosis)
    }
    let (result, ended) = (FindingsOfTask(), Wakeup())
    _ = Task.start {
      result.set(await api.findings())
      ended.raise()
    }
    ended.wait()
    return result.value
  }

  /// What a task hands to the thread that waits for it.
  private final class FindingsOfTask: Sendable {
    private let findings = Mutex<[Finding]>([])

    var value: [Finding] { findings.withLock(\.self) }

    func set(_ value: [Finding]) {
      findings.withLock { $0 = value }
    }
  }
}
