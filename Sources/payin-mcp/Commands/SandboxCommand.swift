import ArgumentParser
import FoundationEssentials
import Glibc
import JSON
import PayIn
import Sandbox
import SandboxAPI
import SandboxModel

/// Serves the PayIn API on this machine until a signal arrives. Standard input is not read: a service or a job of
/// continuous integration has none.
struct SandboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: localized(
      "Serve the PayIn API on this machine, for any HTTP client.", "在本机提供 PayIn API，任何 HTTP 客户端均可使用。"),
    discussion: localized(
      """
      Real HTTP and real state, but no money. It prints where it is and how to call it on stdout, and each request and \
      each delivery of a webhook on stderr. Ctrl-C and SIGTERM end it cleanly, with status 0. PAYIN_WEBHOOK_SECRET signs \
      webhooks.

      payin-mcp sandbox --port 8484 --webhook-url http://127.0.0.1:3000/webhooks
      payin-mcp sandbox --port 0 --db :memory: --seed 7 --json --quiet
      """,
      """
      真实的 HTTP 和状态，但不涉及资金。地址和用法输出到 stdout，每个请求和每次 webhook 投递输出到 stderr。Ctrl-C 或 SIGTERM \
      使其正常结束，状态为 0。webhook 以 PAYIN_WEBHOOK_SECRET 签名。

      payin-mcp sandbox --port 8484 --webhook-url http://127.0.0.1:3000/webhooks
      payin-mcp sandbox --port 0 --db :memory: --seed 7 --json --quiet
      """))

  private static let ports = 0...65_535
  private static let latencies = 0...60_000
  private static let poolSizes = 0...1_000_000
  private static let tokenLengths = 8...128

  @Option(help: .text("Port on 127.0.0.1; 0 lets the system choose.", "127.0.0.1 上的端口；0 由系统选择。"))
  var port = LocalSandbox.port

  @Option(
    help: .text(
      "File of the sandbox, or :memory:. The default is the one the MCP server keeps its orders in.",
      "沙盒的文件，或 :memory:。默认与 MCP 服务器保存订单的文件相同。"),
    completion: .file())
  var db: String?

  @Option(
    help: .text(
      "Seed of all ids, addresses and hashes; random by default. A file keeps the one it was made with.",
      "全部 id、地址和哈希的种子；默认随机。已有的文件沿用创建时的种子。"))
  var seed: UInt64?

  @Option(
    help: .text(
      "How the API answers: as documented, or as PayIn's published code.", "API 的应答方式：按文档，或按 PayIn 公开的代码。"))
  var dialect = Dialect.documented

  @Option(
    help: .text(
      "Where webhooks are sent: https, or http to this machine. PAYIN_WEBHOOK_SECRET signs them. Default: nowhere.",
      "webhook 的接收地址：https，或指向本机的 http。以 PAYIN_WEBHOOK_SECRET 签名。默认不发送。"))
  var webhookURL: WebhookURL?

  @Option(
    help: .text(
      "The merchant's name on the payment pages. Default: the payment link's title.", "付款页上显示的商家名称。默认为支付链接的标题。"))
  var merchant: String?

  @Option(help: .text("Milliseconds by which each answer is delayed.", "每个应答延迟的毫秒数。"))
  var latency = 0

  @Option(help: .text("Number of addresses per protocol.", "每种协议的地址数量。"))
  var poolSize = 1000

  @Option(
    help: .text(
      "The control token: 8 to 128 letters, digits or any of -._~. Other programs can read it. Random by default.",
      "控制令牌：8 到 128 个字母、数字或 -._~。其他程序可以读到它。默认随机。"))
  var token: String?

  @Flag(help: .text("Write no lines about requests and deliveries.", "不输出有关请求和投递的行。"))
  var quiet = false

  @Flag(
    help: .text(
      "Print one JSON object with addresses, keys and token instead of the text.", "以一个 JSON 对象代替文本输出地址、密钥和令牌。"))
  var json = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    try Self.require("port", port, in: Self.ports)
    try Self.require("latency", latency, in: Self.latencies)
    try Self.require("pool-size", poolSize, in: Self.poolSizes)
    guard token.map(Self.isToken) ?? true else {
      throw ValidationError(
        localized(
          "--token must be 8 to 128 letters, digits or any of -._~", "--token 必须是 8 到 128 个字母、数字或 -._~"))
    }
  }

  private static func require(_ name: String, _ value: Int, in range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      let (least, most) = (range.lowerBound, range.upperBound)
      throw ValidationError(
        localized(
          "--\(name) must be a whole number from \(least) to \(most).", "--\(name) 必须是 \(least) 到 \(most) 的整数。"))
    }
  }

  /// The characters need no escape in a URL (RFC 3986, section 2.3), in a shell or in a header.
  private static func isToken(_ text: String) -> Bool {
    tokenLengths.contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789-._~".unicodeScalars.contains($0))
      }
  }

  func run() throws {
    signal(SIGXFSZ, SIG_IGN)
    SystemLimits.warnOfFewDescriptors(in: CommandText.language)
    let configuration = try configuration(ProcessInfo.processInfo.environment)
    try CommandTask.run { signal in
      await serve(configuration, until: signal)
      return 0
    }
  }

  private func configuration(_ environment: [String: String]) throws -> SandboxConfiguration {
    var webhook = SandboxConfiguration.Webhook(url: webhookURL)
    if let secret = environment[ConfigurationVariable.webhookSecret.rawValue], !secret.isEmpty {
      webhook.secret = secret
    }
    return SandboxConfiguration(
      database: try Self.storage(db, environment), port: port, seed: seed, controlToken: token, poolSize: poolSize,
      dialect: dialect, latency: .milliseconds(latency), webhook: webhook,
      merchant: merchant, transport: try CommandTransport.make(),
      observe: quiet ? nil : SandboxLog.observer)
  }

  private static func storage(
    _ text: String?, _ environment: [String: String]
  ) throws -> SandboxConfiguration.Storage {
    do throws(SettingError) {
      return try SandboxConfiguration.Storage(text, flag: "--db", environment: environment)
    } catch {
      StandardError.write("payin-mcp: \(error.text.rendered(in: CommandText.language))")
      throw ExitStatus.configuration
    }
  }

  private func serve(_ configuration: SandboxConfiguration, until signal: FirstSignal) async {
    do throws(SandboxError) {
      let server = try await SandboxServer.start(configuration)
      if let warning = server.storage.memoryWarning(flag: "--db") {
        StandardError.write("payin-mcp: \(warning.rendered(in: CommandText.language))")
      }
      let announcement = SandboxAnnouncement(server: server, configuration: configuration)
      StandardOutput.write(json ? "\(JSONValue.object(announcement.object))\n" : "\(announcement)\n")
      await signal.wait()
      await server.shutdown()
    } catch {
      StandardError.write("payin-mcp: \(error)")
      _exit(ExitStatus.configuration.rawValue)
    }
  }
}

extension Dialect: ExpressibleByArgument {
  package init?(argument: String) {
    self.init(name: argument)
  }
}

extension WebhookURL: ExpressibleByArgument {
  package init?(argument: String) {
    try? self.init(argument)
  }
}
