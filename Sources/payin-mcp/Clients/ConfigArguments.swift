import ArgumentParser
import ClientSettings
import FoundationEssentials
import Glibc
import PayIn
import PayInTools
import Sandbox

/// What the arguments of `config` mean, and which are refused.
enum ConfigArguments {
  static func client(named name: String) throws -> Client {
    if let client = ClientSettings.client(named: name) { return client }
    let nearest = ClientSettings.nearestName(to: name)
    let hint = nearest.map { localized(" Did you mean \($0)?", "是否想输入 \($0)？") } ?? ""
    let names = ClientSettings.all.map(\.name).joined(separator: ", ")
    throw ValidationError(
      localized(
        "'\(name)' is not a client.\(hint) The clients are \(names).", "没有名为 '\(name)' 的客户端。\(hint)客户端有：\(names)。"))
  }

  /// Clients make the names of tools from it, which models accept only with these characters.
  static func checkName(_ name: String) throws {
    let isValid = name.utf8.allSatisfy { byte in
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      return isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "_-".utf8.contains(byte)
    }
    guard isValid, (1...64).contains(name.utf8.count), !name.hasPrefix("-") else {
      throw ValidationError(
        localized(
          "--name takes 1 to 64 letters, digits, - and _, and does not begin with -.",
          "--name 只能包含 1 到 64 个字母、数字、- 和 _，且不能以 - 开头。"))
    }
  }

  static func refuse(_ both: Bool, _ one: String, _ other: String) throws {
    guard both else { return }
    throw ValidationError(localized("\(one) and \(other) exclude each other.", "\(one) 与 \(other) 不能同时使用。"))
  }

  static func checkPath(_ path: String?, _ flag: String) throws {
    guard let path, path.isEmpty || path.contains("\0") else { return }
    throw ValidationError(localized("\(flag) takes a path.", "\(flag) 需要一个路径。"))
  }

  static func check(_ client: Client, askForKey: Bool, project: Bool) throws {
    if askForKey, !client.asksForSecrets {
      throw ValidationError(
        localized(
          "\(client.title) has no place for secrets. \(KeyAdvice.text)", "\(client.title) 没有存放密钥的位置。\(KeyAdvice.text)"))
    }
    if project, client.projectFile == nil {
      throw ValidationError(
        localized("\(client.title) has no settings of a project.", "\(client.title) 没有项目级设置。"))
    }
  }

  /// The values of `--env`. The message about one that is refused never repeats its value.
  static func variables(_ texts: [String]) throws -> [(name: String, value: String)] {
    var names: Set<String> = []
    let variables = try texts.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, isVariableName(parts[0]), !parts[1].contains("\0") else {
        throw ValidationError(localized("--env takes NAME=value.", "--env 的格式为 NAME=value。"))
      }
      let secrets = [ConfigurationVariable.apiKey, .webhookSecret].map(\.rawValue)
      guard !secrets.contains(parts[0]), !KeyPattern.occurs(in: parts[1]) else {
        throw ValidationError(
          localized(
            "A key does not belong on a command line, where every process can read it. \(KeyAdvice.text)",
            "密钥不应出现在命令行中，因为所有进程都能读到。\(KeyAdvice.text)"))
      }
      try checkIsKnown(parts[0])
      guard names.insert(parts[0]).inserted else {
        throw ValidationError(localized("--env has \(parts[0]) twice.", "--env 中 \(parts[0]) 出现了两次。"))
      }
      return (name: parts[0], value: parts[1])
    }
    try checkValues(variables)
    return variables
  }

  private static func isVariableName(_ name: String) -> Bool {
    let isWord = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    return isWord && name.first.map { !$0.isNumber } ?? false
  }

  /// The server would not start with an unknown one of its own variables.
  private static func checkIsKnown(_ name: String) throws {
    let known = ConfigurationVariable.allCases.map(\.rawValue)
    guard name.hasPrefix("PAYIN_"), !known.contains(name) else { return }
    let nearest = ConfigurationVariable.nearest(to: name)
    let hint = nearest.map { localized(" Did you mean \($0)?", "是否想输入 \($0)？") } ?? ""
    throw ValidationError(
      localized("\(name) is not a variable of payin-mcp.\(hint)", "payin-mcp 没有变量 \(name)。\(hint)"))
  }

  /// The server would not start with values that its own variables cannot have.
  private static func checkValues(_ variables: [(name: String, value: String)]) throws {
    var environment = Dictionary(variables.map { ($0.name, $0.value) }) { first, _ in first }
    // The home folder leads to a file of settings as well, which has no part in these values.
    if environment.values.contains(where: { $0.hasPrefix("~") }) {
      environment["HOME"] = ProcessInfo.processInfo.environment["HOME"]
    }
    let names = variables.map(\.name)
    let error = settingErrors(environment).first { error in
      guard error.source == .environment, names.contains(error.variable) else { return false }
      // The address may stand in the file of settings.
      if case .environmentMismatch = error.reason { return environment["PAYIN_BASE_URL"] != nil }
      return true
    }
    guard let text = error?.text else { return }
    throw ValidationError(localized(text.rendered(in: .english), text.rendered(in: .chinese)))
  }

  private static func settingErrors(_ environment: [String: String]) -> [SettingError] {
    do {
      let configuration = try Configuration.load(environment: environment)
      _ = try SandboxConfiguration.Webhook(configuration)
      try PayInTools.checkSelection(configuration)
      return []
    } catch let error as ConfigurationError {
      return error.errors
    } catch {
      return (error as? SettingError).map { [$0] } ?? []
    }
  }

  // MARK: Paths

  static func path(
    of client: Client, file: String?, project: Bool, _ environment: [String: String]
  ) throws(SettingsError) -> String {
    if let file { return absolute(file, environment) }
    if project, let path = client.projectFile { return absolute(path, environment) }
    guard let path = ClientInstallation(of: client, environment: environment).file else { throw .noHome }
    return path
  }

  static func program(_ command: String?, _ environment: [String: String]) -> String {
    command.map { absolute($0, environment) } ?? InstalledProgram.path(environment)
  }

  private static func absolute(_ path: String, _ environment: [String: String]) -> String {
    let path = (try? PathSetting.resolve(path, home: environment["HOME"])) ?? path
    return InstalledProgram.absolute(path)
  }
}

/// How to give the program a key without a client's settings holding it.
enum KeyAdvice {
  static var text: String {
    localized(
      """
      With your account: write {"api-key": "…"} into ~/.config/payin-mcp/config.json, and allow only yourself to \
      read it (chmod 600). Without a key the sandbox serves.
      """,
      #"使用你的账户：将 {"api-key": "…"} 写入 ~/.config/payin-mcp/config.json，并只允许自己读取（chmod 600）。没有密钥时使用内置沙盒。"#)
  }
}
