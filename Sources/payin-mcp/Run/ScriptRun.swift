import FoundationEssentials
import Glibc
import JSON
import PayIn
import Script
import Synchronization

/// One run of `payin-mcp run`: reads the scripts, runs them, writes the report and says with which status to end.
struct ScriptRun {
  let target: ScriptTarget
  let format: ReportFormat
  let jobs: Int
  let updates: Bool
  let isQuiet: Bool
  let isVerbose: Bool
  private let environment = ProcessInfo.processInfo.environment

  init(
    target: ScriptTarget, format: ReportFormat, jobs: Int, updates: Bool, isQuiet: Bool, isVerbose: Bool
  ) {
    (self.target, self.format, self.jobs, self.updates) = (target, format, jobs, updates)
    (self.isQuiet, self.isVerbose) = (isQuiet, isVerbose)
  }

  /// - Throws: `ExitStatus`, unless every script got through.
  func run(_ files: [String]) throws {
    let (readings, input) = try parse(files)
    let scripts = readings.compactMap { if case .script(let script) = $0 { script } else { nil } }
    guard !scripts.isEmpty || format != .text else { throw ExitStatus.usage }
    let secrets = try secrets(scripts)
    var report = format.makeReport(style(files, input))
    var kinds: Set<RunFailure.Kind> = []
    var update = ScriptUpdate()
    let add = { (result: RunResult) in
      StandardOutput.write(secrets.redact(report.add(result)))
      if let failure = result.failure { kinds.insert(failure.kind) }
      update.add(withoutSecrets(result.updates, secrets))
    }
    var rest = readings[...]
    let addUnreadable = {
      while case .unreadable(let result)? = rest.first {
        add(result)
        rest.removeFirst()
      }
    }
    let queue = RunQueue(scripts, settings: settings(secrets)) { [target, environment] script in
      target.server(for: script, environment)
    }
    queue.run(jobs: jobs) { results in
      addUnreadable()
      results.forEach(add)
      rest.removeFirst()
    }
    addUnreadable()
    StandardOutput.write(secrets.redact(report.finish()))
    try write(update)
    if let status = Self.status(of: kinds) { throw status }
  }

  // MARK: Reading

  private enum Reading {
    case script(Script)
    case unreadable(RunResult)
  }

  /// Reads the files. What is wrong with one is written to standard error, whatever the format of the report.
  private func parse(_ files: [String]) throws -> ([Reading], standardInput: [UInt8]?) {
    let parser = ScriptParser(controls: SandboxControls.all)
    var (readings, input): ([Reading], [UInt8]?) = ([], nil)
    for file in files {
      do {
        if file == "-" {
          let text = try input ?? Self.standardInput()
          input = text
          readings.append(.script(try parser.parse(text, file: file)))
        } else {
          readings.append(.script(try parser.parse(file: file)))
        }
      } catch let problems as ScriptProblems {
        readings.append(.unreadable(RunResult(problems, of: file)))
        for problem in problems.problems {
          StandardError.write(problem.text(inChinese: CommandText.language == .chinese) + "\n")
        }
      }
    }
    return (readings, input)
  }

  private static func standardInput() throws -> [UInt8] {
    do throws(InputFile.ReadError) {
      return try InputFile.read(nil, atMost: ScriptFile.maximumBytes)
    } catch {
      StandardError.write(error.message("stdin"))
      throw ExitStatus.usage
    }
  }

  // MARK: Settings

  /// The secrets that a server may get from this process.
  private func secrets(_ scripts: [Script]) throws -> Secrets {
    switch target {
    case .sandbox:
      try LiveGuard.checkStaysHere(
        scripts, OwnProgram.sandboxEnvironment(language: .english, of: environment))
      return .none
    case .live:
      let configuration = try LiveGuard.check(scripts, environment)
      return Secrets(configuration.apiKey, configuration.webhookSecret)
    case .command:
      try LiveGuard.checkOtherServer(scripts, environment)
      let key = environment[ConfigurationVariable.apiKey.rawValue].flatMap { try? APIKey($0) }
      let secret = environment[ConfigurationVariable.webhookSecret.rawValue].flatMap { try? WebhookSecret($0) }
      return Secrets(key, secret)
    }
  }

  private func settings(_ secrets: Secrets) -> RunSettings {
    var settings = RunSettings(client: ["name": "payin-mcp-run", "version": .string(PayInMCP.version)])
    settings.updates = updates
    if isVerbose {
      settings.observe = { file, direction, line in
        let arrow = direction == .sent ? "→" : "←"
        StandardError.write(secrets.redact("\(file) \(arrow) \(String(decoding: line, as: UTF8.self))"))
      }
    }
    return settings
  }

  private func style(_ files: [String], _ input: [UInt8]?) -> ReportStyle {
    var style = ReportStyle()
    style.isColoured = TerminalStyle.isUsed
    style.isChinese = CommandText.language == .chinese
    style.isQuiet = isQuiet
    style.nameWidth = files.map(\.count).max() ?? 0
    style.standardInput = input
    return style
  }

  // MARK: The end

  /// The updates without those that would write a secret into a file.
  private func withoutSecrets(_ updates: [Int: Step], _ secrets: Secrets) -> [Int: Step] {
    let safe = updates.filter { _, step in
      let text = ScriptWriter.text(of: step.action)
      return secrets.redact(text) == text
    }
    for step in updates.filter({ safe[$0.key] == nil }).values {
      StandardError.write(
        "payin-mcp: \(step.location.file):\(step.location.line): "
          + localized(
            "the answer holds a key or a secret, so this expectation was left as it is.",
            "应答中含有密钥，此预期保持不变。"))
    }
    return safe
  }

  private func write(_ update: ScriptUpdate) throws {
    do {
      try update.write()
    } catch {
      let reason = String(cString: strerror(error.number))
      StandardError.write(
        "payin-mcp: "
          + localized("cannot write \(error.file): \(reason)", "无法写入 \(error.file)：\(reason)"))
      throw ExitStatus.output
    }
  }

  /// The status of the most serious kind: a file that is no script, a protocol violation, then an unreachable server, then
  /// an expectation.
  private static func status(of kinds: Set<RunFailure.Kind>) -> ExitStatus? {
    if kinds.contains(.script) { return .usage }
    if kinds.contains(.violation) { return .output }
    if kinds.contains(.unreachable) { return .unreachable }
    return kinds.isEmpty ? nil : .failure
  }
}
