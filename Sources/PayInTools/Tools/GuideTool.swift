import JSON
import PayIn

/// Searches the guide inside the binary, without the API.
enum GuideTool {
  private static let defaultLimit = 3

  static let declaration = ToolDeclaration(local: "search_docs", in: .docs, default: .on) { call in
    { () throws(CallFailure) in answer(call.arguments, call.context.configuration.language) }
  }

  private static func answer(_ arguments: JSONObject, _ language: Language) -> ToolAnswer {
    let (query, limit) = (arguments.text("query"), arguments.integer("limit") ?? defaultLimit)
    // A question in the other language finds nothing in this one, and is answered in its own.
    let languages = [language] + Language.allCases.filter { $0 != language }
    let matches = languages.lazy.map { GuideSearch(GuideTopic.all(in: $0)).matches(for: query, limit: limit) }
      .first { !$0.isEmpty }
    return ToolAnswer(
      summary: Summary.found(matches ?? [], in: language), fields: ["sections": .array((matches ?? []).map(json))])
  }

  private static func json(_ match: GuideSearch.Match) -> JSONValue {
    [
      "topic": .string(match.topic.name), "heading": .string(match.section.heading),
      "text": .string(match.section.text),
      "uri": .string(match.topic.uri),
    ]
  }
}

extension Summary {
  fileprivate static func found(_ matches: [GuideSearch.Match], in language: Language) -> LocalizedText {
    guard !matches.isEmpty else {
      let topics = LocalizedText.list(GuideTopic.all(in: language).map(\.name))
      return LocalizedText(
        "The guide says nothing about this. Its topics: \(topics[.english]).", "指南中没有相关内容。主题有：\(topics[.chinese])。")
    }
    let names = matches.map { "\($0.topic.title) – \($0.section.heading)" }.joined(separator: "; ")
    return LocalizedText("From the guide: \(names).", "指南：\(names)。")
  }
}
