import JSON
import Journal
import PayIn

/// What `journal verify` says of a journal.
struct JournalReport {
  /// The calls without an outcome that the text names one by one.
  private static let namedCalls = 20

  let check: JournalCheck
  /// The number of records that the journal must have.
  let atLeast: Int?

  var isGood: Bool { check.fault == nil && problems.isEmpty }

  /// What the chain itself cannot show.
  private var problems: [LocalizedText] {
    guard check.fault == nil else { return [] }
    let count = check.chain.count
    var problems: [LocalizedText] = []
    if let atLeast, count < atLeast {
      problems.append(
        LocalizedText(
          "There must be at least \(atLeast) records: the end was cut off, or this is another journal.",
          "至少应有 \(atLeast) 条记录：末尾被截断，或这是另一份日志。"))
    }
    if !check.hasExpectedHash {
      problems.append(
        LocalizedText(
          "No record has the expected hash: the end was cut off, or this is another journal.",
          "没有记录具有所给的哈希：末尾被截断，或这是另一份日志。"))
    }
    return problems
  }

  var text: String {
    let lines = [verdict, end] + problems + recovered + openCalls
    return lines.filter { !$0.isEmpty }.map { $0.rendered(in: CommandText.language) + "\n" }.joined()
  }

  private var verdict: LocalizedText {
    let (count, calls) = (check.chain.count, check.callCount)
    guard let fault = check.fault else {
      return LocalizedText(
        "The chain holds. Records: \(count), calls: \(calls).", "链完整。记录：\(count)，调用：\(calls)。")
    }
    let broken = fault.text
    return LocalizedText(
      "\(broken[.english]). Records before it that hold: \(count).",
      "\(broken[.chinese])。此前完好的记录：\(count)。")
  }

  /// Empty where no record holds: the zeros that stand for its hash would be no anchor.
  private var end: LocalizedText {
    let (count, hash) = (check.chain.count, check.chain.hash)
    guard count > 0 else { return .empty }
    return check.fault == nil
      ? LocalizedText("Last hash: \(hash)", "最后的哈希：\(hash)")
      : LocalizedText("Hash of record \(count): \(hash)", "第 \(count) 条记录的哈希：\(hash)")
  }

  private var recovered: [LocalizedText] {
    check.chain.recovered.map { piece in
      LocalizedText(
        "Line \(piece.line): an unfinished write of \(piece.byteCount) bytes, kept; the record after it has its hash.",
        "第 \(piece.line) 行：未完成的写入，\(piece.byteCount) 字节，已保留；其后的记录含有它的哈希。")
    }
  }

  private var openCalls: [LocalizedText] {
    let calls = check.openCalls
    guard !calls.isEmpty else { return [] }
    let heading = LocalizedText(
      "Calls without an outcome: \(calls.count). They are running, or the server ended in between, or the outcome could not be recorded: look whether they took effect.",
      "没有结果的调用：\(calls.count)。它们仍在进行，或服务器在中途结束，或结果未能写入日志：请查明是否已生效。")
    return [heading]
      + calls.suffix(Self.namedCalls).map { call in
        let ids = call.requestIDs.joined(separator: ", ")
        return LocalizedText(
          "  record \(call.number): \(call.tool), \(call.time), request id \(ids)",
          "  记录 \(call.number)：\(call.tool)，\(call.time)，请求 ID \(ids)")
      }
  }

  var json: JSONValue {
    var object: JSONObject = [
      "valid": .bool(isGood), "records": .number(JSONNumber(check.chain.count)),
      "calls": .number(JSONNumber(check.callCount)), "lastHash": .string(check.chain.hash),
    ]
    if let fault = check.fault {
      object["line"] = .number(JSONNumber(fault.line))
      object["reason"] = .string(fault.reason.code)
    } else if !isGood {
      object["reason"] = "cut_off"
    }
    object["recovered"] = .array(
      check.chain.recovered.map {
        ["line": .number(JSONNumber($0.line)), "bytes": .number(JSONNumber($0.byteCount))]
      })
    object["withoutOutcome"] = .array(check.openCalls.map { .object(JournalListing.json($0)) })
    return .object(object)
  }
}

extension JournalFault {
  /// The line and what is wrong with it, without a full stop.
  var text: LocalizedText {
    let reason = self.reason.text
    return LocalizedText("Line \(line) is broken: \(reason[.english])", "第 \(line) 行损坏：\(reason[.chinese])")
  }
}

extension JournalFault.Reason {
  fileprivate var text: LocalizedText {
    switch self {
    case .notARecord: LocalizedText("it is no record", "不是一条记录")
    case .changed: LocalizedText("its content does not fit its hash", "内容与其哈希不符")
    case .incomplete:
      LocalizedText(
        "it has no end; its server was stopped while it wrote, or the file was cut. The next record tells of it",
        "没有结尾；服务器在写入时被停止，或文件被截断。下一条记录会说明此事")
    case .outOfOrder:
      LocalizedText(
        "it does not follow the record before it; a line was removed, inserted or moved",
        "与前一条记录不衔接；有行被移除、插入或移动")
    case .otherPiece:
      LocalizedText(
        "it tells of an unfinished write before it, and that is missing or another one",
        "它说明其前有未完成的写入，但该内容缺失或不同")
    case .tooLong: LocalizedText("it is longer than any record", "比任何记录都长")
    }
  }

  fileprivate var code: String {
    switch self {
    case .notARecord: "not_a_record"
    case .changed: "changed"
    case .incomplete: "incomplete"
    case .outOfOrder: "out_of_order"
    case .otherPiece: "other_piece"
    case .tooLong: "too_long"
    }
  }
}
