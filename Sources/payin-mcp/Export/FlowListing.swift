import Formats
import JSON
import PayIn
import PayInTools

/// The flows of `export` for people.
enum FlowListing {
  static func text(_ flows: [ExportFlow]) -> String {
    let rows = flows.map { [$0.rawValue, $0.summary.rendered(in: CommandText.language)] }
    return TextTable(rows: rows).layout().lines.joined(separator: "\n") + "\n"
  }

  /// Writes that there is no such flow, and returns the exit status.
  static func reportUnknown(_ name: String, _ flows: [ExportFlow]) -> ExitStatus {
    let names = flows.map(\.rawValue).joined(separator: ", ")
    if name == ExportFlow.session.rawValue {
      StandardError.write(
        localized(
          "payin-mcp: a command has no session. The tool export_code exports one; the flows here are \(names).",
          "payin-mcp：命令没有会话，会话由工具 export_code 导出。此处的流程有：\(names)。"))
    } else {
      StandardError.write(
        PayInMCP.withoutSecrets(
          localized(
            "payin-mcp: there is no flow '\(name.excerpt())'. The flows are \(names).",
            "payin-mcp：没有流程 '\(name.excerpt())'。流程有：\(names)。")))
    }
    return .usage
  }
}
