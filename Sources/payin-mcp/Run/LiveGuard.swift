import PayIn
import Script

/// Keeps scripts away from real money. `--live` refuses every main network, whether the environment names it or a script;
/// without `--live` no script leaves this machine, whatever variables it sets.
enum LiveGuard {
  /// Refuses a script whose `env` lines lead the server to an API elsewhere: it may come from a recording or a stranger,
  /// and it answers its own confirmations.
  ///
  /// - Throws: `ExitStatus.configuration`, with a sentence on standard error.
  static func checkStaysHere(_ scripts: [Script], _ environment: [String: String]) throws {
    for script in scripts {
      var environment = environment
      for step in script.steps {
        guard case .environment(let variables) = step.action else { continue }
        try checkCaptures(variables, step)
        environment.merge(variables) { $1 }
        // A server that cannot start leads nowhere, and a script may expect that.
        guard let configuration = try? Configuration.load(environment: environment) else { continue }
        let staysHere = configuration.mode == .sandbox || configuration.target?.baseURL.isLoopback == true
        if configuration.mode == .mainnet || !staysHere { throw refusal(leaving(step)) }
      }
    }
  }

  private static func leaving(_ step: Step) -> String {
    "\(step.location.file):\(step.location.line): "
      + localized(
        "these variables lead away from this machine. Scripts run on the sandbox; run them with --live, and the settings in the environment, for a test network.",
        "这些变量会使脚本离开本机。脚本在沙盒中运行；要用于测试网，请在环境变量中设置并加 --live。")
  }

  /// Refuses a server of the user's own under settings of a main network, whatever the server is.
  static func checkOtherServer(_ scripts: [Script], _ environment: [String: String]) throws {
    for script in scripts {
      var environment = environment
      for variables in [[:]] + script.steps.compactMap(\.variables) {
        environment.merge(variables) { $1 }
        guard let configuration = try? Configuration.load(environment: environment) else { continue }
        guard configuration.mode != .mainnet else { throw refusal(mainNetwork) }
      }
    }
  }

  /// - Returns: the settings, whose secrets no output may show.
  /// - Throws: `ExitStatus.configuration`, with a sentence on standard error.
  static func check(_ scripts: [Script], _ environment: [String: String]) throws -> Configuration {
    let configuration = try load(environment, in: nil)
    guard configuration.mode != .sandbox else {
      throw refusal(
        localized(
          "--live needs PAYIN_API_KEY. Without --live, scripts run on the sandbox.",
          "--live 需要 PAYIN_API_KEY。不加 --live 时，脚本在沙盒中运行。"))
    }
    // A server that only explains on each call what is wrong with its key would fail every script.
    guard configuration.errors.isEmpty else {
      write(configuration.errors)
      throw ExitStatus.configuration
    }
    for script in scripts {
      var environment = environment
      for step in script.steps {
        guard case .environment(let variables) = step.action else { continue }
        try checkCaptures(variables, step)
        environment.merge(variables) { $1 }
        _ = try load(environment, in: step)
      }
    }
    return configuration
  }

  private static func load(_ environment: [String: String], in step: Step?) throws -> Configuration {
    let configuration: Configuration
    do {
      configuration = try Configuration.load(environment: environment)
    } catch {
      write(error.errors)
      throw ExitStatus.configuration
    }
    guard configuration.mode != .mainnet else {
      let place = step.map { "\($0.location.file):\($0.location.line): " } ?? ""
      throw refusal(place + mainNetwork)
    }
    return configuration
  }

  private static var mainNetwork: String {
    localized(
      "the settings lead to a main network, where scripts would move real money. --live is for test networks only.",
      "设置指向主网，脚本会动用真实资金。--live 只用于测试网。")
  }

  /// What a variable will be must be known before the first step. HOME and XDG_CONFIG_HOME lead to a file of settings.
  private static func checkCaptures(_ variables: [String: String], _ step: Step) throws {
    let places = ["HOME", "XDG_CONFIG_HOME"]
    let name = variables.first { name, value in
      (name.hasPrefix("PAYIN_") || places.contains(name)) && value.contains("${")
    }?.key
    guard let name else { return }
    throw refusal(
      "\(step.location.file):\(step.location.line): "
        + localized(
          "\(name) cannot be a captured value: where it leads must be known before the first step.",
          "\(name) 不能取捕获的值：须在第一步之前就知道它指向何处。"))
  }

  private static func write(_ errors: [SettingError]) {
    for error in errors { StandardError.write("payin-mcp: \(error.text.rendered(in: CommandText.language))") }
  }

  private static func refusal(_ text: String) -> ExitStatus {
    StandardError.write("payin-mcp: \(text)")
    return .configuration
  }
}

extension Step {
  fileprivate var variables: [String: String]? {
    if case .environment(let variables) = action { variables } else { nil }
  }
}
