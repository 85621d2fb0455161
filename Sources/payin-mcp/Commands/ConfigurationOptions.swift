import ArgumentParser
import PayIn

/// The flags of the settings, made from the rows of `ConfigurationVariable`.
///
/// ArgumentParser finds the arguments of a type by reflection, which `customMirror` answers with one wrapper per row, and
/// has the wrappers decoded under the same names.
struct ConfigurationOptions: ParsableArguments {
  /// Values under the names of the variables they override.
  let overrides: [String: String]

  init() {
    overrides = [:]
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    overrides = try ConfigurationVariable.allCases.reduce(into: [:]) { overrides, variable in
      let key = Key(stringValue: variable.rawValue)
      switch variable.row.flag {
      case .none: break
      case .value: overrides[variable.rawValue] = try container.decode(Option<String?>.self, forKey: key).wrappedValue
      case .bare where try container.decode(Flag<Bool>.self, forKey: key).wrappedValue:
        overrides[variable.rawValue] = "1"
      case .bare: break
      }
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
      self.stringValue = stringValue
    }

    init?(intValue: Int) {
      nil
    }
  }
}

extension ConfigurationOptions: CustomReflectable {
  var customMirror: Mirror {
    let flags = ConfigurationVariable.allCases.compactMap { variable in
      Self.argument(of: variable).map { (label: variable.rawValue, value: $0) }
    }
    return Mirror(self, children: flags)
  }

  private static func argument(of variable: ConfigurationVariable) -> Any? {
    let name = NameSpecification.customLong(variable.flagName)
    return switch variable.row.flag {
    case .none: nil
    case .value(let help): Option<String?>(name: name, help: self.help(help, of: variable))
    case .bare(let help): Flag<Bool>(wrappedValue: false, name: name, help: self.help(help, of: variable))
    }
  }

  /// The row's text with the variable that the flag overrides, and the default.
  private static func help(_ text: LocalizedText, of variable: ConfigurationVariable) -> ArgumentHelp {
    let standard = variable.row.standard.map { localized("; default \($0)", "；默认 \($0)") } ?? ""
    return ArgumentHelp(
      stringLiteral: text.rendered(in: CommandText.language)
        + localized(" \(variable.rawValue)\(standard).", "\(variable.rawValue)\(standard)。"))
  }
}
