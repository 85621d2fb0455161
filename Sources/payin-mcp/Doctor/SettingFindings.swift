import PayIn

/// Checks of the variables, the configuration file and the values in them.
extension Diagnosis {
  func settingFindings() -> [Finding] {
    let faults = settingFaults
    let fine = [variables, configurationFile, settings, apiKey, baseURL, network].compactMap(\.self)
    return faults + fine.filter { finding in !faults.contains { $0.check == finding.check } }
  }

  /// One finding for each error. What is wrong with the writing of a value explains more than what its reader says.
  private var settingFaults: [Finding] {
    let unfilled = values.unfilled
    let others = errors.filter { error in !unfilled.contains { $0.variable == error.variable } }
    return unfilled.map { .failure(.variables, $0) } + others.map { .failure(Self.check(of: $0), $0) }
  }

  private static func check(of error: SettingError) -> Finding.Check {
    switch error.reason {
    case .file: .configFile
    case .unknownVariable where error.source == .environment: .variables
    case .unknownVariable, .setTwice, .notAScalar: .configFile
    case .apiKey, .apiKeyMissing: .apiKey
    case .baseURL: .baseURL
    case .environmentMismatch: .network
    case _ where error.variable == ConfigurationVariable.certificateBundle.rawValue: .caBundle
    case _ where ["--sandbox-db", "XDG_STATE_HOME"].contains(error.variable): .sandboxFile
    default: .settings
    }
  }

  private var variables: Finding {
    let names = ConfigurationVariable.allCases.filter { values.source(of: $0) == .environment }.map(\.rawValue)
    var parts = [
      names.isEmpty
        ? LocalizedText("No PAYIN_ variable is set.", "未设置任何 PAYIN_ 变量。")
        : LocalizedText.list(names) + LocalizedText(".", "。")
    ]
    if !values.serviceLinks.isEmpty {
      let links = LocalizedText.list(values.serviceLinks)
      parts.append(
        LocalizedText("Ignored, from Kubernetes: \(links[.english]).", "已忽略（来自 Kubernetes）：\(links[.chinese])。"))
    }
    return .ok(.variables, .sentences(parts))
  }

  private var configurationFile: Finding {
    guard let file = values.file else {
      return .ok(.configFile, LocalizedText("There is none.", "没有配置文件。"))
    }
    let members = values.sources.values.count { if case .file = $0 { true } else { false } }
    return .ok(
      .configFile,
      LocalizedText("\(members) settings count from \(whole: file).", "\(whole: file) 中有 \(members) 项设置生效。"))
  }

  private var settings: Finding? {
    guard let configuration else { return nil }
    guard configuration.warnings.isEmpty else {
      return Finding(.settings, .warning, .sentences(configuration.warnings))
    }
    return .ok(
      .settings,
      LocalizedText(
        "All values can be used; see payin-mcp serve --print-config.", "所有值均可用；参见 payin-mcp serve --print-config。"))
  }

  private var apiKey: Finding? {
    guard let configuration else { return nil }
    guard let key = configuration.apiKey else {
      return configuration.usesEmbeddedSandbox
        ? .ok(.apiKey, LocalizedText("No key is used: the embedded sandbox serves.", "未使用密钥：由内置沙盒提供服务。"))
        : .ok(.apiKey, LocalizedText("No key is needed: a sandbox takes any.", "无需密钥：沙盒接受任意密钥。"))
    }
    let place = values.source(of: .apiKey).spelling(of: ConfigurationVariable.apiKey.rawValue)
    let shown = LocalizedText("\(key.masked), \(place[.english])", "\(key.masked)，\(place[.chinese])")
    if let network = Self.otherNetwork(of: key, configuration.mode) {
      return Finding(
        .apiKey, .warning,
        LocalizedText(
          "\(shown[.english]): by its name a key of the \(network) network, but calls go to \(configuration.mode.rawValue).",
          "\(shown[.chinese])：名称表明它属于 \(network) 网络，但调用发往 \(configuration.mode.rawValue)。"),
        fix: LocalizedText(
          "Use a key of this network: those of testnet and mainnet differ.", "请使用该网络的密钥：测试网和主网的密钥不同。"))
    }
    guard key.begins(with: "pk_readonly"), !configuration.isReadOnly else {
      return .ok(.apiKey, shown + LocalizedText(".", "。"))
    }
    return Finding(
      .apiKey, .warning,
      LocalizedText("\(shown[.english]): by its name it only reads.", "\(shown[.chinese])：名称表明它只能读取。"),
      fix: LocalizedText(
        "Set PAYIN_READ_ONLY=1, which leaves out what would be refused, or use another key.",
        "请设置 PAYIN_READ_ONLY=1 以去掉会被拒绝的工具，或改用其他密钥。"))
  }

  /// The network in the name of a key, if calls go to the other one. Keys need not have it in their name.
  private static func otherNetwork(of key: APIKey, _ mode: Mode) -> String? {
    let names: [(prefix: String, network: Mode)] = [
      ("pk_test", .testnet), ("pk_live", .mainnet), ("pk_main", .mainnet), ("pk_prod", .mainnet),
    ]
    guard [.testnet, .mainnet].contains(mode), let named = names.first(where: { key.begins(with: $0.prefix) }) else {
      return nil
    }
    return named.network == mode ? nil : named.network.rawValue
  }

  private var baseURL: Finding? {
    guard let configuration else { return nil }
    guard let url = configuration.baseURL else {
      return .ok(.baseURL, LocalizedText("None is used: the embedded sandbox serves.", "未使用：由内置沙盒提供服务。"))
    }
    return .ok(.baseURL, LocalizedText("\(whole: url.api)", "\(whole: url.api)"))
  }

  private var network: Finding? {
    guard let configuration else { return nil }
    let mode = LocalizedText(verbatim: configuration.mode.rawValue)
    let writes =
      configuration.allowsWrites
      ? LocalizedText("calls that change something are allowed", "允许会做更改的调用")
      : LocalizedText("calls that change something are refused", "拒绝会做更改的调用")
    return .ok(
      .network, LocalizedText("\(mode[.english]); \(writes[.english]).", "\(mode[.chinese])；\(writes[.chinese])。"))
  }
}
