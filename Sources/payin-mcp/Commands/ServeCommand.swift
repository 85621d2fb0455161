import ArgumentParser
import CurlTransport
import FoundationEssentials
import Glibc
import JSONRPC
import Journal
import MCP
import PayIn
import PayInTools
import Sandbox
import SandboxAPI
import SandboxModel
import Threads

/// Serves MCP on stdin and stdout until the input ends.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: localized("Serve MCP on stdin and stdout (the default).", "在 stdin 和 stdout 上提供 MCP 服务（默认）。"),
    discussion: localized(
      """
      Flags win over variables. The key is PAYIN_API_KEY and never an argument; without it the embedded sandbox serves. \
      PAYIN_WEBHOOK_SECRET, PAYIN_SANDBOX_TOKEN and PAYIN_ALLOW_MAINNET_WRITES have no flags either. It ends at the end of input.

      payin-mcp serve --tools default,-webhooks --max-amount 500
      payin-mcp --sandbox-db :memory: --sandbox-seed 7 < requests.jsonl
      """,
      """
      命令行选项优先于环境变量。密钥只从 PAYIN_API_KEY 读取，绝不作为参数；未设置时使用内置沙盒。PAYIN_WEBHOOK_SECRET 和 \
      PAYIN_ALLOW_MAINNET_WRITES 也没有对应选项。输入结束时退出。

      payin-mcp serve --tools default,-webhooks --max-amount 500
      payin-mcp --sandbox-db :memory: --sandbox-seed 7 < requests.jsonl
      """))

  @OptionGroup var options: ConfigurationOptions

  @Option(
    help: .text(
      """
      File of the embedded sandbox, or :memory:. Default: payin-mcp/sandbox.sqlite below XDG_STATE_HOME, or below \
      ~/.local/state.
      """,
      """
      内置沙盒的文件，或 :memory:。默认为 XDG_STATE_HOME（或 ~/.local/state）下的 payin-mcp/sandbox.sqlite。
      """),
    completion: .file())
  var sandboxDB: String?

  @Option(
    help: .text(
      "Seed of the embedded sandbox's ids, addresses and hashes; random by default. A file keeps its own.",
      "内置沙盒的种子，决定全部 id、地址和哈希；默认随机。已有的文件沿用自己的种子。"))
  var sandboxSeed: UInt64?

  @Flag(
    help: .text(
      "Print every setting with its value and its source, and end. The key is masked.",
      "显示每个设置的值和来源后退出；密钥会被遮盖。"))
  var printConfig = false

  @Flag(help: .text("With --print-config: print JSON.", "与 --print-config 一起使用：以 JSON 输出。"))
  var json = false

  func validate() throws {
    guard printConfig || !json else {
      throw ValidationError(
        localized("--json is for --print-config only.", "--json 只能与 --print-config 一起使用。"))
    }
  }

  func run() throws {
    guard printConfig else {
      try Self.serve(overrides: options.overrides, sandboxFile: sandboxDB, sandboxSeed: sandboxSeed)
    }
    let printed = PrintedConfiguration(
      environment: ProcessInfo.processInfo.environment, overrides: options.overrides, sandboxFile: sandboxDB)
    StandardOutput.write(json ? "\(printed.json)\n" : printed.text)
    if !printed.isUsable { throw ExitStatus.configuration }
  }

  /// Serves until the input ends, and ends the process.
  ///
  /// - Parameters:
  ///   - overrides: the values of flags, under the names of the variables they override.
  ///   - sandboxFile: the value of `--sandbox-db`.
  ///   - sandboxSeed: the value of `--sandbox-seed`.
  static func serve(
    overrides: [String: String] = [:], sandboxFile: String? = nil, sandboxSeed: UInt64? = nil
  ) throws -> Never {
    StandardStreams.ignoreSignals()
    let environment = ProcessInfo.processInfo.environment
    // Before the output takes a descriptor: a limit of four leaves one for the file of settings.
    let settings = try reportingErrors {
      try ServerSettings(
        SettingValues(environment: environment, overrides: overrides), sandboxFile: sandboxFile,
        environment: environment)
    }
    let output = StandardStreams.separateOutput()
    let configuration = settings.configuration
    CallLog(level: configuration.logLevel).write(ignored: configuration.serviceLinks)
    let warn = { @Sendable (warning: LocalizedText) in
      guard configuration.logLevel >= .warning else { return }
      StandardError.log("payin-mcp: " + warning.rendered(in: configuration.language))
    }
    configuration.warnings.forEach(warn)
    TerminalGreeting.write(configuration)
    if configuration.logLevel >= .warning { SystemLimits.warnOfFewDescriptors(in: configuration.language) }
    let journal = try reportingErrors { try openJournal(configuration) }
    let transport = transport(configuration)
    let sandbox = EmbeddedSandbox(
      storage: settings.storage, dialect: configuration.dialect == .published ? .published : .documented,
      seed: sandboxSeed, webhook: settings.webhook, merchant: configuration.sandboxMerchant, transport: transport,
      warn: warn)
    let host = try reportingErrors { try sandboxHost(configuration, sandbox, transport) }
    let context = context(configuration, host, transport, journal)
    let sessionSettings = SessionSettings(
      maximumInFlight: configuration.maximumInFlight, drainTimeout: configuration.drainTimeout,
      tasks: TaskSettings(store: configuration.usesEmbeddedSandbox ? sandbox : nil))
    let server = ServerDescription.payIn(configuration, version: PayInMCP.version)
    do throws(ThreadError) {
      try StdioServer.run(output: output, atEnd: sandbox.finish) { output in
        Session(
          server: server, capabilities: PayInTools.capabilities, contents: { try PayInTools.contents(context) },
          output: output, settings: sessionSettings)
      }
    } catch {
      throw error.report(in: configuration.language)
    }
    // `exit` would tear down what other threads still use.
    _exit(0)
  }

  /// Writes the errors of settings to stderr, and throws the exit status for them.
  static func reportingErrors<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let error as ConfigurationError {
      for setting in error.errors { StandardError.write("payin-mcp: \(setting.text.rendered(in: error.language))") }
      throw ExitStatus.configuration
    }
  }

  private static func transport(_ configuration: Configuration) -> CurlTransport {
    CurlTransport(
      CurlConfiguration(
        maximumConnectionsPerHost: configuration.maximumConnections,
        descriptorsPerConnection: configuration.usesEmbeddedSandbox ? 2 : 1, caBundle: configuration.certificateBundle,
        userAgent: "payin-mcp/\(PayInMCP.version)"))
  }

  private static func openJournal(_ configuration: Configuration) throws(ConfigurationError) -> Journal? {
    guard let path = configuration.journal else { return nil }
    do throws(JournalError) {
      return try Journal(path, now: TimeSource.system.date)
    } catch {
      throw ConfigurationError(
        errors: [configuration.error(.journal, .unusable(error.message, fix: error.fix))],
        language: configuration.language)
    }
  }

  /// The sandbox that calls go to where no API is set: the embedded one, or the one that a token is set for.
  private static func sandboxHost(
    _ configuration: Configuration, _ embedded: EmbeddedSandbox, _ transport: CurlTransport
  ) throws -> any SandboxHost {
    guard let url = configuration.baseURL, let token = configuration.sandboxToken else { return embedded }
    let key = try configuration.apiKey ?? APIKey(SandboxKeys.full)
    return SeparateSandbox(url, token, key: key, transport: transport)
  }

  private static func context(
    _ configuration: Configuration, _ sandbox: any SandboxHost, _ transport: CurlTransport, _ journal: Journal?
  ) -> ToolContext {
    let versions = ToolContext.Versions(
      server: PayInMCP.version, libcurl: CurlTransport.curlVersion,
      protocolRevisions: ProtocolRevision.allCases.map(\.rawValue))
    return ToolContext(
      configuration: configuration, versions: versions, transport: transport, sandbox: sandbox, journal: journal,
      observe: CallLog(level: configuration.logLevel).write)
  }
}
