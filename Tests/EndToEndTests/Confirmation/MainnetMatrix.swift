import JSON
import Testing

/// One way to start the server, and the rule of when a write may leave it: written from the design, with nothing of the
/// program's own.
struct MainnetPlace: CustomTestStringConvertible {
  enum Key: String {
    case none = "–"
    case usable = "pk_…"
    case unexpanded = "${…}"
  }

  enum Host: String {
    case none = "–"
    case testnet = "testnet.payin.com"
    case mainnet = "app.payin.com"
    case own = "127.0.0.1"
  }

  enum Tool: String {
    case createOrder = "create_order"
    case publish = "publish_payment_link"
  }

  var key = Key.usable
  var host = Host.none
  var declared: String?
  var allowsWrites = false
  var rule: String?
  var tool = Tool.createOrder

  var testDescription: String { columns.joined(separator: " ") }

  /// Key, host, switches, rule, tool.
  var columns: [String] {
    let switches = [declared, allowsWrites ? "allowed" : nil].compactMap(\.self)
    return [
      key.rawValue, host.rawValue, switches.isEmpty ? "–" : switches.joined(separator: "+"), rule ?? "–", tool.rawValue,
    ]
  }

  func environment(_ port: Int) -> [String: String] {
    var variables: [String: String] = [:]
    variables["PAYIN_API_KEY"] = key == .none ? nil : key == .usable ? LoopbackAPI.key : "${PAYIN_API_KEY}"
    variables["PAYIN_BASE_URL"] =
      host == .none ? nil : host == .own ? "https://127.0.0.1:\(port)" : "https://\(host.rawValue)"
    variables["PAYIN_ENVIRONMENT"] = declared
    variables["PAYIN_ALLOW_MAINNET_WRITES"] = allowsWrites ? "1" : nil
    variables["PAYIN_CONFIRM"] = rule
    return variables
  }

  // MARK: The rule

  /// `sandbox`, `testnet`, `mainnet`, or nil for a server that nobody has said anything of. A key alone means testnet.
  var network: String? {
    switch host {
    case .testnet: "testnet"
    case .mainnet: "mainnet"
    case .own: declared
    case .none: key == .none && declared == nil ? "sandbox" : "testnet"
    }
  }

  /// Host and declaration speak of different networks.
  var refusesToStart: Bool {
    declared != nil && declared != network
  }

  private var isLocked: Bool {
    network == "mainnet" && !(declared == "mainnet" && allowsWrites)
  }

  private var needsYes: Bool {
    network == "mainnet" || rule?.hasPrefix("always") == true && tool == .publish
  }

  /// Whether a person's answer can make a difference here.
  func isAsked(on chain: String) -> Bool {
    key == .usable && !isLocked && needsYes && fits(chain)
  }

  /// A link is published whatever its chains are.
  var chains: [String] { tool == .publish ? ["–"] : ["ethereum-mainnet", "ethereum-sepolia"] }

  /// A chain of the main network is accepted by a server of the main network alone, whatever its host.
  private func fits(_ chain: String) -> Bool {
    chain == "–" || chain.hasSuffix("mainnet") == (network == "mainnet")
  }

  /// How many writes PayIn must see of one call.
  func writes(on chain: String, _ ability: AskedClient.Ability, _ reply: AskedClient.Reply) -> Int {
    guard key == .usable, network != "sandbox", !isLocked, fits(chain) else { return 0 }
    guard needsYes else { return 1 }
    if ability.canAsk { return [.accept, .replayed].contains(reply) ? 1 : 0 }
    return rule?.hasSuffix("token") == true && [.token, .tokenReplayed].contains(reply) ? 1 : 0
  }

  static let all: [MainnetPlace] = [
    MainnetPlace(key: .none),
    MainnetPlace(),
    MainnetPlace(host: .testnet, rule: "always"),
    MainnetPlace(host: .testnet, rule: "always", tool: .publish),
    MainnetPlace(host: .testnet, allowsWrites: true, rule: "always+token", tool: .publish),
    MainnetPlace(host: .testnet, declared: "mainnet", allowsWrites: true),
    MainnetPlace(declared: "mainnet", allowsWrites: true),
    MainnetPlace(host: .mainnet, declared: "testnet", allowsWrites: true),
    MainnetPlace(host: .mainnet),
    MainnetPlace(host: .mainnet, declared: "mainnet"),
    MainnetPlace(host: .mainnet, allowsWrites: true),
    MainnetPlace(host: .mainnet, declared: "mainnet", rule: "token"),
    MainnetPlace(host: .mainnet, declared: "mainnet", allowsWrites: true),
    MainnetPlace(host: .mainnet, declared: "mainnet", allowsWrites: true, rule: "always"),
    MainnetPlace(host: .mainnet, declared: "mainnet", allowsWrites: true, rule: "token"),
    MainnetPlace(key: .unexpanded, host: .mainnet, declared: "mainnet", allowsWrites: true),
    MainnetPlace(key: .none, host: .mainnet, declared: "mainnet", allowsWrites: true),
    MainnetPlace(host: .mainnet, declared: "mainnet", allowsWrites: true, tool: .publish),
    MainnetPlace(host: .own),
    MainnetPlace(host: .own, allowsWrites: true),
    MainnetPlace(host: .own, declared: "testnet", allowsWrites: true),
    MainnetPlace(host: .own, rule: "always", tool: .publish),
    MainnetPlace(host: .own, declared: "mainnet"),
    MainnetPlace(host: .own, declared: "mainnet", allowsWrites: true),
  ]
}
