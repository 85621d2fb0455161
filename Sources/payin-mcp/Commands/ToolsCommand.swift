import ArgumentParser
import Glibc
import JSON
import MCP
import PayIn
import PayInTools

/// Lists the tools, shows one, and notices changes of their definitions. No server is started.
struct ToolsCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, md
  }

  static let configuration = CommandConfiguration(
    commandName: "tools",
    abstract: localized("List the tools, or show one.", "列出工具，或显示其中一个。"),
    discussion: localized(
      """
      payin-mcp tools
      payin-mcp tools create_order --format json
      payin-mcp tools --all --lock tools.lock    # later: payin-mcp tools --all --verify tools.lock

      A lock has the SHA-256 of each part of each definition as it is published in English. --verify exits with 1 and names \
      each tool that was added, removed or changed, and the part.
      """,
      """
      payin-mcp tools
      payin-mcp tools create_order --format json
      payin-mcp tools --all --lock tools.lock    # 之后：payin-mcp tools --all --verify tools.lock

      锁定文件包含每个英文定义各部分的 SHA-256。--verify 以状态 1 退出，并指出新增、移除或更改的工具及其部分。
      """))

  @Argument(
    help: .text("The tool to show, on or not.", "要显示的工具，无论是否启用。"),
    completion: .list(ToolOverview.all.map(\.name)))
  var name: String?

  @Option(help: .text("text, json or md.", "text、json 或 md。"))
  var format = Format.text

  @Flag(help: .text("Also the tools that these settings leave out.", "同时包括这些设置未启用的工具。"))
  var all = false

  @Option(
    help: .text("Write the hashes of the definitions to this file, or - for stdout.", "将定义的哈希写入此文件，- 表示 stdout。"),
    completion: .file())
  var lock: String?

  @Option(
    help: .text("Compare the definitions with this file, or - for stdin.", "将定义与此文件比较，- 表示 stdin。"),
    completion: .file())
  var verify: String?

  @OptionGroup var options: ConfigurationOptions

  func validate() throws {
    let chosen = [name != nil, lock != nil, verify != nil].count { $0 }
    guard chosen <= 1 else {
      throw ValidationError(
        localized("Give only one of NAME, --lock and --verify.", "NAME、--lock 和 --verify 只能选择一个。"))
    }
  }

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    if let lock { return try ToolLockFile(path: lock).write(try currentLock()) }
    if let verify { return try compare(with: try ToolLockFile(path: verify).read()) }
    let directory = try ToolDirectory(overrides: options.overrides)
    if let name { return try show(name, directory) }
    let listing = ToolListing(directory, all: all)
    switch format {
    case .text: StandardOutput.write(listing.text)
    case .md: StandardOutput.write(listing.markdown)
    case .json: Self.write(listing.json)
    }
  }

  private func show(_ name: String, _ directory: ToolDirectory) throws {
    guard let tool = directory[name] else { throw ToolDirectory.reportUnknown(name) }
    switch format {
    case .text: StandardOutput.write(ToolText(tool).text)
    case .md: StandardOutput.write(ToolText(tool).markdown)
    case .json: Self.write(.object(tool.definition))
    }
  }

  private static func write(_ value: JSONValue) {
    StandardOutput.write(String(decoding: JSONWriter.indented(value), as: UTF8.self) + "\n")
  }

  private func currentLock() throws -> ToolLock {
    let english = [ConfigurationVariable.language.rawValue: Language.english.rawValue]
    let directory = try ToolDirectory(overrides: options.overrides.merging(english) { $1 })
    let tools = directory.tools.filter { all || directory.listed.contains($0.name) }
    return ToolLock(tools.map(\.definition), version: PayInMCP.version)
  }

  private func compare(with locked: ToolLock) throws {
    let changes = locked.changes(to: try currentLock())
    guard !changes.isEmpty else {
      return StandardError.write(localized("No definition has changed.", "定义均无更改。"))
    }
    StandardOutput.write(changes.map(\.text).joined(separator: "\n") + "\n")
    throw ExitStatus.failure
  }
}
