import Testing

@testable import PayIn

@Suite struct AssetCheckTests {
  private static let testnet = AssetHost(network: .test)
  private static let mainnet = AssetHost(network: .main)
  private static let undeclared = AssetHost(network: nil)

  /// A list of the API's own in which a token has two decimals and Sepolia has no USDT.
  private static func live(isComplete: Bool = true) -> AssetTable {
    let sepolia = Chain(
      id: "ethereum-sepolia", name: nil, network: .test, addressProtocol: .evm, confirmations: nil,
      assets: [
        Asset(currency: "USDC", decimals: 6, contract: nil), Asset(currency: "EURX", decimals: 2, contract: nil),
      ],
      explorer: nil)
    let amoy = Chain(
      id: "polygon-amoy", name: nil, network: .test, addressProtocol: .evm, confirmations: nil,
      assets: [Asset(currency: "USDT", decimals: 6, contract: nil)], explorer: nil)
    return AssetTable(chains: [sepolia, amoy], source: .live, isComplete: isComplete)
  }

  /// A list with a chain of each network that this version does not know.
  private static let liveMain = AssetTable(
    chains: [("base", .main), ("base-test", .test)].map { id, network in
      Chain(
        id: id, name: nil, network: network, addressProtocol: .evm, confirmations: nil,
        assets: [Asset(currency: "USDT", decimals: 6, contract: nil)], explorer: nil)
    }, source: .live, isComplete: true)

  private static let builtInTest = AssetTable.builtIn.restricted(to: .test)
  private static let sandbox = AssetTable.builtIn.restricted(to: .test, isComplete: true)

  struct Row: Sendable {
    let host: AssetHost
    let table: AssetTable
    let currency: String
    let chainID: String
    var amount = "1"
    /// Code, field and whether it is certain; nil for nothing.
    let expected: String?
    var alternatives: [String] = []

    init(
      _ host: AssetHost, _ table: AssetTable, _ currency: String, _ chainID: String, amount: String = "1",
      _ expected: String?, _ alternatives: [String] = []
    ) {
      (self.host, self.table, self.currency, self.chainID) = (host, table, currency, chainID)
      (self.amount, self.expected, self.alternatives) = (amount, expected, alternatives)
    }
  }

