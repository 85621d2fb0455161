import Testing

@testable import PayIn

@Suite struct ConfigurationTests {
  static let key = "pk_0123456789abcd12"

  @Test func nothingSetMeansSandboxWithTheDocumentedDefaults() throws {
    let configuration = try Configuration.load(environment: ["PATH": "/bin"])
    #expect(configuration.mode == .sandbox)
    #expect(configuration.target == nil)
    #expect(configuration.errors.isEmpty)
    #expect(configuration.limits.connectTimeout == .seconds(10))
    #expect(configuration.limits.timeout == .seconds(30))
    #expect(configuration.limits.listTimeout == .seconds(60))
    #expect(configuration.limits.maximumResponseBytes == 16_777_216)
    #expect(configuration.maximumConnections == 50)
    #expect(configuration.maximumInFlight == 256)
    #expect(configuration.drainTimeout == .seconds(2))
    #expect(configuration.dialect == .auto)
    #expect(configuration.logLevel == .warning)
    #expect(configuration.certificateBundle == nil)
  }

  @Test func keyAloneMeansTestnet() throws {
    let configuration = try Configuration.load(environment: ["PAYIN_API_KEY": Self.key])
    #expect(configuration.mode == .testnet)
    #expect(configuration.target?.baseURL.api == "https://testnet.payin.com/api/v1")
    #expect(configuration.allowsWrites)
  }

  @Test func everyLimitCanBeSet() throws {
    let configuration = try Configuration.load(environment: [
      "PAYIN_CONNECT_TIMEOUT": "0.5", "PAYIN_TIMEOUT": "12", "PAYIN_LIST_TIMEOUT": "90.25", "PAYIN_DRAIN_TIMEOUT": "0",
      "PAYIN_MAX_CONNECTIONS": "3", "PAYIN_MAX_IN_FLIGHT": "4", "PAYIN_MAX_RESPONSE_BYTES": "2048",
      "PAYIN_LOG_LEVEL": "DEBUG", "PAYIN_CA_BUNDLE": "/etc/ca.pem", "PAYIN_WEBHOOK_SECRET": "whsec_1",
      "PAYIN_DIALECT": "Published",
    ])
    #expect(configuration.limits.connectTimeout == .milliseconds(500))
    #expect(configuration.limits.timeout == .seconds(12))
    #expect(configuration.limits.listTimeout == .milliseconds(90_250))
    #expect(configuration.drainTimeout == .zero)
    #expect(configuration.maximumConnections == 3)
    #expect(configuration.maximumInFlight == 4)
    #expect(configuration.limits.maximumResponseBytes == 2048)
    #expect(configuration.dialect == .published)
    #expect(configuration.logLevel == .debug)
    #expect(configuration.certificateBundle == "/etc/ca.pem")
  }

  /// The names that the dialects had first.
  @Test(arguments: [("seed", APIDialect.documented, "documented"), ("Open", .published, "published")])
  func oldNameOfADialectIsAcceptedWithAWarning(_ old: String, _ dialect: APIDialect, _ new: String) throws {
    let configuration = try Configuration.load(environment: ["PAYIN_DIALECT": old])
    #expect(configuration.dialect == dialect)
    let warnings = configuration.warnings
    #expect(warnings.count == 1)
    for language in Language.allCases {
      let text = try #require(warnings.first).rendered(in: language)
      #expect(text.contains("PAYIN_DIALECT") && text.contains(old.lowercased()) && text.contains(new), "\(text)")
    }
  }

  @Test(arguments: ["auto", "documented", "Published", nil])
  func nameOfADialectGivesNoWarning(_ name: String?) throws {
    let configuration = try Configuration.load(environment: name.map { ["PAYIN_DIALECT": $0] } ?? [:])
    #expect(configuration.dialect.rawValue == name?.lowercased() ?? "auto")
    #expect(configuration.warnings.isEmpty)
  }

