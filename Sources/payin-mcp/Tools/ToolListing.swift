import Formats
import JSON
import MCP
import PayInTools

/// The list of tools for people and for programs.
struct ToolListing {
  private let tools: [Tool]
  private let listed: Set<String>

  /// - Parameter all: whether tools that are not on are shown as well.
  init(_ directory: ToolDirectory, all: Bool) {
    tools = directory.tools.filter { all || directory.listed.contains($0.name) }
    listed = directory.listed
  }

  var text: String {
    let header = localized("Name,Kind,Title,Set,Default,Now", "名称,类型,标题,工具集,默认,当前").split(separator: ",")
    let layout = TextTable(header: header.map(String.init), rows: tools.map(row)).layout()
    return layout.lines.joined(separator: "\n") + "\n"
  }

  var markdown: String {
    let header = localized(
      "| Tool | Kind | Title | Set | Default | Now |", "| 工具 | 类型 | 标题 | 工具集 | 默认 | 当前 |")
    let rows = tools.map { tool in
      let cells = row(tool).map(ToolText.escaped)
      return "| `\(cells[0])` | " + cells.dropFirst().joined(separator: " | ") + " |"
    }
    return ([header, "|---|---|---|---|---|---|"] + rows).joined(separator: "\n") + "\n"
  }

  /// The words are the same in every language: programs compare them.
  var json: JSONValue {
    .array(
      tools.map { tool in
        let overview = ToolOverview.named(tool.name)
        return [
          "name": .string(tool.name), "kind": tool.isReadOnly ? "read" : "write",
          "title": tool.definition["title"] ?? .null, "set": .string(overview?.set ?? ""),
          "default": .string(overview?.standard.rawValue ?? ""), "listed": .bool(listed.contains(tool.name)),
        ]
      })
  }

  /// Names and titles, for the person who has named no tool.
  var brief: String {
    let rows = tools.map { ["  " + $0.name, $0.definition["title"]?.string ?? ""] }
    return TextTable(rows: rows).layout().lines.joined(separator: "\n") + "\n"
  }

  private func row(_ tool: Tool) -> [String] {
    let overview = ToolOverview.named(tool.name)
    return [
      tool.name, ToolText.kind(isWrite: !tool.isReadOnly), tool.definition["title"]?.string ?? "", overview?.set ?? "",
      ToolText.standard(overview), listed.contains(tool.name) ? localized("on", "启用") : localized("off", "停用"),
    ]
  }
}
