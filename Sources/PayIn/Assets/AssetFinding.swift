/// A reason against a choice of token and chain.
package struct AssetFinding: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// The chain belongs to one network and the host to the other.
    case networkMismatch(chain: Chain.Network)
    /// The chain is of the main network, and the host is not declared to be.
    case networkUndeclared
    case chainUnknown
    /// No chain has the family of addresses.
    case familyUnused
    case tokenUnknown
    /// The token exists, but not on this chain.
    case tokenNotOnChain
    /// A filter by the token alone, and no chain of the server is known to have it.
    case tokenUnlisted
    case tooManyDecimals(most: Int)
  }

  package let kind: Kind
  /// The unusable argument, as a path of names and indices with slashes between.
  package let field: String
  /// Whether the call would certainly fail or move real money by mistake.
  package internal(set) var isCertain: Bool
  /// The ids of chains or names of tokens that may be meant instead; never text of the caller.
  package let alternatives: [String]

  var isNetworkMismatch: Bool {
    switch kind {
    case .networkMismatch, .networkUndeclared: true
    default: false
    }
  }
}

extension AssetFinding {
  /// The kind of value that the argument should have.
  package var expected: LocalizedText {
    switch kind {
    case .networkMismatch(let chain): (chain == .main ? Chain.Network.test : .main).chain
    case .networkUndeclared: Chain.Network.test.chain
    case .chainUnknown: LocalizedText("a chain on this network", "此网络中的链")
    case .familyUnused: LocalizedText("a protocol on this network", "此网络中的协议")
    case .tokenUnknown, .tokenNotOnChain: LocalizedText("a token on this chain", "此链上的代币")
    case .tokenUnlisted: LocalizedText("a token of this server", "此服务器的代币")
    case .tooManyDecimals(let most): LocalizedText("at most \(most) decimals", "最多 \(most) 位小数")
    }
  }

  /// The kind of value that was given. It never contains the argument itself, which may be anything.
  package var given: LocalizedText {
    switch kind {
    case .networkMismatch(let chain): chain.chain
    case .networkUndeclared: Chain.Network.main.chain
    case .chainUnknown: LocalizedText("an unknown chain", "未知的链")
    case .tokenUnknown, .tokenUnlisted: LocalizedText("an unknown token", "未知的代币")
    case .familyUnused: LocalizedText("a protocol that no chain here uses", "此处没有任何链使用的协议")
    case .tokenNotOnChain: LocalizedText("a token on other chains", "其他链上的代币")
    case .tooManyDecimals: LocalizedText("more decimals", "更多位小数")
    }
  }

  /// A sentence that says what to do.
  package var fix: LocalizedText {
    switch kind {
    case .networkMismatch:
      let other =
        alternatives.isEmpty ? LocalizedText("a chain on this network", "此网络中的链") : LocalizedText("", " ") + list
      return LocalizedText(
        "Use \(other[.english]), or a server that is configured for the other network.",
        "请使用\(other[.chinese])，或改用为另一网络配置的服务器。")
    case .networkUndeclared: return declaration
    case .chainUnknown:
      return alternatives.isEmpty
        ? LocalizedText("Choose a chain on this network.", "请选择此网络中的链。")
        : LocalizedText("Did you mean \(list[.english])?", "是否想用 \(list[.chinese])？")
    case .familyUnused: return LocalizedText("Choose another protocol.", "请选择其他协议。")
    case .tokenUnknown, .tokenNotOnChain:
      return alternatives.isEmpty
        ? LocalizedText("Choose another chain.", "请选择其他链。")
        : LocalizedText("On this chain use \(list[.english]).", "在此链上请使用 \(list[.chinese])。")
    case .tokenUnlisted:
      return alternatives.isEmpty
        ? LocalizedText("Leave it out.", "请省略该参数。")
        : LocalizedText("Known are \(list[.english]).", "已知的有 \(list[.chinese])。")
    case .tooManyDecimals(let most):
      return LocalizedText(
        "Round it to \(most) decimals: the token has no more.", "请自行舍入到 \(most) 位小数：该代币的小数位不超过此数。")
    }
  }

  /// A sentence for a call that is sent in spite of the finding.
  package var message: LocalizedText {
    switch kind {
    case .networkUndeclared where field == "monitoredChains":
      let chains = LocalizedText.list(alternatives)
      return LocalizedText(
        "monitoredChains names chains of the main network (\(chains[.english])), but this server is not declared to be on it: check before anyone pays.",
        "monitoredChains 中有主网的链（\(chains[.chinese])），但未声明此服务器属于主网：付款前请核实。")
    case .networkUndeclared: return declaration
    case .networkMismatch where field == "monitoredChains":
      let chains = LocalizedText.list(alternatives)
      return LocalizedText(
        "monitoredChains names chains of the other network (\(chains[.english])): check which network this server is on.",
        "monitoredChains 中有另一网络的链（\(chains[.chinese])）：请核实此服务器所在的网络。")
    case .networkMismatch:
      return LocalizedText(
        "\(field) is \(given[.english]), but this server appears to be on the other network: the payment may be lost.",
        "\(field) 是\(given[.chinese])，但此服务器应在另一网络：付款可能丢失。")
    case .chainUnknown:
      return LocalizedText("\(field) is not a chain known for this server. ", "\(field) 不是此服务器已知的链。") + fix
    case .familyUnused:
      return LocalizedText(
        "\(field) is used by no chain of this server: nothing sent to the address would be seen.",
        "此服务器没有任何链使用该 \(field)：转入该地址的款项将无法识别。")
    case .tokenUnknown, .tokenNotOnChain:
      return LocalizedText("\(field) is not a token known for this chain. ", "\(field) 不是此链上已知的代币。") + fix
    case .tokenUnlisted:
      return LocalizedText("\(field) is not a token known for this server. ", "\(field) 不是此服务器已知的代币。") + fix
    case .tooManyDecimals:
      return LocalizedText("\(field) has more decimals than the token. ", "\(field) 的小数位数超过该代币。") + fix
    }
  }

  /// Real money, on a host that is not PayIn's own.
  private var declaration: LocalizedText {
    let other = alternatives.isEmpty ? LocalizedText("a chain of the test network", "测试网的链") : list
    return LocalizedText(
      "This is real money, but this server is not declared to be on the main network. Use \(other[.english]), or have the operator set PAYIN_ENVIRONMENT=mainnet and PAYIN_ALLOW_MAINNET_WRITES=1; a person then confirms each call.",
      "这涉及真实资金，而未声明此服务器属于主网。请使用 \(other[.chinese])，或由运营者设置 PAYIN_ENVIRONMENT=mainnet 和 PAYIN_ALLOW_MAINNET_WRITES=1；此后每次调用均须用户确认。"
    )
  }

  private var list: LocalizedText { .choice(alternatives) }
}

extension Chain.Network {
  fileprivate var chain: LocalizedText {
    switch self {
    case .test: LocalizedText("a chain of the test network", "测试网的链")
    case .main: LocalizedText("a chain of the main network", "主网的链")
    }
  }
}

extension Warning {
  package init(_ finding: AssetFinding) {
    let code: Code =
      switch finding.kind {
      case .networkMismatch, .networkUndeclared: .networkMismatch
      case .chainUnknown: .chainUnknown
      case .familyUnused: .protocolUnused
      case .tokenUnknown, .tokenUnlisted: .tokenUnknown
      case .tokenNotOnChain: .tokenNotOnChain
      case .tooManyDecimals: .tooManyDecimals
      }
    self.init(code, fields: [finding.field], detail: finding.message)
  }
}
