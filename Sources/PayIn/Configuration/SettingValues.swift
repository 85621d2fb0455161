/// The texts of all settings that are set, each with its source: flags over environment over file. Interpolation and
/// `dump` do not print them, because the key is among them.
package struct SettingValues: Sendable {
  struct Value: Sendable {
    let text: String
    let source: SettingSource
  }

  private var values: [ConfigurationVariable: Value] = [:]
  /// The errors of the file and of names that are no settings.
  let errors: [SettingError]
  /// The configuration file that was read; nil if there is none or it is unusable.
  package let file: String?
  /// The names that begin with `PAYIN_` and describe Kubernetes services.
  package let serviceLinks: [String]
  /// The value of `HOME`.
  let home: String?
  /// The language of the locale.
  let localeLanguage: Language

  /// Reads the configuration file, which costs one failing open(2) where there is none.
  ///
  /// - Parameters:
  ///   - environment: names and values. Those without `PAYIN_` are no settings. An empty value counts as not set,
  ///     because tool managers write unset variables as empty texts; but for the key and the webhook secret.
  ///   - overrides: values of flags under the variables' names. An empty one is read like any other value, because it
  ///     was written on purpose; so is one of the file.
  package init(environment: [String: String], overrides: [String: String] = [:]) {
    let given = environment.filter { $0.key.hasPrefix("PAYIN_") && (!$0.value.isEmpty || Self.mayBeEmpty($0.key)) }
    let links = given.filter { ServiceLink.isOne($0.key, $0.value) }.keys.sorted()
    var errors: [SettingError] = []
    var file: ConfigurationFile?
    do throws(SettingError) {
      file = try ConfigurationFile.Location(environment: environment, flag: overrides[Self.configName])?.read()
    } catch {
      errors.append(error)
    }
    for member in file?.members ?? [] {
      values[member.variable] = Value(text: member.text, source: .file(path: file?.path ?? "", line: member.line))
    }
    for (layer, source) in [(given, SettingSource.environment), (overrides, .flag)] {
      for (name, text) in layer {
        if let variable = ConfigurationVariable(rawValue: name) { values[variable] = Value(text: text, source: source) }
      }
    }
    self.errors = errors + (file?.errors ?? []) + Self.unknown(given.keys.filter { !links.contains($0) })
    (self.file, serviceLinks, home) = (file?.path, links, environment["HOME"])
    localeLanguage = Language(locale: environment)
  }

  private static let configName = ConfigurationVariable.config.rawValue

  /// Whether an empty value counts as set. An empty key or secret is a mistake, which the sandbox in its place, or a
  /// secret from a call, would hide; the tools report it.
  private static func mayBeEmpty(_ name: String) -> Bool {
    [ConfigurationVariable.apiKey, .webhookSecret].contains { $0.rawValue == name }
  }

  private static func unknown(_ names: [String]) -> [SettingError] {
    names.sorted().filter { ConfigurationVariable(rawValue: $0) == nil }.map { name in
      SettingError(name, .unknownVariable(suggestion: ConfigurationVariable.nearest(to: name)))
    }
  }

  func text(_ variable: ConfigurationVariable) -> String? {
    values[variable]?.text
  }

  /// The sources of the settings that are set.
  package var sources: [ConfigurationVariable: SettingSource] {
    values.mapValues(\.source)
  }

  package func source(of variable: ConfigurationVariable) -> SettingSource {
    values[variable]?.source ?? .standard
  }

  /// The path of the certificate authorities to trust, for commands that read no other setting.
  package func certificateBundle() throws(ConfigurationError) -> String? {
    var reader = ConfigurationReader(self)
    let path = reader.path(.certificateBundle)
    let errors = reader.errors.filter { $0.variable == ConfigurationVariable.certificateBundle.rawValue }
    guard errors.isEmpty else { throw ConfigurationError(errors: errors, language: localeLanguage) }
    return path
  }

  /// The value as it may be shown: the key and the webhook secret masked as `get_status` masks them, also where they
  /// were put under another name, and URLs without user and password. Nil if nothing is set.
  package func shown(_ variable: ConfigurationVariable) -> String? {
    guard let text = text(variable) else { return nil }
    switch variable {
    case .apiKey: return (try? APIKey(text))?.masked ?? "…"
    case .webhookSecret: return "whsec_…"
    case .sandboxToken: return "…"
    default:
      guard !KeyPattern.occurs(in: text) else { return "…" }
      return VisibleText.visible(Self.withoutUserInfo(text))
    }
  }

  /// The values that no setting can mean, whatever it takes: `${NAME}` that was left as it is, quotation marks around
  /// the value, nothing but blanks. The key and the webhook secret are checked on their own.
  package var unfilled: [SettingError] {
    ConfigurationVariable.allCases.compactMap { variable in
      guard !variable.isSecret, let value = values[variable], let message = Self.mistake(in: value.text) else {
        return nil
      }
      return SettingError(variable.rawValue, .unusable(message), from: value.source)
    }
  }

  private static func mistake(in text: String) -> LocalizedText? {
    if text.contains("${") {
      return LocalizedText("holds a variable's name that was never replaced by its value", "含有未被替换为实际值的变量名")
    }
    if ["\"", "'", "“", "‘"].contains(where: text.hasPrefix) {
      return LocalizedText("has quotation marks around it", "带有引号")
    }
    return text.allSatisfy(\.isWhitespace) ? LocalizedText("is set but blank", "已设置但为空") : nil
  }

  private static func withoutUserInfo(_ text: String) -> String {
    guard let mark = text.firstRange(of: "://"), let end = text.lastIndex(of: "@"), mark.upperBound <= end else {
      return text
    }
    return text[..<mark.upperBound] + "…" + text[end...]
  }
}

extension SettingValues: CustomStringConvertible, CustomReflectable {
  package var description: String { "SettingValues(redacted)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
