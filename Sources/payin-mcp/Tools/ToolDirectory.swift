import FoundationEssentials
import JSON
import MCP
import PayIn
import PayInTools

/// The tools of this program, looked up without a server.
struct ToolDirectory {
  /// Every tool of the build, with its texts in the language of the command line.
  let tools: [Tool]
  /// The names of the tools that a server with these settings lists.
  let listed: Set<String>

  /// Throws the exit status if the settings cannot be used; the reason is then written.
  ///
  /// - Parameter overrides: the values of flags, under the names of the variables they override.
  init(overrides: [String: String]) throws {
    listed = Set(try Self.catalogue(overrides).tools.map(\.name))
    // Only a sandbox has its controls.
    let everything: [ConfigurationVariable: String] = [.environment: "sandbox", .tools: "all", .readOnly: "0"]
    let all = overrides.merging(everything.map { ($0.rawValue, $1) }) { $1 }
    tools = try Self.catalogue(all).tools
  }

  subscript(name: String) -> Tool? {
    tools.first { $0.name.hasSameBytes(as: name) }
  }

  /// The catalogue of a server with these settings. Its tools can be read and their arguments checked, not called.
  static func catalogue(_ overrides: [String: String]) throws -> ToolCatalogue {
    try ServeCommand.reportingErrors {
      let environment = ProcessInfo.processInfo.environment
      return try catalogue(of: try Configuration.load(environment: environment, overrides: overrides))
    }
  }

  static func catalogue(of configuration: Configuration) throws -> ToolCatalogue {
    let versions = ToolContext.Versions(server: PayInMCP.version, libcurl: "", protocolRevisions: [])
    let context = ToolContext(configuration: configuration, versions: versions) { throw ExitStatus.failure }
    return try PayInTools.catalogue(context)
  }

  /// Writes that there is no such tool, and returns the exit status.
  static func reportUnknown(_ name: String) -> ExitStatus {
    let shown = KeyPattern.occurs(in: name) ? "…" : name.excerpt()
    let suggestion =
      ToolOverview.nearest(to: name).map { localized(" Did you mean \($0)?", "是否想用 \($0)？") } ?? ""
    StandardError.write(
      localized(
        "payin-mcp: there is no tool \(shown).\(suggestion) `payin-mcp tools --all` lists them.",
        "payin-mcp: 没有工具 \(shown)。\(suggestion)`payin-mcp tools --all` 会列出全部工具。"))
    return .usage
  }
}
