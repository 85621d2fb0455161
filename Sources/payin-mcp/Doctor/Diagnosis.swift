import PayIn
import Sandbox

/// The set-up that is checked. Nothing is written, and no check waits longer than `timeLimit`.
struct Diagnosis: Sendable {
  /// The longest time of one check that asks the network.
  static let timeLimit = Duration.seconds(5)

  let environment: [String: String]
  let values: SettingValues
  /// The value of `--sandbox-db`.
  let sandboxFile: String?
  /// The settings of the server; nil if they keep it from starting.
  let configuration: Configuration?
  /// All errors of settings, those that the tools would report among them.
  let errors: [SettingError]
  let language: Language

  init(environment: [String: String], overrides: [String: String], sandboxFile: String?) {
    let values = SettingValues(environment: environment, overrides: overrides)
    do throws(ConfigurationError) {
      let settings = try ServerSettings(values, sandboxFile: sandboxFile, environment: environment).configuration
      (configuration, language) = (settings, settings.language)
      errors = settings.errors + [settings.webhookSecretError].compactMap(\.self)
    } catch {
      (configuration, errors, language) = (nil, error.errors, error.language)
    }
    (self.environment, self.values, self.sandboxFile) = (environment, values, sandboxFile)
  }

  /// Whether a server with these settings would start.
  var isStartable: Bool { configuration != nil }

  /// The checks that ask only this machine.
  func localFindings() -> [Finding] {
    settingFindings() + certificateBundleFindings() + sandboxFindings() + machineFindings()
  }
}
