import PayIn
import Script

/// The settings that the recorded server had, for the `env` line of a recording.
enum RecordedEnvironment {
  /// Settings that could lead a run to a real API and its money, and those that name a place on one machine: a run has its
  /// own sandbox. The file of `PAYIN_CONFIG` holds a key.
  private static let left: Set<ConfigurationVariable> = [
    .apiKey, .baseURL, .environment, .allowMainnetWrites, .config, .certificateBundle, .logLevel, .sandboxToken,
    .sandboxWebhookURL,
  ]

  /// The variables that a run needs again. What is set in the configuration file is among them, because a run does not
  /// read that file.
  static func variables(_ server: RecordedServer, _ redaction: inout Redaction) -> [String: String] {
    ConfigurationVariable.allCases.filter { !left.contains($0) }.reduce(into: [:]) { variables, variable in
      guard let value = value(variable, server), !value.isEmpty else { return }
      let isSecret = variable == .webhookSecret
      variables[variable.rawValue] = isSecret ? RedactionRules.webhookSecret : redaction.redact(value)
    }
  }

  private static func value(_ variable: ConfigurationVariable, _ server: RecordedServer) -> String? {
    if let value = server.flags[variable.rawValue] ?? server.environment[variable.rawValue] { return value }
    guard server.isThisProgram, case .file = server.settings.source(of: variable) else { return nil }
    return server.settings.shown(variable)
  }
}
