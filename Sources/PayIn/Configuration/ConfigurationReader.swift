/// Reads variables one by one and keeps what was wrong with them, so that all is told at once.
struct ConfigurationReader {
  let values: [String: String]
  /// Names that begin like ours and describe Kubernetes services.
  let serviceLinks: [String]
  private(set) var errors: [SettingError] = []

  /// - Parameters:
  ///   - environment: an empty value is none: tool managers write what is not set as an empty text.
  ///   - overrides: values of flags. An empty flag is read like any other value: it was written on purpose.
  init(environment: [String: String], overrides: [String: String]) {
    let links = environment.filter { ServiceLink.isOne($0.key, $0.value) }
    let given = environment.filter { links[$0.key] == nil && (!$0.value.isEmpty || Self.mayBeEmpty($0.key)) }
    serviceLinks = links.keys.sorted()
    values = given.merging(overrides) { $1 }
  }

  /// An empty key or secret was meant to be one: the sandbox in its place, or a check with a secret from a call, would
  /// hide that. The tools tell it.
  private static func mayBeEmpty(_ name: String) -> Bool {
    [ConfigurationVariable.apiKey, .webhookSecret].contains { $0.rawValue == name }
  }

  func text(_ variable: ConfigurationVariable) -> String? {
    values[variable.rawValue]
  }

  mutating func report(_ variable: ConfigurationVariable, _ reason: SettingError.Reason) {
    errors.append(SettingError(variable.rawValue, reason))
  }

  mutating func refuseUnknownNames() {
    for name in values.keys.sorted() where name.hasPrefix("PAYIN_") && ConfigurationVariable(rawValue: name) == nil {
      let suggestion = ConfigurationVariable.nearest(to: name)
      errors.append(SettingError(name, .unknownVariable(suggestion: suggestion)))
    }
  }

  /// Digits, with at most three decimals.
  mutating func seconds(
    _ variable: ConfigurationVariable, from least: Duration, to most: Duration, otherwise standard: Duration
  ) -> Duration {
    guard let text = text(variable) else { return standard }
    if let value = Self.duration(text), least...most ~= value { return value }
    report(variable, .notANumber(unit: .seconds, least: Self.text(least), most: Self.text(most)))
    return standard
  }

  mutating func count(
    _ variable: ConfigurationVariable, unit: SettingError.Unit, in range: ClosedRange<Int>,
    otherwise standard: Int
  ) -> Int {
    guard let text = text(variable) else { return standard }
    if text.utf8.allSatisfy(Self.isDigit), let value = Int(text), range ~= value { return value }
    report(
      variable, .notANumber(unit: unit, least: String(range.lowerBound), most: String(range.upperBound)))
    return standard
  }

  mutating func flag(_ variable: ConfigurationVariable, otherwise standard: Bool = false) -> Bool {
    guard let text = text(variable) else { return standard }
    switch text.lowercased() {
    case "1", "true", "on": return true
    case "0", "false", "off": return false
    default:
      report(variable, .notABoolean)
      return standard
    }
  }

  mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ variable: ConfigurationVariable, of values: [Value]
  ) -> Value? {
    guard let text = text(variable) else { return nil }
    if let value = values.first(where: { $0.rawValue == text.lowercased() }) { return value }
    report(variable, .notOneOf(values.map(\.rawValue)))
    return nil
  }

  mutating func amount(_ variable: ConfigurationVariable) -> Amount? {
    guard let text = text(variable) else { return nil }
    if let amount = try? Amount(text) { return amount }
    report(variable, .notAnAmount)
    return nil
  }

  /// Three numbers, or `off`.
  mutating func rates(_ variable: ConfigurationVariable, otherwise standard: RateLimits?) -> RateLimits? {
    guard let text = text(variable) else { return standard }
    if text.lowercased() == "off" { return nil }
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      part.utf8.allSatisfy(Self.isDigit) ? Int(part).flatMap { 1...100_000 ~= $0 ? $0 : nil } : nil
    }
    if numbers.count == 3, let orders = numbers[0], let deposits = numbers[1], let queries = numbers[2] {
      return RateLimits(orders: orders, deposits: deposits, queries: queries)
    }
    report(variable, .notRates)
    return standard
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

  private static func text(_ duration: Duration) -> String {
    let milliseconds = duration.components.attoseconds / 1_000_000_000_000_000
    let whole = duration.components.seconds
    return milliseconds == 0 ? "\(whole)" : "\(whole).\(milliseconds / 100)"
  }
}

/// Variables that describe a Kubernetes service and are no settings.
///
/// Kubernetes puts them into every container of a namespace that has a Service whose name begins with `payin`, as it
/// must for containers that were made for Docker's links (Kubernetes documentation, "Accessing the Service",
/// environment variables).
private enum ServiceLink {
  static func isOne(_ name: String, _ value: String) -> Bool {
    guard name.hasPrefix("PAYIN_"), ConfigurationVariable(rawValue: name) == nil else { return false }
    if name.wholeMatch(of: #/PAYIN(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?)/#) != nil
      || name.wholeMatch(of: #/PAYIN(_[A-Z0-9_]+)?_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?/#) != nil
    {
      return true
    }
    return name.wholeMatch(of: #/PAYIN(_[A-Z0-9_]+)?_PORT/#) != nil && isAddress(value)
  }

  /// Such as `tcp://10.0.0.11:80`. `PAYIN_PORT=8484` is meant as a setting, so it is reported.
  private static func isAddress(_ value: String) -> Bool {
    ["tcp://", "udp://", "sctp://"].contains { value.hasPrefix($0) }
  }
}
