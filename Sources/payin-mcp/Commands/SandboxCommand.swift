import ArgumentParser
import CurlTransport
import FoundationEssentials
import Glibc
import PayIn
import Sandbox
import SandboxAPI
import SandboxModel
import Threads

/// Serves the PayIn API on this machine until a signal arrives. Standard input is not read: a service or a job of
/// continuous integration has none.
struct SandboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox", abstract: "Serve the PayIn API on this machine, for any HTTP client.",
    discussion: """
      Real HTTP and real state, but no money. Says on stdout where it is and how to call it. SIGTERM and Ctrl-C end it \
      cleanly.
      """)

  private static let ports = 0...65_535
  private static let latencies = 0...60_000
  private static let poolSizes = 0...1_000_000

  @Option(help: "Port on 127.0.0.1; 0 lets the system choose.")
  var port = 8484

  @Option(help: "File of the sandbox, or :memory:. The default is the one the MCP server keeps its orders in.")
  var db: String?

  @Option(help: "Seed of all ids, addresses and hashes. A file keeps the one it was made with.")
  var seed: UInt64?

  @Option(help: "How the API answers: as documented, or as PayIn's published code.")
  var dialect = Dialect.documented

  @Option(help: "Where webhooks are sent: https, or http to this machine. PAYIN_WEBHOOK_SECRET signs them.")
  var webhookURL: WebhookURL?

  @Option(help: "Milliseconds by which each answer is delayed.")
  var latency = 0

  @Option(help: "Number of addresses per protocol.")
  var poolSize = 1000

  func validate() throws {
    try Self.require("port", port, in: Self.ports)
    try Self.require("latency", latency, in: Self.latencies)
    try Self.require("pool-size", poolSize, in: Self.poolSizes)
  }

  private static func require(_ name: String, _ value: Int, in range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      throw ValidationError("--\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
  }

  func run() throws {
    signal(SIGXFSZ, SIG_IGN)
    SystemLimits.warnOfFewDescriptors(in: .english)
    let signals = TerminationSignals()
    let (interruption, ended) = (FirstSignal(), Wakeup())
    let configuration = try configuration(ProcessInfo.processInfo.environment)
    do throws(ThreadError) {
      try TaskThreads.shared.start()
      try signals.forEach { interruption.receive($0) }
    } catch {
      throw error.report(in: .english)
    }
    _ = Task.start {
      await Self.serve(configuration, until: interruption)
      ended.raise()
    }
    ended.wait()
    // `exit` would tear down what other threads still use.
    _exit(0)
  }

  private func configuration(_ environment: [String: String]) throws -> SandboxConfiguration {
    var webhook = SandboxConfiguration.Webhook(url: webhookURL)
    if let secret = environment[ConfigurationVariable.webhookSecret.rawValue], !secret.isEmpty {
      webhook.secret = secret
    }
    return SandboxConfiguration(
      database: try Self.storage(db, environment), port: port, seed: seed, poolSize: poolSize, dialect: dialect,
      latency: .milliseconds(latency), webhook: webhook,
      transport: CurlTransport(CurlConfiguration(userAgent: "payin-mcp/\(PayInMCP.version)")))
  }

  private static func storage(
    _ text: String?, _ environment: [String: String]
  ) throws -> SandboxConfiguration.Storage {
    do throws(SettingError) {
      return try SandboxConfiguration.Storage(text, flag: "--db", environment: environment)
    } catch {
      StandardError.write("payin-mcp: \(error.text.rendered(in: .english))")
      throw ExitStatus.configuration
    }
  }

  private static func serve(_ configuration: SandboxConfiguration, until signal: FirstSignal) async {
    do throws(SandboxError) {
      let server = try await SandboxServer.start(configuration)
      if let warning = server.storage.memoryWarning(flag: "--db") {
        StandardError.write("payin-mcp: \(warning.rendered(in: .english))")
      }
      StandardOutput.write("\(SandboxAnnouncement(server: server, configuration: configuration))\n")
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
