import PayIn
import Script

/// What is known of the server that a recording was made with.
struct RecordedServer {
  let command: [String]
  /// The environment, and over it what the command itself sets, as in `env PAYIN_TOOLS=all payin-mcp`.
  let environment: [String: String]
  /// The values of this program's flags under the names of their variables.
  let flags: [String: String]
  /// The settings of this program: flags over environment over the configuration file.
  let settings: SettingValues

  init(_ command: [String], environment: [String: String]) {
    self.command = command
    let assignments = command.compactMap(Self.assignment).map { (String($0.name), String($0.value)) }
    self.environment = environment.merging(assignments) { $1 }
    flags = ConfigurationVariable.allCases.reduce(into: [:]) { flags, variable in
      flags[variable.rawValue] = Self.flag(variable, in: command)
    }
    settings = SettingValues(environment: self.environment, overrides: flags)
  }

  // MARK: This program

  private static func isThisProgram(_ word: String) -> Bool {
    word.split(separator: "/").last == "payin-mcp"
  }

  /// Whether the command starts this program as a server, be it by another one such as env(1).
  var isThisProgram: Bool {
    guard let index = command.firstIndex(where: Self.isThisProgram) else { return false }
    let next = command.dropFirst(index + 1).first
    return next.map { $0.hasPrefix("-") || $0 == "serve" } ?? true
  }

  /// Whether its calls go to an API and not to the sandbox inside of it.
  var usesAPI: Bool {
    guard isThisProgram else { return environment[ConfigurationVariable.apiKey.rawValue]?.isEmpty == false }
    if let configuration = try? Configuration.load(settings) { return configuration.mode != .sandbox }
    return [.apiKey, .baseURL].contains { settings.source(of: $0) != .standard }
  }

  /// Whether an order of an earlier session can be in its sandbox.
  var keepsOrders: Bool {
    guard isThisProgram, !usesAPI else { return false }
    let name = "--sandbox-db"
    let isInMemory = zip(command, command.dropFirst() + [""]).contains { word, next in
      word == "\(name)=:memory:" || (word == name && next == ":memory:")
    }
    return !isInMemory
  }

  // MARK: The command line

  /// The program and the names of its arguments, without their values: any of them can be a secret.
  var shownCommand: String {
    let words = command.enumerated().map { index, word in
      if index == 0 || Self.isThisProgram(word) { return String(word.split(separator: "/").last ?? "…") }
      return word == "serve" && isThisProgram ? word : Self.shown(word)
    }
    return words.joined(separator: " ")
  }

  private static func shown(_ word: String) -> String {
    if let name = assignment(word)?.name { return "\(name)=…" }
    let name = word.prefix { $0 != "=" }
    let isName = name.utf8.allSatisfy { $0.isASCIILetterOrDigit || "-_".utf8.contains($0) } && name.utf8.count <= 40
    guard isName, name.hasPrefix("--") || (name.hasPrefix("-") && name.utf8.count == 2) else {
      return "…"
    }
    return name.utf8.count < word.utf8.count ? "\(name)=…" : word
  }

  /// The parts of `NAME=value`.
  private static func assignment(_ word: String) -> (name: Substring, value: Substring)? {
    guard let place = word.firstIndex(of: "="), place > word.startIndex, word.utf8.first != UInt8(ascii: "-") else {
      return nil
    }
    let name = word[..<place]
    guard name.utf8.allSatisfy({ $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") }) else { return nil }
    return (name, word[word.index(after: place)...])
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

extension UInt8 {
  fileprivate var isASCIILetterOrDigit: Bool { 0x30...0x39 ~= self || 0x61...0x7A ~= self | 0x20 }
}
