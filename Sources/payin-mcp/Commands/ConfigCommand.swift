import ArgumentParser
import ClientSettings
import FoundationEssentials
import Glibc

/// Puts this program into the settings of an MCP client, or takes it out.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: localized("Put payin-mcp into the settings of an MCP client.", "将 payin-mcp 写入 MCP 客户端的设置。"),
    discussion: localized(
      """
      Without --client it lists the clients. With --client it prints what to add and where; --write adds it, and keeps \
      every other byte of the file. --remove takes it out again.

      Examples:
      payin-mcp config
      payin-mcp config --client cursor
      payin-mcp config --client cursor --write --dry-run
      payin-mcp config --client vscode --project --write --env PAYIN_READ_ONLY=1
      payin-mcp config --client cursor --remove
      """,
      """
      不带 --client 时列出各客户端；带 --client 时显示要添加的内容和位置；--write 写入设置，文件的其余字节保持不变；--remove 将其移除。

      示例：
      payin-mcp config
      payin-mcp config --client cursor
      payin-mcp config --client cursor --write --dry-run
      payin-mcp config --client vscode --project --write --env PAYIN_READ_ONLY=1
      payin-mcp config --client cursor --remove
      """))

  @Option(help: .text("The client; the names are listed without it.", "客户端名称；不带此项时列出所有名称。"))
  var client: String?

  @Flag(help: .text("Add the server to the client's file.", "将服务器写入客户端的文件。"))
  var write = false

  @Flag(help: .text("Take the server out of the client's file.", "从客户端的文件中移除服务器。"))
  var remove = false

  @Flag(
    help: .text(
      "Show the difference and write nothing; for --write unless --remove is given.", "只显示差异，不写入；默认对应 --write。"))
  var dryRun = false

  @Option(help: .text("Name of the server in the client.", "服务器在客户端中的名称。"))
  var name = "payin"

  @Option(
    help: .text(
      "Path of the program to start. The default is this one, as PATH leads to it.", "要启动的程序路径。默认为本程序在 PATH 中的路径。"))
  var command: String?

  @Option(
    help: .text(
      "NAME=value for the program, any number of times. Keys are refused here.", "传给程序的 NAME=value，可多次给出。此处不接受密钥。"))
  var env: [String] = []

  @Flag(help: .text("Have the client ask for the API key: VS Code only.", "由客户端询问 API 密钥：仅 VS Code 支持。"))
  var askForKey = false

  @Flag(help: .text("Use the project's file in the current folder, not the user's.", "使用当前文件夹中的项目文件，而不是用户的文件。"))
  var project = false

  @Option(help: .text("Path of the file to use instead.", "改用此路径的文件。"))
  var file: String?

  @Flag(help: .text("Print one JSON object, for scripts.", "输出一个 JSON 对象，供脚本使用。"))
  var json = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    try ConfigArguments.checkName(name)
    _ = try ConfigArguments.variables(env)
    try ConfigArguments.checkPath(command, "--command")
    try ConfigArguments.checkPath(file, "--file")
    try ConfigArguments.refuse(write && remove, "--write", "--remove")
    try ConfigArguments.refuse(project && file != nil, "--project", "--file")
    if let client {
      try ConfigArguments.check(ConfigArguments.client(named: client), askForKey: askForKey, project: project)
    } else if write || remove || dryRun || project || askForKey || file != nil {
      throw ValidationError(localized("--client is missing: for which client?", "缺少 --client：针对哪个客户端？"))
    }
  }

  func run() throws {
    // A limit on the size of files is then an error that can be reported.
    signal(SIGXFSZ, SIG_IGN)
    let environment = ProcessInfo.processInfo.environment
    guard let client = try client.map(ConfigArguments.client) else {
      return StandardOutput.write(ClientList(environment).text(json: json))
    }
    do throws(SettingsError) {
      try run(client, environment)
    } catch {
      StandardError.write("payin-mcp: \(error.sentence)")
      throw ExitStatus.configuration
    }
  }
}

extension ConfigCommand {
  /// The flags that say what is written and where, as they were given.
  private var repeatedFlags: [String] {
    let options = [("--name", name == "payin" ? nil : name), ("--command", command), ("--file", file)]
    let values = options.flatMap { flag, value in value.map { [flag, $0] } ?? [] } + env.flatMap { ["--env", $0] }
    return values + (askForKey ? ["--ask-for-key"] : []) + (project ? ["--project"] : [])
  }

  private func run(_ client: Client, _ environment: [String: String]) throws(SettingsError) {
    let server = ServerDefinition(
      name: name, program: ConfigArguments.program(command, environment),
      environment: (try? ConfigArguments.variables(env)) ?? [], asksForKey: askForKey)
    let path = try ConfigArguments.path(of: client, file: file, project: project, environment)
    let guide = ClientGuide(client: client, server: server, path: path, flags: repeatedFlags)
    let remark = remove ? nil : InstalledProgram.remark(server.program, environment)
    guard write || remove || dryRun else {
      StandardOutput.write(try guide.text(json: json))
      if !json, let remark { StandardError.write(remark) }
      return
    }
    let change = SettingsChange(client, path: path, action: remove ? .remove(name: name) : .add(server))
    let outcome = dryRun ? try change.planned() : try change.carryOut(mode: project ? 0o644 : 0o600)
    let report = ChangeReport(
      guide: guide, outcome: outcome, isRemoval: remove, isDryRun: dryRun, programRemark: remark)
    StandardOutput.write(json ? report.json : report.text)
    if !json { StandardError.write(report.remarks) }
  }
}