  static let rows: [Row] = [
    Row(testnet, builtInTest, "USDT", "ethereum-sepolia", amount: "1.123456", nil),
    Row(testnet, builtInTest, "USDT", "polygon-amoy", "token_not_on_chain currency warn", ["USDC"]),
    Row(
      testnet, builtInTest, "DAI", "ethereum-sepolia", "token_not_on_chain currency warn", ["USDC", "USDT", "PYUSD"]),
    Row(testnet, builtInTest, "ZZZ", "tron-nile", "token_unknown currency warn", ["USDT"]),
    Row(testnet, builtInTest, "usdc", "ethereum-sepolia", "token_unknown currency warn", ["USDC"]),
    Row(testnet, builtInTest, "USDT", "tron", "chain_unknown chainId refuse", ["tron-nile"]),
    Row(testnet, builtInTest, "USDT", "bsc", "chain_unknown chainId warn"),
    Row(testnet, builtInTest, "USDT", "tron-mainnet", "network_mismatch chainId refuse", ["tron-nile"]),
    Row(
      mainnet, .builtIn.restricted(to: .main), "USDC", "polygon-amoy", "network_mismatch chainId refuse",
      ["polygon-mainnet"]),
    Row(mainnet, .builtIn.restricted(to: .main), "DAI", "polygon-mainnet", nil),
    // The sandbox's list is known to be whole.
    Row(testnet, sandbox, "ZZZ", "tron-nile", "token_unknown currency refuse", ["USDT"]),
    Row(testnet, sandbox, "USDT", "tron", "chain_unknown chainId refuse", ["tron-nile"]),
    Row(testnet, sandbox, "USDT", "tron-mainnet", "network_mismatch chainId refuse", ["tron-nile"]),
    // The API's own list wins.
    Row(testnet, live(), "USDT", "polygon-amoy", nil),
    Row(testnet, live(), "USDT", "ethereum-sepolia", "token_not_on_chain currency refuse", ["USDC", "EURX"]),
    Row(testnet, live(), "USDT", "tron-nile", "chain_unknown chainId refuse"),
    Row(testnet, live(), "EURX", "ethereum-sepolia", amount: "1.230", nil),
    Row(testnet, live(), "EURX", "ethereum-sepolia", amount: "1.234", "too_many_decimals amount refuse"),
    // A list with unreadable rows takes nothing away.
    Row(testnet, live(isComplete: false), "USDT", "ethereum-sepolia", nil),
    Row(
      testnet, live(isComplete: false), "DAI", "ethereum-sepolia", "token_not_on_chain currency warn",
      ["USDC", "EURX"]),
    Row(testnet, live(isComplete: false), "ZZZ", "bsc", "chain_unknown chainId warn"),
    // A server that nobody has declared, this machine's own included: nothing of the main network, and its own list.
    Row(undeclared, builtInTest, "USDT", "tron-mainnet", "network_mismatch chainId refuse", ["tron-nile"]),
    Row(undeclared, .builtIn, "USDT", "tron-mainnet", "network_mismatch chainId refuse", ["tron-nile"]),
    Row(undeclared, builtInTest, "USDT", "polygon-amoy", "token_not_on_chain currency warn", ["USDC"]),
    Row(undeclared, builtInTest, "USDT", "tron-nile", nil),
    Row(undeclared, .builtIn, "USDT", "tron", "chain_unknown chainId warn", ["tron-nile"]),
    Row(undeclared, live(), "EURX", "ethereum-sepolia", amount: "1.234", "too_many_decimals amount refuse"),
    Row(undeclared, live(), "DAI", "polygon-amoy", "token_not_on_chain currency refuse", ["USDT"]),
    Row(undeclared, live(), "USDT", "bsc", "chain_unknown chainId refuse"),
    Row(undeclared, live(isComplete: false), "USDT", "bsc", "chain_unknown chainId warn"),
    // These chains are of the main network by their names alone.
    Row(undeclared, live(), "USDT", "base-mainnet", "network_mismatch chainId refuse"),
    Row(undeclared, builtInTest, "USDC", "ETHEREUM-MAINNET", "network_mismatch chainId refuse"),
    Row(undeclared, builtInTest, "USDC", "solana-mainnet-beta", "network_mismatch chainId refuse", ["solana-devnet"]),
    Row(undeclared, builtInTest, "USDC", "eip155:1", "network_mismatch chainId refuse"),
    Row(testnet, builtInTest, "USDT", "base-mainnet", "network_mismatch chainId refuse"),
    Row(testnet, builtInTest, "USDT", "mainnetty", "chain_unknown chainId warn"),
    Row(mainnet, live(), "USDT", "base-mainnet", "chain_unknown chainId refuse"),
    // These are so by the API's own list.
    Row(undeclared, liveMain, "USDT", "base", "network_mismatch chainId refuse", ["base-test"]),
    Row(testnet, liveMain, "USDT", "base", "network_mismatch chainId refuse", ["base-test"]),
    Row(mainnet, liveMain, "USDT", "base", nil),
    Row(mainnet, liveMain, "USDT", "base-test", "network_mismatch chainId refuse", ["base"]),
    Row(undeclared, liveMain, "USDT", "base-test", nil),
  ]

  @Test(arguments: rows)
  func onlyWhatIsCertainlyWrongIsRefused(_ row: Row) throws {
    let choice = AssetChoice.pair(currency: row.currency, chainID: row.chainID, amount: try Amount(row.amount))
    let finding = AssetCheck(host: row.host, table: row.table).findings(for: [choice]).first
    let told = finding.map { "\(Warning($0).code.rawValue) \($0.field) \($0.isCertain ? "refuse" : "warn")" }
    #expect(told == row.expected)
    #expect(finding?.alternatives ?? [] == row.alternatives)
  }

  /// An API that names a chain of the other network must not make the client use it.
  @Test func chainOfTheOtherNetworkIsRefusedEvenIfTheAPIListsIt() {
    let listed = AssetTable(chains: AssetTable.builtIn.chains, source: .live, isComplete: true)
    let findings = AssetCheck(host: Self.testnet, table: listed).findings(
      for: [.pair(currency: "USDT", chainID: "tron-mainnet", amount: nil)])
    #expect(findings.map(\.kind) == [.networkMismatch(chain: .main)])
    #expect(findings.map(\.alternatives) == [["tron-nile"]])
  }

  @Test func eachPairOfALinkIsNamedAndTheSameFaultToldOnce() throws {
    let amount = try Amount("1.234")
    let findings = AssetCheck(host: Self.testnet, table: Self.live()).findings(for: [
      .pair(currency: "USDC", chainID: "ethereum-sepolia", amount: amount, prefix: "currencies/0/"),
      .pair(currency: "EURX", chainID: "ethereum-sepolia", amount: amount, prefix: "currencies/1/"),
      .pair(currency: "EURX", chainID: "ethereum-sepolia", amount: amount, prefix: "currencies/2/"),
      .pair(currency: "DAI", chainID: "polygon-amoy", amount: amount, prefix: "currencies/3/"),
    ])
    #expect(findings.map(\.field) == ["amount", "currencies/3/currency"])
  }

