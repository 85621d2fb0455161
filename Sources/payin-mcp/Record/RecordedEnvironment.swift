import PayIn
import Script

/// The settings that the recorded server had, for the `env` line of a recording.
enum RecordedEnvironment {
  /// Settings that name a place on one machine or one API: a replay has its own sandbox.
  private static let left: Set<ConfigurationVariable> = [
    .apiKey, .baseURL, .environment, .allowMainnetWrites, .certificateBundle, .logLevel, .sandboxWebhookURL,
  ]

  /// - Parameter command: what was started. The flags of this program's settings count as their variables.
  static func variables(_ environment: [String: String], command: [String]) -> [String: String] {
    ConfigurationVariable.allCases.filter { !left.contains($0) }.reduce(into: [:]) { variables, variable in
      let value = flag(variable, in: command) ?? environment[variable.rawValue]
      guard let value, !value.isEmpty else { return }
      variables[variable.rawValue] = variable == .webhookSecret ? RedactionRules.webhookSecret : value
    }
  }

  private static func flag(_ variable: ConfigurationVariable, in command: [String]) -> String? {
    let name = "--\(variable.flagName)"
    guard variable.hasFlag, let index = command.lastIndex(where: { $0 == name || $0.hasPrefix("\(name)=") }) else {
      return nil
    }
    if command[index] != name { return String(command[index].dropFirst(name.utf8.count + 1)) }
    if case .bare = variable.row.flag { return "1" }
    return command.indices.contains(index + 1) ? command[index + 1] : nil
  }
}

extension ConfigurationVariable {
  fileprivate var hasFlag: Bool { if case .none = row.flag { false } else { true } }
}
