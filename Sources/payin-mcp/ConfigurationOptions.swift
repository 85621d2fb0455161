import ArgumentParser
import PayIn

/// Every setting that may stand on a command line. The key may not: a command line can be read by any process.
struct ConfigurationOptions: ParsableArguments {
  @Option(help: "The API to call, with or without /api/v1; https, or http to this machine.")
  var baseURL: String?

  @Option(help: "sandbox, testnet or mainnet; must agree with the host.")
  var environment: String?

  @Option(help: "Sets and names of tools, such as default,-webhooks or orders,get_status.")
  var tools: String?

  @Flag(help: "Leave out every tool that changes something.")
  var readOnly = false

  @Option(help: "mainnet, always, token or always+token: when a person is asked before something is changed.")
  var confirm: String?

  @Option(help: "Seconds for name, connection and TLS.")
  var connectTimeout: String?

  @Option(help: "Seconds for one call.")
  var timeout: String?

  @Option(help: "Seconds for one call that lists.")
  var listTimeout: String?

  @Option(help: "Seconds without progress after which running calls are given up at the end of input.")
  var drainTimeout: String?

  @Option(help: "Connections to one host at once.")
  var maxConnections: String?

  @Option(help: "Tool calls that run at once.")
  var maxInFlight: String?

  @Option(help: "Largest reply of the API in bytes.")
  var maxResponseBytes: String?

  @Option(help: "on or off: look an order up by its reference before it is made.")
  var duplicateCheck: String?

  @Option(help: "Calls per minute for orders, deposits and queries, such as 100,50,300; or off.")
  var rateLimit: String?

  @Option(help: "Largest amount of one order or payment link in whole tokens.")
  var maxAmount: String?

  @Option(help: "Orders that may be made in any hour.")
  var maxOrdersPerHour: String?

  @Option(help: "auto, seed or open: how the API speaks; as documented, or as PayIn's published code.")
  var dialect: String?

  @Option(help: "debug, info, warning or error.")
  var logLevel: String?

  @Option(help: "en or zh: what results and errors are written in. The default is the locale's language.")
  var lang: String?

  @Option(help: "Absolute path of a PEM file with the certificate authorities to trust.")
  var caBundle: String?

  @Option(help: "Where the sandbox sends webhooks: https, or http to this machine.")
  var sandboxWebhookURL: String?

  /// Values under the names of the variables they override.
  var overrides: [String: String] {
    let pairs: [(ConfigurationVariable, String?)] = [
      (.baseURL, baseURL), (.environment, environment), (.confirm, confirm),
      (.tools, tools), (.readOnly, readOnly ? "1" : nil),
      (.connectTimeout, connectTimeout), (.timeout, timeout),
      (.listTimeout, listTimeout), (.drainTimeout, drainTimeout), (.maximumConnections, maxConnections),
      (.maximumInFlight, maxInFlight), (.maximumResponseBytes, maxResponseBytes), (.duplicateCheck, duplicateCheck),
      (.rateLimit, rateLimit), (.maximumAmount, maxAmount),
      (.maximumOrdersPerHour, maxOrdersPerHour), (.dialect, dialect), (.logLevel, logLevel), (.language, lang),
      (.certificateBundle, caBundle), (.sandboxWebhookURL, sandboxWebhookURL),
    ]
    return pairs.reduce(into: [:]) { overrides, pair in overrides[pair.0.rawValue] = pair.1 }
  }
}
