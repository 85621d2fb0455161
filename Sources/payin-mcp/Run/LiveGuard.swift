import PayIn
import Script

/// Keeps scripts away from real money: `--live` refuses every main network, whether the environment names it or a script.
enum LiveGuard {
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
      throw refusal(
        place
          + localized(
            "the settings lead to a main network, where scripts would move real money. --live is for test networks only.",
            "设置指向主网，脚本会动用真实资金。--live 只用于测试网。"))
    }
    return configuration
  }

  /// What a variable will be must be known before the first step.
  private static func checkCaptures(_ variables: [String: String], _ step: Step) throws {
    guard let name = variables.first(where: { $0.key.hasPrefix("PAYIN_") && $0.value.contains("${") })?.key else {
      return
    }
    throw refusal(
      "\(step.location.file):\(step.location.line): "
        + localized(
          "with --live, \(name) cannot be a captured value.", "使用 --live 时，\(name) 不能取捕获的值。"))
  }

  private static func write(_ errors: [SettingError]) {
    for error in errors { StandardError.write("payin-mcp: \(error.text.rendered(in: CommandText.language))") }
  }

  private static func refusal(_ text: String) -> ExitStatus {
    StandardError.write("payin-mcp: \(text)")
    return .configuration
  }
}
