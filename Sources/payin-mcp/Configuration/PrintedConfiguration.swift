import JSON
import PayIn
import Sandbox

/// What `--print-config` shows: every setting with its value, its source and what is wrong with it.
struct PrintedConfiguration {
  struct Row {
    /// The name of the flag, and of a member of the configuration file.
    let name: String
    let variable: String?
    /// Masked where it is a secret; nil where nothing is set and the default is no text.
    let value: String?
    let source: SettingSource
    let error: SettingError?
  }

  let rows: [Row]
  /// The errors of no single setting: of the file, of names that are no settings, of several settings together.
  let otherErrors: [SettingError]
  let file: String?
  /// The network that calls go to, and the API's address; nil if the settings are unusable.
  let configuration: Configuration?
  let language: Language

  var isUsable: Bool { otherErrors.isEmpty && rows.allSatisfy { $0.error == nil } }

  init(environment: [String: String], overrides: [String: String], sandboxFile: String?) {
    let values = SettingValues(environment: environment, overrides: overrides)
    var (configuration, errors, language): (Configuration?, [SettingError], Language)
    do throws(ConfigurationError) {
      let settings = try ServerSettings(values, sandboxFile: sandboxFile, environment: environment).configuration
      (configuration, language) = (settings, settings.language)
      errors = settings.errors + [settings.webhookSecretError].compactMap(\.self)
    } catch {
      (configuration, errors, language) = (nil, error.errors, error.language)
    }
    let known = ConfigurationVariable.allCases
    rows =
      known.map { variable in
        Row(
          name: variable.flagName, variable: variable.rawValue,
          value: values.shown(variable) ?? Self.standard(variable, configuration), source: values.source(of: variable),
          error: errors.first { Self.belongs($0, to: variable.rawValue) })
      } + [Self.sandboxFile(sandboxFile, environment, errors)]
    otherErrors = errors.filter { error in
      error.isOfFile || !(known.map(\.rawValue) + [Self.sandboxFlag]).contains(error.variable)
    }
    (self.configuration, file, self.language) = (configuration, values.file, language)
  }

  private static let sandboxFlag = "--sandbox-db"

  private static func belongs(_ error: SettingError, to variable: String) -> Bool {
    error.variable == variable && !error.isOfFile
  }

  /// The file of the sandbox, which has a flag and no variable.
  private static func sandboxFile(
    _ flag: String?, _ environment: [String: String], _ errors: [SettingError]
  ) -> Row {
    let storage = try? SandboxConfiguration.Storage(flag, flag: sandboxFlag, environment: environment)
    return Row(
      name: "sandbox-db", variable: nil, value: flag ?? storage.map { $0.path ?? ":memory:" },
      source: flag == nil ? .standard : .flag, error: errors.first { belongs($0, to: sandboxFlag) })
  }

  /// The value that holds where none is set.
  private static func standard(_ variable: ConfigurationVariable, _ configuration: Configuration?) -> String? {
    switch variable {
    case .baseURL: configuration?.baseURL?.api
    case .environment: configuration?.mode.rawValue
    case .language: configuration?.language.rawValue
    case .rateLimit where configuration?.limits.rates == nil && configuration != nil: "off"
    default: variable.row.standard
    }
  }
}

extension SettingError {
  /// Whether the configuration file is unusable as a whole.
  var isOfFile: Bool {
    if case .file = reason { true } else { false }
  }
}