  @Test func familyThatNoChainOfTheListUsesIsRefused() {
    func findings(_ host: AssetHost, _ table: AssetTable) -> [AssetFinding] {
      AssetCheck(host: host, table: table).findings(for: [.family(.tron)])
    }
    #expect(findings(Self.testnet, Self.live()).map(\.isCertain) == [true])
    #expect(findings(Self.undeclared, Self.live()).map(\.isCertain) == [true])
    #expect(findings(Self.testnet, Self.live(isComplete: false)).isEmpty)
    #expect(findings(Self.testnet, Self.sandbox).isEmpty)
  }

  /// A binding names no chain: it is refused if there is none of its family that it may be for.
  @Test(arguments: [
    (Chain.Network.main, AssetFinding.Kind.networkUndeclared), (.test, nil), (nil, nil),
  ])
  func familyOfTheMainNetworkAloneIsRefusedWithoutADeclaration(
    _ network: Chain.Network?, _ expected: AssetFinding.Kind?
  ) {
    let chains = [("x", Chain.Network.main), ("y", network)].map { id, network in
      Chain(
        id: id, name: nil, network: network, addressProtocol: .evm, confirmations: nil, assets: [], explorer: nil)
    }
    func kinds(_ host: AssetHost, _ source: AssetTable.Source) -> [AssetFinding.Kind] {
      let table = AssetTable(chains: chains, source: source, isComplete: false)
      return AssetCheck(host: host, table: table).findings(for: [.family(.evm)]).map(\.kind)
    }
    #expect(kinds(Self.undeclared, .live) == [expected].compactMap(\.self))
    #expect(kinds(Self.testnet, .live) == (expected == nil ? [] : [.networkMismatch(chain: .main)]))
    #expect(kinds(Self.mainnet, .live).isEmpty)
    #expect(kinds(Self.undeclared, .builtIn).isEmpty)
  }

  @Test func watchedChainsAreToldWhereNobodyHasDeclaredTheServer() {
    let check = AssetCheck(host: Self.undeclared, table: Self.builtInTest)
    #expect(check.findings(monitored: ["ethereum-sepolia", "zzz"]).isEmpty)
    let findings = check.findings(monitored: ["tron-nile", "tron-mainnet", "base-mainnet", "a mainnet"])
    #expect(findings.map(\.kind) == [.networkUndeclared])
    #expect(findings.map(\.alternatives) == [["tron-mainnet", "base-mainnet"]])
    #expect(findings.map(\.message).allSatisfy { $0[.english].rendered().contains("tron-mainnet, base-mainnet") })
  }

  @Test func watchedChainsOfTheOtherNetworkAreTold() {
    let check = AssetCheck(host: Self.testnet, table: Self.builtInTest)
    #expect(check.findings(monitored: ["ethereum-sepolia", "zzz"]).isEmpty)
    let findings = check.findings(monitored: ["ethereum-sepolia", "polygon-mainnet", "tron-mainnet"])
    #expect(findings.map(\.alternatives) == [["polygon-mainnet", "tron-mainnet"]])
    #expect(findings.map(\.message).allSatisfy { $0[.english].rendered().contains("polygon-mainnet, tron-mainnet") })
  }

  @Test(arguments: [
    ([:], testnet),
    (["PAYIN_API_KEY": "pk_1234567890"], testnet),
    (["PAYIN_API_KEY": "pk_1234567890", "PAYIN_BASE_URL": "https://app.payin.com"], mainnet),
    (["PAYIN_API_KEY": "pk_1234567890", "PAYIN_BASE_URL": "https://pay.example.com"], undeclared),
    (
      ["PAYIN_API_KEY": "pk_1234567890", "PAYIN_BASE_URL": "https://pay.example.com", "PAYIN_ENVIRONMENT": "testnet"],
      testnet
    ),
    (["PAYIN_API_KEY": "pk_1234567890", "PAYIN_BASE_URL": "http://127.0.0.1:4010"], undeclared),
    (
      ["PAYIN_API_KEY": "pk_1234567890", "PAYIN_BASE_URL": "http://localhost:4010", "PAYIN_ENVIRONMENT": "testnet"],
      testnet
    ),
    (
      ["PAYIN_API_KEY": "pk_1234567890", "PAYIN_BASE_URL": "http://[::1]:4010", "PAYIN_ENVIRONMENT": "mainnet"],
      mainnet
    ),
  ])
  func networkOfAHostIsWhatWasDeclared(_ environment: [String: String], _ expected: AssetHost) throws {
    #expect(AssetHost(try Configuration.load(environment: environment)) == expected)
  }
}
