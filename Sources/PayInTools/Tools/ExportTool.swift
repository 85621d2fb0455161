import JSON
import PayIn

/// Writes a program that makes the calls of this session, or follows a named flow. Nothing is sent.
enum ExportTool {
  static let declaration = ToolDeclaration(local: "export_code", in: .docs, default: .on) { call in
    let flow = call.arguments.optional("flow").flatMap(ExportFlow.init) ?? .session
    let language = call.arguments.optional("language").flatMap(ExportLanguage.init) ?? .curl
    return { () throws(CallFailure) in
      let (calls, earlier) = call.context.calls.all(hiding: call.context.reader.secrets)
      let program = ExportedProgram(
        flow, in: language, for: await target(call.context), calls: calls, earlier: earlier)
      return answer(program, flow, language, isEmpty: calls.isEmpty)
    }
  }

  /// The address of an embedded sandbox is known once it serves, so it is started.
  private static func target(_ context: ToolContext) async -> ExportTarget {
    let configuration = context.configuration
    var url = configuration.baseURL
    if configuration.mode == .sandbox, let client = try? await context.client(for: .health) {
      url = client.target.baseURL
    }
    return ExportTarget(configuration.mode, baseURL: url, language: configuration.language)
  }

  private static func answer(
    _ program: ExportedProgram, _ flow: ExportFlow, _ language: ExportLanguage, isEmpty: Bool
  ) -> ToolAnswer {
    var answer = ToolAnswer(
      summary: .sentences(
        [Summary.exported(program, flow, language)] + Summary.limits(of: program)
          + (flow == .session && isEmpty ? [Summary.noCalls] : [])),
      fields: [
        "fileName": .string(program.fileName), "language": .string(language.rawValue), "run": .string(program.run),
      ])
    answer.document = program.text
    return answer
  }
}

extension Summary {
  fileprivate static func exported(
    _ program: ExportedProgram, _ flow: ExportFlow, _ language: ExportLanguage
  ) -> LocalizedText {
    let (file, run) = (DisplayText(raw: program.fileName), DisplayText(raw: program.run))
    let title = DisplayText(raw: flow == .environment ? "dotenv" : language.title)
    let subject = flow.summary
    return LocalizedText(
      "\(subject[.english]), in \(title). Save it as \(file), set PAYIN_API_KEY, run: \(run)",
      "\(subject[.chinese])（\(title)）。请保存为 \(file)，设置 PAYIN_API_KEY，然后运行：\(run)")
  }

  fileprivate static let noCalls = LocalizedText(
    "No call has been made yet: the program makes none.", "尚未进行任何调用，因此程序中没有调用。")

  fileprivate static func limits(of program: ExportedProgram) -> [LocalizedText] {
    var sentences: [LocalizedText] = []
    if program.omittedCalls > 0 {
      let count = program.omittedCalls
      sentences.append(
        LocalizedText("The oldest calls are left out: \(count).", "最早的 \(count) 个调用未包含在内。"))
    }
    if program.hasNumbersAsText {
      sentences.append(
        LocalizedText(
          "Numbers with more digits than a double has are written as texts.", "位数超过双精度浮点数的数字写成了文本。"))
    }
    return sentences
  }
}
