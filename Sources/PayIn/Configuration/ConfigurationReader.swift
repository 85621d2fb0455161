/// Reads the settings one by one as their rows say, and collects all errors, so that one start reports them all.
struct ConfigurationReader {
  let values: SettingValues
  private(set) var errors: [SettingError]
  /// Sentences on settings that work and should be written in another way.
  private(set) var warnings: [LocalizedText] = []

  init(_ values: SettingValues) {
    self.values = values
    errors = values.errors
  }

  func text(_ variable: ConfigurationVariable) -> String? {
    values.text(variable)
  }

  /// The error of a setting, with its source. One that is not set is named as its variable.
  func error(_ variable: ConfigurationVariable, _ reason: SettingError.Reason) -> SettingError {
    let source = values.source(of: variable)
    return SettingError(variable.rawValue, reason, from: source == .standard ? .environment : source)
  }

  mutating func report(_ variable: ConfigurationVariable, _ reason: SettingError.Reason) {
    errors.append(error(variable, reason))
  }

  mutating func flag(_ variable: ConfigurationVariable) -> Bool {
    value(of: variable, otherwise: .notABoolean) { text in
      switch text.lowercased() {
      case "1", "true", "on": true
      case "0", "false", "off": false
      default: nil
      }
    } ?? false
  }

  mutating func seconds(_ variable: ConfigurationVariable) -> Duration {
    guard case .seconds(let range) = variable.row.values else { Self.misread(variable) }
    let (least, most) = (Self.text(range.lowerBound), Self.text(range.upperBound))
    return value(of: variable, otherwise: .notANumber(unit: .seconds, least: least, most: most)) { text in
      Self.duration(text).flatMap { range ~= $0 ? $0 : nil }
    } ?? range.lowerBound
  }

  mutating func count(_ variable: ConfigurationVariable) -> Int {
    limit(variable) ?? 0
  }

  /// The number, or nil if none is set and the setting has no default.
  mutating func limit(_ variable: ConfigurationVariable) -> Int? {
    guard case .count(let unit, let range) = variable.row.values else { Self.misread(variable) }
    let (least, most) = (String(range.lowerBound), String(range.upperBound))
    return value(of: variable, otherwise: .notANumber(unit: unit, least: least, most: most)) { text in
      text.utf8.allSatisfy(Self.isDigit) ? Int(text).flatMap { range ~= $0 ? $0 : nil } : nil
    }
  }

  /// The value of the chosen name; nil if none is set and the setting has no default.
  mutating func choice<Value: RawRepresentable<String>>(_ variable: ConfigurationVariable) -> Value? {
    guard case .choice(let names, let oldNames) = variable.row.values else { Self.misread(variable) }
    if let old = text(variable)?.lowercased(), let name = oldNames[old] {
      warnings.append(renamed(variable, from: old, to: name))
    }
    return value(of: variable, otherwise: .notOneOf(names)) { text in
      let name = oldNames[text.lowercased()] ?? text.lowercased()
      return names.contains(name) ? Value(rawValue: name) : nil
    }
  }

  private func renamed(_ variable: ConfigurationVariable, from old: String, to new: String) -> LocalizedText {
    let setting = values.source(of: variable).spelling(of: variable.rawValue)
    return LocalizedText(
      "\(setting[.english]) is set to \(old), which is now called \(new): set it to \(new).",
      "\(setting[.chinese]) 设为 \(old)，该值现已改名为 \(new)：请改设为 \(new)。")
  }

  /// Warns of settings that another one makes useless: who set a key may believe that real calls are made.
  mutating func warnOfUnused(_ variables: [ConfigurationVariable], because reason: ConfigurationVariable) {
    guard let value = text(reason) else { return }
    let because = values.source(of: reason).spelling(of: reason.rawValue)
    for variable in variables where text(variable)?.isEmpty == false {
      let unused = values.source(of: variable).spelling(of: variable.rawValue)
      let value = DisplayText(raw: value.lowercased())
      warnings.append(
        LocalizedText(
          "\(unused[.english]) is set and not used: \(because[.english]) is set to \(value), where payments are simulated. Set it to auto to use the real API, or remove what is not used.",
          "\(unused[.chinese]) 已设置但未使用：\(because[.chinese]) 设为 \(value)，其中的付款均为模拟。若要使用真实 API，请将其设为 auto；否则请移除未使用的设置。"
        ))
    }
  }

  mutating func amount(_ variable: ConfigurationVariable) -> Amount? {
    value(of: variable, otherwise: .notAnAmount) { try? Amount($0) }
  }

  /// - Parameter standard: whether the default holds; without it nothing is limited.
  /// - Returns: nil for `off`.
  mutating func rates(_ variable: ConfigurationVariable, usesDefault: Bool) -> RateLimits? {
    guard usesDefault || text(variable) != nil else { return nil }
    let rates: RateLimits?? = value(of: variable, otherwise: .notRates, Self.rates)
    return rates ?? nil
  }

  /// Three numbers, or nil for `off`; the outer nil is for any other text.
  private static func rates(_ text: String) -> RateLimits?? {
    if text.lowercased() == "off" { return .some(nil) }
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      part.utf8.allSatisfy(isDigit) ? Int(part).flatMap { 1...100_000 ~= $0 ? $0 : nil } : nil
    }
    guard numbers.count == 3, let orders = numbers[0], let deposits = numbers[1], let queries = numbers[2] else {
      return nil
    }
    return RateLimits(orders: orders, deposits: deposits, queries: queries)
  }

  /// The absolute path of a file.
  mutating func path(_ variable: ConfigurationVariable) -> String? {
    guard let text = text(variable) else { return nil }
    do throws(PathSetting.ValidationError) {
      let path = try PathSetting.resolve(text, home: values.home)
      if !path.hasPrefix("/") || path.utf8.contains(0) { report(variable, .notAbsolutePath) }
      return path
    } catch {
      report(variable, .path(error))
      return nil
    }
  }

  /// The value of the text that is set or, if that is missing or unusable, of the default. What is unusable is reported.
  private mutating func value<Value>(
    of variable: ConfigurationVariable, otherwise reason: SettingError.Reason, _ parse: (String) -> Value?
  ) -> Value? {
    if let text = text(variable) {
      if let value = parse(text) { return value }
      report(variable, reason)
    }
    return variable.row.standard.flatMap(parse)
  }

  /// The row says that the values are of another kind: every start would end here.
  private static func misread(_ variable: ConfigurationVariable) -> Never {
    preconditionFailure("\(variable.rawValue) has values of another kind")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }

  private static func duration(_ text: String) -> Duration? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }), parts[0].count <= 6 else { return nil }
    let decimals = parts.count == 2 ? parts[1] : ""
    guard decimals.count <= 3, let whole = Int(parts[0]) else { return nil }
    let milliseconds = Int(decimals + String(repeating: "0", count: 3 - decimals.count)) ?? 0
    return .milliseconds(whole * 1000 + milliseconds)
  }

  /// The duration in whole seconds, or with tenths of one.
  private static func text(_ duration: Duration) -> String {
    let milliseconds = duration.components.attoseconds / 1_000_000_000_000_000
    let whole = duration.components.seconds
    return milliseconds == 0 ? "\(whole)" : "\(whole).\(milliseconds / 100)"
  }
}
