import Journal
import PayIn
import PayInTools
import Sandbox

/// All settings of a server, as the targets that use them take them.
struct ServerSettings {
  let configuration: Configuration
  let storage: SandboxConfiguration.Storage
  let webhook: SandboxConfiguration.Webhook

  /// - Parameter sandboxFile: the value of `--sandbox-db`.
  /// - Throws: everything that keeps the server from starting.
  init(_ values: SettingValues, sandboxFile: String?, environment: [String: String]) throws(ConfigurationError) {
    let configuration = try Configuration.load(values)
    do throws(SettingError) {
      storage = try Self.storage(sandboxFile, configuration, environment)
      webhook = try SandboxConfiguration.Webhook(configuration)
      try Self.checkJournal(configuration)
    } catch {
      throw ConfigurationError(errors: [error], language: configuration.language)
    }
    try PayInTools.checkSelection(configuration)
    self.configuration = configuration
  }

  /// Opens the journal if there is one, and makes none: settings are also read by commands that only look at them.
  private static func checkJournal(_ configuration: Configuration) throws(SettingError) {
    guard let path = configuration.journal else { return }
    do throws(JournalError) {
      try Journal.check(path)
    } catch {
      throw configuration.error(.journal, .unusable(error.message, fix: error.fix))
    }
  }

  /// Memory where the embedded sandbox does not serve: a default place that cannot be used does not matter there.
  private static func storage(
    _ file: String?, _ configuration: Configuration, _ environment: [String: String]
  ) throws(SettingError) -> SandboxConfiguration.Storage {
    if file == nil, !configuration.usesEmbeddedSandbox { return .memory }
    return try SandboxConfiguration.Storage(file, flag: "--sandbox-db", environment: environment)
  }
}
