import Foundation
import Testing

@testable import PayIn

/// Flags win over the environment, which wins over the file, and an error names the place that the value came from.
@Suite struct SettingSourceTests {
  /// A home folder with a configuration file, removed with this object.
  private final class Home {
    let folder = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-home-\(UUID().uuidString)").path
    var file: String { folder + "/.config/payin-mcp/config.json" }

    init(_ text: String?, mode: Int = 0o600) throws {
      try FileManager.default.createDirectory(
        atPath: folder + "/.config/payin-mcp", withIntermediateDirectories: true)
      guard let text else { return }
      try Data(text.utf8).write(to: URL(filePath: file))
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    }

    deinit {
      try? FileManager.default.removeItem(atPath: folder)
    }
  }

  private static func load(
    _ home: Home, _ environment: [String: String] = [:], flags: [String: String] = [:]
  ) throws -> Configuration {
    try Configuration.load(environment: environment.merging(["HOME": home.folder]) { $1 }, overrides: flags)
  }

  @Test func flagsWinOverTheEnvironmentAndThatOverTheFile() throws {
    let home = try Home(#"{"timeout": 3, "list-timeout": 4, "drain-timeout": 5, "max-in-flight": 6}"#)
    let configuration = try Self.load(
      home, ["PAYIN_TIMEOUT": "7", "PAYIN_LIST_TIMEOUT": "8", "PAYIN_MAX_IN_FLIGHT": ""],
      flags: ["PAYIN_TIMEOUT": "9"])
    #expect(configuration.limits.timeout == .seconds(9))
    #expect(configuration.limits.listTimeout == .seconds(8))
    #expect(configuration.drainTimeout == .seconds(5))
    // An empty variable counts as not set, so the file holds.
    #expect(configuration.maximumInFlight == 6)
    #expect(
      configuration.sources == [
        .timeout: .flag, .listTimeout: .environment, .drainTimeout: .file(path: home.file, line: 1),
        .maximumInFlight: .file(path: home.file, line: 1),
      ])
  }