  @Test func errorOfADialectListsTheNewNamesOnly() throws {
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration.load(environment: ["PAYIN_DIALECT": "cloud"])
    }
    #expect(error.errors == [SettingError("PAYIN_DIALECT", .notOneOf(["auto", "documented", "published"]))])
  }

  /// The defaults of the table are texts: each must be one that its own row accepts.
  @Test(arguments: ConfigurationVariable.allCases)
  func defaultCanBeWrittenAsWell(_ variable: ConfigurationVariable) throws {
    guard let standard = variable.row.standard else { return }
    let (given, unset) = try (
      Configuration.load(environment: [variable.rawValue: standard]), Configuration.load(environment: [:])
    )
    #expect(given.limits.connectTimeout == unset.limits.connectTimeout)
    #expect(given.limits.timeout == unset.limits.timeout)
    #expect(given.limits.maximumResponseBytes == unset.limits.maximumResponseBytes)
    #expect(given.drainTimeout == unset.drainTimeout)
    #expect(given.maximumInFlight == unset.maximumInFlight)
    #expect(given.checksDuplicates == unset.checksDuplicates)
    #expect(given.isReadOnly == unset.isReadOnly)
    #expect(given.confirmation == unset.confirmation)
    #expect(given.logLevel == unset.logLevel)
    #expect(given.warnings.isEmpty)
  }

  @Test func flagWinsOverTheEnvironment() throws {
    let configuration = try Configuration.load(
      environment: ["PAYIN_TIMEOUT": "nonsense"], overrides: ["PAYIN_TIMEOUT": "7"])
    #expect(configuration.limits.timeout == .seconds(7))
  }

  @Test(arguments: [
    ("PAYIN_TIMEOUT", "0"), ("PAYIN_TIMEOUT", "601"), ("PAYIN_TIMEOUT", "-1"), ("PAYIN_TIMEOUT", "1e1"),
    ("PAYIN_TIMEOUT", "30s"), ("PAYIN_CONNECT_TIMEOUT", "."), ("PAYIN_LIST_TIMEOUT", "1.2345"),
    ("PAYIN_DRAIN_TIMEOUT", "99999999999999999999"), ("PAYIN_MAX_CONNECTIONS", "0"), ("PAYIN_MAX_CONNECTIONS", "1001"),
    ("PAYIN_MAX_IN_FLIGHT", "+5"), ("PAYIN_MAX_RESPONSE_BYTES", "1"), ("PAYIN_LOG_LEVEL", "loud"),
    ("PAYIN_DIALECT", "cloud"), ("PAYIN_CONFIRM", "off"), ("PAYIN_CONFIRM", "never"),
    ("PAYIN_CA_BUNDLE", "ca.pem"), ("PAYIN_ALLOW_MAINNET_WRITES", "maybe"), ("PAYIN_ENVIRONMENT", "custom"),
    ("PAYIN_BASE_URL", "https://u:hunter2@x.org"), ("PAYIN_BASE_URL", "http://testnet.payin.com"),
  ])
  func unusableValueStopsTheStartAndIsNotRepeated(_ name: String, _ value: String) throws {
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration.load(environment: ["PAYIN_API_KEY": Self.key, name: value])
    }
    #expect(error.errors.map(\.variable) == [name])
    let text = error.errors[0].text.rendered(in: .english)
    #expect(text.contains(name))
    #expect(value.count < 5 || !text.contains(value))
    #expect(!text.contains("hunter2"))
  }

  /// Tool managers write what is not set as an empty text.
  @Test(arguments: ConfigurationVariable.allCases)
  func emptyVariableIsNotSet(_ variable: ConfigurationVariable) throws {
    let configuration = try Configuration.load(environment: [variable.rawValue: ""])
    #expect(configuration.mode == (variable == .apiKey ? .testnet : .sandbox))
    #expect((configuration.errors.isEmpty) == (variable != .apiKey))
    #expect((configuration.webhookSecretError == nil) == (variable != .webhookSecret))
  }

  /// An empty flag was written on purpose.
  @Test func emptyFlagIsRefused() throws {
    #expect(throws: ConfigurationError.self) {
      try Configuration.load(environment: [:], overrides: ["PAYIN_TIMEOUT": ""])
    }
  }

  /// The variables for Services named `payin`, `payin-mcp` and `payin-api`, as the Kubernetes documentation lists them.
  private static let links = [
    "PAYIN_SERVICE_HOST": "10.0.0.11", "PAYIN_SERVICE_PORT": "80", "PAYIN_SERVICE_PORT_HTTP": "80",
    "PAYIN_PORT": "tcp://10.0.0.11:80", "PAYIN_PORT_80_TCP": "tcp://10.0.0.11:80", "PAYIN_PORT_80_TCP_PROTO": "tcp",
    "PAYIN_PORT_80_TCP_PORT": "80", "PAYIN_PORT_80_TCP_ADDR": "10.0.0.11", "PAYIN_MCP_PORT": "udp://[fd00::11]:53",
    "PAYIN_MCP_SERVICE_HOST": "fd00::11", "PAYIN_API_PORT_53_UDP_ADDR": "fd00::11",
  ]

  @Test func variablesOfServicesAreLeftAlone() throws {
    let configuration = try Configuration.load(environment: Self.links)
    #expect(configuration.mode == .sandbox)
    #expect(configuration.serviceLinks == Self.links.keys.sorted())
  }

  @Test(arguments: [
    ("PAYIN_PORT", "8484"), ("PAYIN_PORT_80", "tcp://10.0.0.11:80"), ("PAYIN_HOST", "10.0.0.11"),
    ("PAYIN_SERVICE", "10.0.0.11"), ("PAYIN_PORT_A_TCP", "tcp://10.0.0.11:80"), ("PAYIN_port", "tcp://10.0.0.11:80"),
  ])
  func otherNamesStillStopTheStart(_ name: String, _ value: String) throws {
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration.load(environment: Self.links.merging([name: value]) { $1 })
    }
    #expect(error.errors.map(\.variable) == [name])
  }

  @Test func allProblemsAreToldAtOnce() throws {
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration.load(environment: ["PAYIN_TIMEOUT": "x", "PAYIN_LOG_LEVEL": "x", "PAYIN_MAX_IN_FLIGHT": "x"])
    }
    #expect(Set(error.errors.map(\.variable)) == ["PAYIN_TIMEOUT", "PAYIN_LOG_LEVEL", "PAYIN_MAX_IN_FLIGHT"])
  }

  @Test(arguments: [
    ("PAYIN_API_KYE", "PAYIN_API_KEY"), ("PAYIN_URL", "PAYIN_BASE_URL"), ("PAYIN_TIMEOUTS", "PAYIN_TIMEOUT"),
    ("PAYIN_BASEURL", "PAYIN_BASE_URL"), ("PAYIN_ZZZZZZZZZZZZZZZZZ", nil),
  ])
  func unknownNameIsRefusedWithASuggestion(_ name: String, _ suggestion: String?) throws {
    let error = try #require(throws: ConfigurationError.self) { try Configuration.load(environment: [name: "1"]) }
    #expect(error.errors == [SettingError(name, .unknownVariable(suggestion: suggestion))])
  }

  @Test(arguments: ["", " ", "\"pk_0123456789\"", "${PAYIN_API_KEY}", "sk_live", "pk_a b"])
  func unusableKeyIsToldByTheToolsAndNotRepeated(_ key: String) throws {
    let configuration = try Configuration.load(environment: ["PAYIN_API_KEY": key])
    #expect(configuration.mode == .testnet)
    #expect(configuration.target == nil)
    #expect(configuration.errors.map(\.variable) == ["PAYIN_API_KEY"])
    let text = configuration.errors[0].text.rendered(in: .english)
    #expect(key.count < 5 || !text.contains(key))
  }

  @Test func namedAPIWithoutKeyIsNotTheSandbox() throws {
    let configuration = try Configuration.load(environment: ["PAYIN_BASE_URL": "https://testnet.payin.com"])
    #expect(configuration.mode == .testnet)
    #expect(configuration.errors == [SettingError("PAYIN_API_KEY", .apiKeyMissing)])
  }

  @Test func sandboxCanBeAskedForDespiteAKey() throws {
    let configuration = try Configuration.load(
      environment: ["PAYIN_API_KEY": Self.key, "PAYIN_ENVIRONMENT": "sandbox"])
    #expect(configuration.mode == .sandbox)
    #expect(configuration.target == nil)
  }

  /// Who has set a key and forgotten the other setting would take simulated payments for real ones.
  @Test(arguments: [("PAYIN_API_KEY", key), ("PAYIN_BASE_URL", "https://app.payin.com/api/v1")])
  func settingThatTheSandboxDoesNotUseIsWarnedAbout(_ name: String, _ value: String) throws {
    for overrides in [[:], ["PAYIN_ENVIRONMENT": "Sandbox"]] {
      let configuration = try Configuration.load(
        environment: [name: value, "PAYIN_ENVIRONMENT": "sandbox"], overrides: overrides)
      #expect(configuration.mode == .sandbox && configuration.warnings.count == 1)
      for language in Language.allCases {
        let text = try #require(configuration.warnings.first).rendered(in: language)
        let setting = overrides.isEmpty ? "PAYIN_ENVIRONMENT" : "--environment"
        #expect(text.hasPrefix(name) && text.contains(setting) && text.contains("auto"), "\(text)")
        #expect(!text.contains(value), "\(text)")
      }
    }
  }

  @Test(arguments: [
    ["PAYIN_ENVIRONMENT": "sandbox"], ["PAYIN_ENVIRONMENT": "sandbox", "PAYIN_API_KEY": "", "PAYIN_BASE_URL": ""],
    ["PAYIN_API_KEY": key], [:],
  ])
  func settingsThatAreUsedGiveNoWarning(_ environment: [String: String]) throws {
    #expect(try Configuration.load(environment: environment).warnings.isEmpty)
  }

  /// A form that a person has left empty passes an empty key on, next to `auto`.
  @Test(
    arguments: [
      ("", nil, Mode.sandbox, true), (nil, nil, .sandbox, true), (key, nil, .testnet, true),
      (key, "https://app.payin.com/api/v1", .mainnet, true), ("", "https://app.payin.com/api/v1", .mainnet, false),
    ] as [(String?, String?, Mode, Bool)])
  func automaticEnvironmentFollowsFromKeyAndHost(_ key: String?, _ url: String?, _ mode: Mode, _ isUsable: Bool) throws
  {
    var environment = ["PAYIN_ENVIRONMENT": "auto"]
    (environment["PAYIN_API_KEY"], environment["PAYIN_BASE_URL"]) = (key, url)
    let configuration = try Configuration.load(environment: environment)
    #expect(configuration.mode == mode && configuration.errors.isEmpty == isUsable && configuration.warnings.isEmpty)
    #expect(mode != .mainnet || !configuration.allowsWrites)
  }

  @Test(
    arguments: [
      (nil, ConfirmationRule.mainnet), ("mainnet", .mainnet), ("Always", .always), ("token", .token),
      ("always+token", .alwaysWithToken),
    ] as [(String?, ConfirmationRule)])
  func confirmationIsForTheMainNetworkUnlessMoreIsSaid(_ text: String?, _ rule: ConfirmationRule) throws {
    let configuration = try Configuration.load(environment: text.map { ["PAYIN_CONFIRM": $0] } ?? [:])
    #expect(configuration.confirmation == rule)
    #expect(configuration.confirmation.applies(on: .mainnet))
  }

  static let mainnet = ["PAYIN_API_KEY": key, "PAYIN_BASE_URL": "https://app.payin.com/api/v1"]

  @Test(arguments: [
    ([:], false), (["PAYIN_ENVIRONMENT": "mainnet"], false), (["PAYIN_ALLOW_MAINNET_WRITES": "1"], false),
    (["PAYIN_ENVIRONMENT": "mainnet", "PAYIN_ALLOW_MAINNET_WRITES": "0"], false),
    (["PAYIN_ENVIRONMENT": "mainnet", "PAYIN_ALLOW_MAINNET_WRITES": "1"], true),
  ])
  func mainnetWritesNeedBothSettings(_ settings: [String: String], _ isAllowed: Bool) throws {
    let configuration = try Configuration.load(environment: Self.mainnet.merging(settings) { $1 })
    #expect(configuration.mode == .mainnet)
    #expect(configuration.target?.allowsWrites == isAllowed)
  }

  @Test(
    arguments: [
      ([:], Mode.custom, true), (["PAYIN_ENVIRONMENT": "testnet"], .testnet, true),
      (["PAYIN_ENVIRONMENT": "mainnet"], .mainnet, false),
    ] as [([String: String], Mode, Bool)])
  func ownServerIsWhatItIsDeclaredToBe(_ settings: [String: String], _ mode: Mode, _ allowsWrites: Bool) throws {
    let own = ["PAYIN_API_KEY": Self.key, "PAYIN_BASE_URL": "https://pay.example.org"]
    let configuration = try Configuration.load(environment: own.merging(settings) { $1 })
    #expect(configuration.mode == mode)
    #expect(configuration.allowsWrites == allowsWrites)
  }

  @Test(arguments: [("mainnet", "https://testnet.payin.com"), ("testnet", "https://app.payin.com")])
  func networkMixUpStopsTheStart(_ declared: String, _ url: String) throws {
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration.load(environment: [
        "PAYIN_API_KEY": Self.key, "PAYIN_BASE_URL": url, "PAYIN_ENVIRONMENT": declared,
      ])
    }
    #expect(error.errors.map(\.variable) == ["PAYIN_ENVIRONMENT"])
  }

  @Test func mainnetWithoutItsHostStopsTheStart() {
    #expect(throws: ConfigurationError.self) {
      try Configuration.load(environment: ["PAYIN_API_KEY": Self.key, "PAYIN_ENVIRONMENT": "mainnet"])
    }
  }
}
