/// The place that the value of a setting comes from. Later cases win over earlier ones.
package enum SettingSource: Sendable, Equatable {
  /// Nothing was set.
  case standard
  /// A member of the configuration file, whose name begins on this line, counted from 1.
  case file(path: String, line: Int)
  case environment
  case flag
}

extension SettingSource {
  /// The setting as this source spells it, so that a person finds what to correct: `PAYIN_LANG`, `--lang`, or
  /// `"lang" (line 3 of …/config.json)`.
  ///
  /// - Parameters:
  ///   - name: the name of the variable.
  ///   - isAsWritten: whether it is no setting's name, and shown as it was written.
  package func spelling(of name: String, isAsWritten: Bool = false) -> LocalizedText {
    let flagName = isAsWritten ? name : Self.flagName(name)
    switch self {
    case .standard, .environment: return LocalizedText("\(name)", "\(name)")
    case .flag: return LocalizedText(verbatim: "--\(flagName)")
    case .file(let path, let line):
      let (member, path) = (DisplayText(raw: flagName), ConfigurationFile.shown(path))
      return LocalizedText("\"\(member)\" (line \(line) of \(path))", "\(path) 第 \(line) 行的 \"\(member)\"")
    }
  }

  private static func flagName(_ name: String) -> String {
    ConfigurationVariable(rawValue: name)?.flagName ?? name
  }
}
