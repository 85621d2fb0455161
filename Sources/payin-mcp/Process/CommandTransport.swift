import CurlTransport
import FoundationEssentials
import PayIn

/// The transport of commands that send webhooks. Like the server it trusts the authorities of `PAYIN_CA_BUNDLE`; the
/// configuration file is the server's alone.
enum CommandTransport {
  /// Throws the exit status, after a message, if that setting cannot be used. No other setting is looked at.
  static func make() throws -> CurlTransport {
    let withoutFile = [ConfigurationVariable.config.rawValue: "/dev/null"]
    let values = SettingValues(environment: ProcessInfo.processInfo.environment.merging(withoutFile) { $1 })
    let bundle = try ServeCommand.reportingErrors { try values.certificateBundle() }
    return CurlTransport(CurlConfiguration(caBundle: bundle, userAgent: "payin-mcp/\(PayInMCP.version)"))
  }
}
