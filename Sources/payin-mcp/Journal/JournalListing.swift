import Formats
import JSON
import Journal
import PayIn

/// The calls of a journal as `journal show` prints them.
struct JournalListing {
  private var calls: JournalCalls
  private var chain = JournalChain()
  /// The first broken line; nil if the chain holds.
  private(set) var fault: JournalFault?

  init(limit: Int) {
    calls = JournalCalls(limit: limit)
  }

  /// Reads all lines, and follows their chain up to the first broken one. Records after it are shown all the same. A line
  /// that is longer than any record ends the reading, because it may have no end.
  mutating func read(_ lines: inout JournalLines) throws(JournalError) {
    while let line = try lines.next() {
      if let record = record(in: line) { calls.add(record) }
      if line.count > JournalChain.maximumPiece { break }
    }
    guard fault == nil else { return }
    do throws(JournalFault) {
      try chain.finish()
    } catch {
      fault = error
    }
  }

  private mutating func record(in line: ArraySlice<UInt8>) -> JournalRecord? {
    guard fault == nil else { return try? JournalRecord(line) }
    do throws(JournalFault) {
      return try chain.read(line)
    } catch {
      fault = error
      return try? JournalRecord(line)
    }
  }

  /// - Parameter width: the columns of the terminal, or nil without a limit.
  func text(width: Int?) -> String {
    let layout = TextTable(header: Self.header, rows: calls.latest.map(Self.row)).layout(width: width)
    return layout.lines.map { $0 + "\n" }.joined()
  }

  private static var header: [String] {
    [
      localized("RECORD", "记录"), localized("TIME", "时间"), localized("TOOL", "工具"), localized("OUTCOME", "结果"),
      localized("ERROR", "错误"), localized("CONFIRMED", "确认"), localized("MODE", "环境"),
      localized("REQUEST ID", "请求 ID"), localized("HOST", "主机"),
    ]
  }

  private static func row(_ call: JournalCall) -> [String] {
    [
      String(call.number), call.time, call.tool, call.outcome ?? localized("none recorded", "无记录"), call.error ?? "",
      call.confirmation ?? "", call.mode, call.requestIDs.joined(separator: ","), call.host ?? "",
    ].map { DisplayText(raw: $0).rendered() }
  }

  /// One object a line, in which invisible characters are escaped.
  var json: String {
    calls.latest.map { call in
      String(decoding: JSONWriter.bytes(of: .object(Self.json(call)), escapesInvisible: true), as: UTF8.self) + "\n"
    }.joined()
  }

  static func json(_ call: JournalCall) -> JSONObject {
    var object: JSONObject = [
      "record": .number(JSONNumber(call.number)), "time": .string(call.time), "tool": .string(call.tool),
      "mode": .string(call.mode),
    ]
    object["host"] = call.host.map(JSONValue.string)
    object["digest"] = .string(call.digest)
    object["confirmation"] = call.confirmation.map(JSONValue.string)
    object["requestIds"] = .array(call.requestIDs.map(JSONValue.string))
    object["outcome"] = call.outcome.map(JSONValue.string)
    object["error"] = call.error.map(JSONValue.string)
    object["version"] = .string(call.version)
    return object
  }

  /// What stands beside the rows.
  func notes(isTable: Bool) -> [String] {
    var notes: [String] = []
    let shown = calls.latest.count
    if isTable, shown < calls.count {
      notes.append(
        localized(
          "\(shown) of \(calls.count) calls; --last shows more.", "共 \(calls.count) 次调用，显示 \(shown) 次；--last 可显示更多。"))
    }
    if let fault {
      let (broken, next) = (fault.text, chain.count + 1)
      let note = LocalizedText(
        "\(broken[.english]). What is shown from record \(next) on may have been changed, and calls may be missing.",
        "\(broken[.chinese])。自第 \(next) 条记录起，所示内容可能被更改过，也可能有调用缺失。")
      notes.append(note.rendered(in: CommandText.language))
    }
    return notes
  }
}
