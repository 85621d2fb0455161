import JSON
import MCP
import PayIn

/// Searches the guide inside the binary. Works on this machine alone.
enum SearchTool {
  static let name = "search_docs"
  private static let defaultLimit = 3

  static func tool(_ context: ToolContext) throws -> Tool {
    try Tool(definition: ToolFile.definition(name)) { call in
      answer(call.arguments, context.configuration.language).result(call, .health, EnvironmentLabel(context))
    }
  }

  private static func answer(_ arguments: JSONObject, _ language: Language) -> ToolAnswer {
    let (query, limit) = (arguments.text("query"), arguments.integer("limit") ?? defaultLimit)
    // Whoever asks in the other language gets an answer in that.
    let languages = [language] + Language.allCases.filter { $0 != language }
    let hits = languages.lazy.map { GuideSearch(GuideTopic.all(in: $0)).hits(for: query, limit: limit) }
      .first { !$0.isEmpty }
    return ToolAnswer(
      summary: Summary.found(hits ?? [], in: language), fields: ["sections": .array((hits ?? []).map(json))])
  }

  private static func json(_ hit: GuideSearch.Hit) -> JSONValue {
    [
      "topic": .string(hit.topic.name), "heading": .string(hit.section.heading), "text": .string(hit.section.text),
      "uri": .string(hit.topic.uri),
    ]
  }
}

extension Summary {
  fileprivate static func found(_ hits: [GuideSearch.Hit], in language: Language) -> LocalizedText {
    guard !hits.isEmpty else {
      let topics = LocalizedText.list(GuideTopic.all(in: language).map(\.name))
      return LocalizedText(
        "The guide says nothing on this. Its topics: \(topics[.english]).", "指南中没有相关内容。主题有：\(topics[.chinese])。")
    }
    let names = hits.map { "\($0.topic.title) – \($0.section.heading)" }.joined(separator: "; ")
    return LocalizedText("From the guide: \(names).", "指南：\(names)。")
  }
}
