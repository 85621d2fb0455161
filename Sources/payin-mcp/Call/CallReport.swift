import ArgumentParser
import Formats
import Glibc
import JSON
import MCP
import PayIn
import PayInTools
import SandboxModel

/// The form in which a result is written to stdout.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case json, text, table
}

/// Writes what came of a call: the result to stdout, a failure's reason to stderr.
struct CallReport {
  let format: OutputFormat
  let isQuiet: Bool
  private let columns = Terminal.columns(of: STDOUT_FILENO)

  /// - Parameter format: nil for text on a terminal, and for JSON elsewhere.
  init(format: OutputFormat?, isQuiet: Bool) {
    self.format = format ?? (Terminal.isOne(STDOUT_FILENO) ? .text : .json)
    self.isQuiet = isQuiet
  }

  /// - Parameter result: the result of `tools/call`.
  /// - Throws: the exit status if the tool has failed, or has waited in vain.
  func write(_ result: JSONObject) throws(ExitStatus) {
    // An image stands before the text.
    let summary = result["content"]?.array?.lazy.compactMap { $0["text"]?.string }.first ?? ""
    if result["isError"] == true {
      throw fail(result["_meta"]?[ToolFailure.metaKey]?.object ?? ["message": .string(summary)])
    }
    var content = result["structuredContent"]?.object ?? [:]
    if let document = document(result, content) {
      if format != .json { return StandardOutput.write(document) }
      content["text"] = .string(document)
    }
    switch format {
    case .json: write(json: content)
    case .text:
      StandardOutput.write(DisplayedText.sanitizeLines(summary) + "\n")
      if ResultTable(content).isList { write(table: content) }
    case .table:
      if !isQuiet { StandardError.write(summary) }
      write(table: content)
    }
    if let status = status(ofWait: content) { throw status }
  }

  /// The exit status of a wait that did not bring what it waited for: `payin-mcp call wait_for_order … && deliver` must
  /// go on only when the order has been paid, and not when it has expired or has merely changed.
  private func status(ofWait content: JSONObject) -> ExitStatus? {
    guard let timedOut = content["timedOut"]?.bool else { return nil }
    if timedOut { return .unreachable }
    guard content["depositReference"] == nil else { return nil }
    return content["status"]?.string.map { Status($0) } == "completed" ? nil : .failure
  }

  /// The text that is the result itself, where the structured content only names the file for it.
  private func document(_ result: JSONObject, _ content: JSONObject) -> String? {
    guard content["fileName"] != nil, let blocks = result["content"]?.array, blocks.count == 2 else { return nil }
    return blocks[1]["text"]?.string
  }

  /// Writes the reason of a refusal that did not need a server.
  ///
  /// - Returns: the exit status.
  func fail(_ refusal: ToolResult) -> ExitStatus {
    fail(refusal.object)
  }

  private func fail(_ error: JSONObject) -> ExitStatus {
    let text = FailureText(error)
    StandardError.write(text.lines.joined(separator: "\n"))
    if format == .json { write(json: text.error) }
    return ExitStatus(of: error["code"]?.string.map(PayInError.Code.init) ?? .rejected)
  }

  /// One line in a pipe. A person gets lines, in which nothing invisible is left.
  private func write(json object: JSONObject) {
    let value = JSONValue.object(object)
    let bytes = columns == nil ? JSONWriter.bytes(of: value) : JSONWriter.indented(value)
    StandardOutput.write(String(decoding: bytes, as: UTF8.self) + "\n")
  }

  private func write(table object: JSONObject) {
    let layout = ResultTable(object).layout(width: columns)
    if !layout.lines.isEmpty { StandardOutput.write(layout.lines.joined(separator: "\n") + "\n") }
    guard !layout.omitted.isEmpty, !isQuiet else { return }
    let names = layout.omitted.joined(separator: ", ")
    StandardError.write(
      localized(
        "Too wide for this terminal: \(names). --output json shows all.", "终端宽度不足，未显示：\(names)。--output json 可显示全部。"))
  }
}

extension ExitStatus {
  /// The status of a tool's failure.
  init(of code: PayInError.Code) {
    switch code {
    case .invalidArguments: self = .usage
    case .notConfigured, .writesNotAllowed, .sandboxUnavailable, .journalFailed: self = .configuration
    case .unreachable, .proxyFailed, .gatewayRefused, .timeout, .tlsFailure, .connectionLost, .transportFailed:
      self = .unreachable
    default: self = .failure
    }
  }
}
