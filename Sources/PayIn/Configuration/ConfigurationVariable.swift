import Formats

/// The table of settings: one row has a setting's variable, its flag, its values and its default. A variable that is not
/// here stops the start, so that a misspelt limit cannot pass for one that holds.
///
/// The cases stand in the order in which `payin-mcp help serve` lists the flags.
package enum ConfigurationVariable: String, CaseIterable, Sendable {
  case apiKey = "PAYIN_API_KEY"
  case baseURL = "PAYIN_BASE_URL"
  case environment = "PAYIN_ENVIRONMENT"
  case allowMainnetWrites = "PAYIN_ALLOW_MAINNET_WRITES"
  case tools = "PAYIN_TOOLS"
  case readOnly = "PAYIN_READ_ONLY"
  case confirm = "PAYIN_CONFIRM"
  case connectTimeout = "PAYIN_CONNECT_TIMEOUT"
  case timeout = "PAYIN_TIMEOUT"
  case listTimeout = "PAYIN_LIST_TIMEOUT"
  case drainTimeout = "PAYIN_DRAIN_TIMEOUT"
  case maximumConnections = "PAYIN_MAX_CONNECTIONS"
  case maximumInFlight = "PAYIN_MAX_IN_FLIGHT"
  case maximumResponseBytes = "PAYIN_MAX_RESPONSE_BYTES"
  case duplicateCheck = "PAYIN_DUPLICATE_CHECK"
  case rateLimit = "PAYIN_RATE_LIMIT"
  case maximumAmount = "PAYIN_MAX_AMOUNT"
  case maximumOrdersPerHour = "PAYIN_MAX_ORDERS_PER_HOUR"
  case dialect = "PAYIN_DIALECT"
  case logLevel = "PAYIN_LOG_LEVEL"
  case language = "PAYIN_LANG"
  case certificateBundle = "PAYIN_CA_BUNDLE"
  case webhookSecret = "PAYIN_WEBHOOK_SECRET"
  case sandboxWebhookURL = "PAYIN_SANDBOX_WEBHOOK_URL"
  case config = "PAYIN_CONFIG"

  package struct Row: Sendable {
    package let flag: Flag
    package let values: Values
    /// The text that stands in for a variable that is not set. Nil if the default is no text, such as no limit.
    package let standard: String?

    init(_ flag: Flag, _ values: Values = .text, standard: String? = nil) {
      self.flag = flag
      self.values = values
      self.standard = standard
    }
  }

  package enum Flag: Sendable, Equatable {
    /// The setting may not stand on a command line, which any process can read and which is copied thoughtlessly.
    case none
    /// `--name value`, with its line in the help.
    case value(help: String)
    /// `--name`, which means 1.
    case bare(help: String)
  }

  /// What the text may be. Letters may be of either case.
  package enum Values: Sendable, Equatable {
    /// Any text; it is checked by what uses it.
    case text
    /// `1`, `true` or `on`; `0`, `false` or `off`.
    case onOff
    /// A number of seconds with at most three decimals.
    case seconds(ClosedRange<Duration>)
    case count(SettingError.Unit, ClosedRange<Int>)
    /// One of these names. The old names are accepted for them, with a warning.
    case choice([String], oldNames: [String: String] = [:])
    /// A number of whole tokens above 0.
    case amount
    /// Three numbers of calls per minute, or `off`.
    case rates
    /// The absolute path of a file; a leading `~/` is the home folder.
    case path
  }

  package var row: Row {
    switch self {
    case .apiKey: Row(.none)
    case .baseURL: Row(.value(help: "The API to call, with or without /api/v1; https, or http to this machine."))
    case .environment:
      Row(
        .value(help: "sandbox, testnet or mainnet; must agree with the host."),
        .choice([Mode.sandbox, .testnet, .mainnet].map(\.rawValue)))
    case .allowMainnetWrites: Row(.none, .onOff, standard: "0")
    case .tools:
      Row(
        .value(help: "Sets and names of tools, such as default,-webhooks or orders,get_status."), standard: "default")
    case .readOnly: Row(.bare(help: "Leave out every tool that changes something."), .onOff, standard: "0")
    case .confirm:
      Row(
        .value(help: "mainnet, always, token or always+token: when a person is asked before something is changed."),
        .choice(ConfirmationRule.allCases.map(\.rawValue)), standard: "mainnet")
    case .connectTimeout:
      Row(
        .value(help: "Seconds for name look-up, connection and TLS."), .seconds(.milliseconds(100)...(.seconds(120))),
        standard: "10")
    case .timeout:
      Row(.value(help: "Seconds for one call."), .seconds(.milliseconds(100)...(.seconds(600))), standard: "30")
    case .listTimeout:
      Row(
        .value(help: "Seconds for one call that lists."), .seconds(.milliseconds(100)...(.seconds(600))),
        standard: "60")
    case .drainTimeout:
      Row(
        .value(help: "Seconds without progress after which running calls are given up at the end of input."),
        .seconds(.zero...(.seconds(600))), standard: "2")
    case .maximumConnections:
      Row(.value(help: "Connections to one host at once."), .count(.connections, 1...1000), standard: "50")
    case .maximumInFlight:
      Row(.value(help: "Tool calls that run at once."), .count(.calls, 1...4096), standard: "256")
    case .maximumResponseBytes:
      Row(
        .value(help: "Largest reply of the API in bytes."), .count(.bytes, 1024...(256 << 20)), standard: "16777216")
    case .duplicateCheck:
      Row(
        .value(help: "on or off: look an order up by its reference before it is made."), .onOff, standard: "on")
    case .rateLimit:
      Row(
        .value(help: "Calls per minute for orders, deposits and queries, such as 100,50,300; or off."), .rates,
        standard: "100,50,300")
    case .maximumAmount:
      Row(.value(help: "Largest amount of one order or payment link in whole tokens."), .amount)
    case .maximumOrdersPerHour:
      Row(.value(help: "Orders that may be made in any hour."), .count(.orders, 1...100_000))
    case .dialect:
      Row(
        .value(
          help: "auto, documented or published: how the API answers; as documented, or as PayIn's published code."),
        .choice(APIDialect.allCases.map(\.rawValue), oldNames: ["seed": "documented", "open": "published"]),
        standard: "auto")
    case .logLevel:
      Row(
        .value(help: "debug, info, warning or error."), .choice(LogLevel.allCases.map(\.rawValue)),
        standard: "warning")
    case .language:
      Row(
        .value(help: "en or zh: what results and errors are written in. The default is the locale's language."),
        .choice(Language.allCases.map(\.rawValue)))
    case .certificateBundle:
      Row(.value(help: "Absolute path of a PEM file with the certificate authorities to trust."), .path)
    case .webhookSecret: Row(.none)
    case .sandboxWebhookURL: Row(.value(help: "Where the sandbox sends webhooks: https, or http to this machine."))
    case .config:
      Row(
        .value(
          help: "File of settings in JSON. The default is payin-mcp/config.json in $XDG_CONFIG_HOME or ~/.config."))
    }
  }

  /// Whether the value must not be shown.
  package var isSecret: Bool {
    self == .apiKey || self == .webhookSecret
  }

  /// The settings that a configuration file may hold: all but the one that names it.
  package static let fileMembers = allCases.filter { $0 != .config }

  /// `base-url` for `PAYIN_BASE_URL`: the name of the flag without its hyphens, also of one that does not exist.
  package var flagName: String {
    rawValue.dropFirst("PAYIN_".count).lowercased().replacing("_", with: "-")
  }

  /// The nearest name, if it is near enough to be meant: a few letters off, or one of ours with a part left out.
  static func nearest(to name: String) -> String? {
    nearest(to: name, among: allCases)?.rawValue
  }

  /// The nearest name of a member of a configuration file; `baseUrl`, `base_url` and `PAYIN_BASE_URL` mean `base-url`.
  static func nearest(toMember name: String) -> String? {
    let upper = String(name.drop { $0 == "-" }).uppercased().replacing("-", with: "_")
    let variable = upper.hasPrefix("PAYIN_") ? upper : "PAYIN_" + upper
    return nearest(to: variable, among: fileMembers)?.flagName
  }

  private static func nearest(to name: String, among candidates: [ConfigurationVariable]) -> ConfigurationVariable? {
    if let exact = candidates.first(where: { $0.rawValue == name }) { return exact }
    let part = name.dropFirst("PAYIN".count)
    if part.count > 1, let longer = candidates.first(where: { $0.rawValue.hasSuffix(part) }) { return longer }
    let ranked = candidates.map { ($0, distance: EditDistance.between($0.rawValue.utf8, name.utf8)) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(2, part.count / 4) ? best.0 : nil
  }
}
