import Formats
import JSON
import MCP
import PayIn
import PayInTools

/// One tool as people are shown it: what it is, what it takes, and a call of it.
struct ToolText {
  private let tool: Tool
  private let overview: ToolOverview?
  private let arguments: [ToolArgument]

  init(_ tool: Tool) {
    self.tool = tool
    overview = ToolOverview.named(tool.name)
    arguments = ToolArgument.all(of: tool)
  }

  private var title: String { tool.definition["title"]?.string ?? tool.name }
  private var description: String { tool.definition["description"]?.string ?? "" }
  private var kind: String { Self.kind(isWrite: !tool.isReadOnly) }

  static func kind(isWrite: Bool) -> String {
    isWrite ? localized("write", "写") : localized("read", "读")
  }

  static func standard(_ overview: ToolOverview?) -> String {
    switch overview?.standard {
    case .on: localized("on", "启用")
    case .off, nil: localized("off", "停用")
    case .sandbox: localized("sandbox", "沙盒")
    }
  }

  private var facts: String {
    let set = overview?.set ?? ""
    let standard = Self.standard(overview)
    return localized(
      "\(title) (\(kind), set \(set), by default \(standard))", "\(title)（\(kind)，工具集 \(set)，默认\(standard)）")
  }

  /// The text for a terminal.
  var text: String {
    let rows = arguments.map { argument in
      ["  " + argument.name + (argument.isRequired ? " *" : ""), expected(argument), Self.meaning(argument)]
    }
    let takes =
      rows.isEmpty
      ? localized("It takes no arguments.", "此工具不接受参数。")
      : ([localized("Arguments (* required):", "参数（* 为必填）：")] + TextTable(rows: rows).layout().lines)
        .joined(separator: "\n")
    return """
      \(tool.name): \(facts)

      \(description)

      \(takes)

      \(localized("Example:", "示例："))
        \(example)

      """
  }

  var markdown: String {
    let rows = arguments.map { argument in
      let isRequired = argument.isRequired ? localized("yes", "是") : localized("no", "否")
      let expected = Self.escaped(expected(argument))
      return "| `\(argument.name)` | \(expected) | \(isRequired) | \(Self.escaped(Self.meaning(argument))) |"
    }
    let header = localized(
      "| Argument | Type | Required | Meaning |\n|---|---|---|---|\n", "| 参数 | 类型 | 必填 | 含义 |\n|---|---|---|---|\n")
    return """
      ## `\(tool.name)`

      \(facts)

      \(description)

      \(rows.isEmpty ? "" : header + rows.joined(separator: "\n") + "\n\n")```sh
      \(example)
      ```

      """
  }

  private func expected(_ argument: ToolArgument) -> String {
    argument.expected.rendered(in: CommandText.language)
  }

  private static func meaning(_ argument: ToolArgument) -> String {
    let standard = argument.standard.map { localized("default \($0)", "默认 \($0)") }
    return [argument.description, standard].compactMap { $0?.isEmpty == false ? $0 : nil }
      .joined(separator: localized("; ", "；"))
  }

  static func escaped(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}

extension ToolText {
  /// Values for arguments whose schema gives no example.
  private static let samples: [String: JSONValue] = [
    "orderReference": "invoice-1", "amount": "10.50", "depositReference": "user-42", "orderId": "ord_0123456789abcdef",
    "title": "Ticket", "query": "refund",
    "currencies": [["currency": "USDC", "chainId": "polygon-amoy"]],
  ]

  /// A call with the required arguments.
  private var example: String {
    let given = arguments.filter(\.isRequired).map { argument in
      let value = argument.example ?? Self.samples[argument.name] ?? .string("…")
      return JSONObject.Member(name: argument.name, value: value)
    }
    return ShellCommand.call(tool.name, JSONObject(given))
  }
}