  @Test func keyAndSecretMayStandInTheFile() throws {
    let home = try Home(#"{"api-key": "pk_test_0123456789abcdef", "webhook-secret": "whsec_0123456789"}"#)
    let configuration = try Self.load(home)
    #expect(configuration.apiKey?.masked == "pk_…cdef")
    #expect(configuration.mode == .testnet)
    #expect(configuration.webhookSecret?.withText { $0 } == "whsec_0123456789")
  }

  @Test func nothingIsReadWhereNoFileIs() throws {
    let home = try Home(nil)
    #expect(try Self.load(home).sources.isEmpty)
    #expect(try Configuration.load(environment: [:]).sources.isEmpty)
    #expect(try Configuration.load(environment: ["HOME": "relative"]).sources.isEmpty)
    #expect(try Configuration.load(environment: ["HOME": "/nonexistent"]).sources.isEmpty)
  }

  @Test func fileIsFoundWhereTheSpecificationPutsIt() throws {
    let (home, other) = (try Home(#"{"timeout": 3}"#), try Home(#"{"timeout": 4}"#))
    #expect(try Self.load(home, ["XDG_CONFIG_HOME": other.folder + "/.config"]).limits.timeout == .seconds(4))
    #expect(try Self.load(home, ["XDG_CONFIG_HOME": "relative"]).limits.timeout == .seconds(3))
    #expect(try Self.load(home, ["XDG_CONFIG_HOME": "~/.config"]).limits.timeout == .seconds(3))
    #expect(try Self.load(home, ["PAYIN_CONFIG": other.file]).limits.timeout == .seconds(4))
    #expect(
      try Self.load(home, ["PAYIN_CONFIG": other.file], flags: ["PAYIN_CONFIG": home.file]).limits.timeout
        == .seconds(3))
  }

  @Test func nullDeviceMeansNoFile() throws {
    let home = try Home(#"{"timeout": 3}"#)
    #expect(try Self.load(home, ["PAYIN_CONFIG": "/dev/null"]).limits.timeout == .seconds(30))
    #expect(try Self.load(home, flags: ["PAYIN_CONFIG": "/dev/null"]).limits.timeout == .seconds(30))
  }

  // MARK: Who is blamed

  struct Blame: CustomTestStringConvertible {
    var file: String?
    var environment: [String: String] = [:]
    var flags: [String: String] = [:]
    /// How the sentence begins; `FILE` stands for the file's path.
    let start: String
    var testDescription: String { start }
  }

  /// A value of each kind that no setting can mean, by every way in.
  private static let kinds: [(variable: ConfigurationVariable, flag: String)] = [
    (.baseURL, "--base-url"), (.environment, "--environment"), (.tools, ""), (.readOnly, "--read-only"),
    (.timeout, "--timeout"), (.maximumInFlight, "--max-in-flight"), (.rateLimit, "--rate-limit"),
    (.maximumAmount, "--max-amount"), (.dialect, "--dialect"), (.logLevel, "--log-level"), (.language, "--lang"),
    (.certificateBundle, "--ca-bundle"), (.duplicateCheck, "--duplicate-check"), (.confirm, "--confirm"),
  ]

  private static let blames =
    kinds.filter { !$0.flag.isEmpty }.flatMap { kind in
      let name = kind.variable.rawValue
      return [
        Blame(environment: [name: "?"], flags: [name: "?"], start: "\(kind.flag) "),
        Blame(file: #"{"\#(kind.variable.flagName)": "?"}"#, environment: [name: "?"], start: "\(name) "),
        Blame(
          file: "{\n\"\(kind.variable.flagName)\": \"?\"}", start: "\"\(kind.variable.flagName)\" (line 2 of FILE) "),
      ]
    } + [
      Blame(environment: ["PAYIN_LAGN": "en"], flags: ["PAYIN_LANG": "en"], start: "PAYIN_LAGN "),
      Blame(flags: ["PAYIN_CONFIG": "/nonexistent/x.json"], start: "/nonexistent/x.json (--config) does not exist."),
      Blame(
        environment: ["PAYIN_CONFIG": "/nonexistent/x.json"],
        start: "/nonexistent/x.json (PAYIN_CONFIG) does not exist."),
      Blame(flags: ["PAYIN_CONFIG": "/"], start: "/ (--config) is a folder, not a file."),
      Blame(flags: ["PAYIN_CONFIG": "/dev/zero"], start: "/dev/zero (--config) is not a regular file."),
      Blame(flags: ["PAYIN_CONFIG": ""], start: "--config is empty."),
      Blame(flags: ["PAYIN_CONFIG": "$HOME/x.json"], start: "--config holds a variable's name"),
      Blame(
        flags: ["PAYIN_CONFIG": "/nonexistent/pk_live_0123456789"], start: "… (--config) does not exist."),
      Blame(environment: ["XDG_CONFIG_HOME": "${HOME}/.config"], start: "XDG_CONFIG_HOME holds a variable's name"),
      Blame(file: "{]", start: "FILE is not JSON: line 1, column 2: unexpected character."),
      Blame(file: "[]", start: "FILE does not hold one JSON object."),
    ]

  @Test(arguments: blames) func errorNamesTheSourceOfItsValue(_ blame: Blame) throws {
    let home = try Home(blame.file)
    let error = try #require(throws: ConfigurationError.self) {
      try Self.load(home, blame.environment, flags: blame.flags)
    }
    #expect(error.errors.count == 1)
    let sentence = error.errors[0].sentence.rendered(in: .english)
    #expect(sentence.hasPrefix(blame.start.replacing("FILE", with: home.file)), "\(sentence)")
  }

  @Test func unusableKeyOfTheFileIsToldByTheToolsWithItsPlace() throws {
    let home = try Home(#"{"api-key": "sk_live_0123456789"}"#)
    let error = try #require(try Self.load(home).errors.first)
    #expect(
      error.sentence.rendered(in: .english) == "\"api-key\" (line 1 of \(home.file)) does not begin with pk_.")
    #expect(error.variable == "PAYIN_API_KEY")
  }

  @Test func openModeStopsTheStartAndNamesTheCommand() throws {
    let home = try Home(#"{"api-key": "pk_test_0123456789abcdef"}"#, mode: 0o640)
    let error = try #require(throws: ConfigurationError.self) { try Self.load(home) }
    #expect(error.errors.map { $0.fix.rendered(in: .english) } == ["Run: chmod 600 \(home.file)"])
  }

  // MARK: What may be shown

  @Test(
    arguments: [
      (.apiKey, "pk_test_0123456789abcdef", "pk_…cdef"), (.apiKey, "sk_0123456789abcdef", "…"),
      (.webhookSecret, "whsec_0123456789", "whsec_…"), (.tools, "orders,pk_live_0123456789abcdef", "…"),
      (.baseURL, "https://user:word@testnet.payin.com/api/v1", "https://…@testnet.payin.com/api/v1"),
      (.logLevel, "info\u{1B}[31m", "info[31m"),
    ] as [(ConfigurationVariable, String, String)])
  func secretsAreMaskedWhereverTheyStand(_ variable: ConfigurationVariable, _ text: String, _ shown: String) {
    let values = SettingValues(environment: [variable.rawValue: text])
    #expect(values.shown(variable) == shown)
    var dumped = ""
    dump(values, to: &dumped)
    #expect(!dumped.contains(text) && !"\(values)".contains(text))
  }
}
