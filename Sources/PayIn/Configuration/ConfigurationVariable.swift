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
  case sandboxToken = "PAYIN_SANDBOX_TOKEN"
  case sandboxWebhookURL = "PAYIN_SANDBOX_WEBHOOK_URL"
  case sandboxMerchant = "PAYIN_SANDBOX_MERCHANT"
  case journal = "PAYIN_JOURNAL"
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
    case value(help: LocalizedText)
    /// `--name`, which means 1.
    case bare(help: LocalizedText)

    static func value(_ english: DisplayText, _ chinese: DisplayText) -> Flag {
      .value(help: LocalizedText(english, chinese))
    }

    static func bare(_ english: DisplayText, _ chinese: DisplayText) -> Flag {
      .bare(help: LocalizedText(english, chinese))
    }
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
    case .baseURL:
      Row(
        .value(
          "The API to call, with or without /api/v1; https, or http to this machine.",
          "要调用的 API，可带或不带 /api/v1；https，或指向本机的 http。"))
    case .environment:
      Row(
        .value(
          "auto, sandbox, testnet or mainnet; the last two must agree with the host.",
          "auto、sandbox、testnet 或 mainnet；后两者须与主机一致。"),
        .choice(DeclaredEnvironment.allCases.map(\.rawValue)))
    case .allowMainnetWrites: Row(.none, .onOff, standard: "0")
    case .tools:
      Row(
        .value(
          "Sets and names of tools, such as default,-webhooks or orders,get_status.",
          "工具集和工具名，例如 default,-webhooks 或 orders,get_status。"), standard: "default")
    case .readOnly: Row(.bare("Leave out every tool that changes something.", "不提供任何会作出更改的工具。"), .onOff, standard: "0")
    case .confirm:
      Row(
        .value(
          "mainnet, always, token or always+token: when a person is asked before something is changed.",
          "mainnet、always、token 或 always+token：何时在更改前询问用户。"),
        .choice(ConfirmationRule.allCases.map(\.rawValue)), standard: "mainnet")
    case .connectTimeout:
      Row(
        .value("Seconds for name look-up, connection and TLS.", "域名解析、连接和 TLS 的秒数。"),
        .seconds(.milliseconds(100)...(.seconds(120))),
        standard: "10")
    case .timeout:
      Row(.value("Seconds for one call.", "单次调用的秒数。"), .seconds(.milliseconds(100)...(.seconds(600))), standard: "30")
    case .listTimeout:
      Row(
        .value("Seconds for one call that lists.", "单次列表调用的秒数。"), .seconds(.milliseconds(100)...(.seconds(600))),
        standard: "60")
    case .drainTimeout:
      Row(
        .value(
          "Seconds without progress after which running calls are given up at the end of input.",
          "输入结束后，运行中的调用无进展多少秒即放弃。"),
        .seconds(.zero...(.seconds(600))), standard: "2")
    case .maximumConnections:
      Row(.value("Connections to one host at once.", "对同一主机的最大并发连接数。"), .count(.connections, 1...1000), standard: "50")
    case .maximumInFlight:
      Row(.value("Tool calls that run at once.", "同时运行的工具调用数。"), .count(.calls, 1...4096), standard: "256")
    case .maximumResponseBytes:
      Row(
        .value("Largest reply of the API in bytes.", "API 应答的最大字节数。"), .count(.bytes, 1024...(256 << 20)),
        standard: "16777216")
    case .duplicateCheck:
      Row(
        .value("on or off: look an order up by its reference before it is made.", "on 或 off：创建订单前先按引用查找。"), .onOff,
        standard: "on")
    case .rateLimit:
      Row(
        .value(
          "Calls per minute for orders, deposits and queries, such as 100,50,300; or off.",
          "订单、充值和查询每分钟的调用数，例如 100,50,300；或 off。"), .rates,
        standard: "100,50,300")
    case .maximumAmount:
      Row(.value("Largest amount of one order or payment link in whole tokens.", "单个订单或支付链接的最大金额，以整币计。"), .amount)
    case .maximumOrdersPerHour:
      Row(.value("Orders that may be made in any hour.", "任意一小时内可创建的订单数。"), .count(.orders, 1...100_000))
    case .dialect:
      Row(
        .value(
          "auto, documented or published: how the API answers; as documented, or as PayIn's published code.",
          "auto、documented 或 published：API 的应答方式，按文档或按 PayIn 公开的代码。"),
        .choice(APIDialect.allCases.map(\.rawValue), oldNames: ["seed": "documented", "open": "published"]),
        standard: "auto")
    case .logLevel:
      Row(
        .value("debug, info, warning or error.", "debug、info、warning 或 error。"),
        .choice(LogLevel.allCases.map(\.rawValue)),
        standard: "warning")
    case .language:
      Row(
        .value(
          "en or zh: what results and errors are written in. The default is the locale's language.",
          "en 或 zh：结果和错误所用的语言。默认为区域设置的语言。"),
        .choice(Language.allCases.map(\.rawValue)))
    case .certificateBundle:
      Row(
        .value("Absolute path of a PEM file with the certificate authorities to trust.", "含受信任证书颁发机构的 PEM 文件的绝对路径。"),
        .path)
    case .webhookSecret, .sandboxToken: Row(.none)
    case .sandboxWebhookURL:
      Row(
        .value(
          "Where the sandbox sends webhooks: https, or http to this machine.", "沙盒发送 webhook 的地址：https，或指向本机的 http。"))
    case .sandboxMerchant:
      Row(.value("The merchant's name on the sandbox's payment pages.", "沙盒付款页上显示的商家名称。"))
    case .journal:
      Row(
        .value(
          "Absolute path of a file in which each write is recorded. Without it none is.",
          "记录每次写操作的文件的绝对路径；未设置则不记录。"), .path)
    case .config:
      Row(
        .value(
          "File of settings in JSON. The default is payin-mcp/config.json in $XDG_CONFIG_HOME or ~/.config.",
          "JSON 格式的设置文件。默认为 $XDG_CONFIG_HOME 或 ~/.config 中的 payin-mcp/config.json。"))
    }
  }

  /// Whether the value must not be shown.
  package var isSecret: Bool {
    self == .apiKey || self == .webhookSecret || self == .sandboxToken
  }

  /// Whether the server does more, or records less, without it: removing it is no remedy for a value that is wrong.
  var isSafeguard: Bool {
    [.readOnly, .confirm, .maximumAmount, .maximumOrdersPerHour, .journal].contains(self)
  }

  /// The settings that a configuration file may hold: all but the one that names it.
  package static let fileMembers = allCases.filter { $0 != .config }

  /// `base-url` for `PAYIN_BASE_URL`: the name of the flag without its hyphens, also of one that does not exist.
  package var flagName: String {
    rawValue.dropFirst("PAYIN_".count).lowercased().replacing("_", with: "-")
  }

  /// The nearest name, if it is near enough to be meant: a few letters off, or one of ours with a part left out.
  package static func nearest(to name: String) -> String? {
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
