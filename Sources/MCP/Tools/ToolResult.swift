package import JSON

/// The answer of a tool: one line for people and models, and the same facts as an object.
package struct ToolResult: Sendable, Equatable {
  package let summary: String
  /// The structured content of a success, the error object of a failure.
  package let object: JSONObject
  /// What stands after the summary.
  package let text: Text
  package let isError: Bool
  /// The parts of the content, or nil if it is the attachments, the summary and the object as JSON text.
  package let content: [ContentBlock]?
  /// Parts that stand before the summary, such as a picture.
  package let attachments: [ContentBlock]
  /// Members of the result's `_meta`.
  package let meta: JSONObject
  /// The questions of a call that cannot go on without an answer of the client. Set instead of all other members.
  let inputRequired: InputRequired?

  /// The text after the summary.
  package enum Text: Sendable, Equatable {
    /// The object as JSON.
    case object
    /// The same in fewer bytes. A revision without structured content has the JSON in any case.
    case short(String)
    /// The result itself, such as a program, which the object only describes.
    case document(String)
  }

  struct InputRequired: Equatable {
    let requests: JSONValue
    let state: String
  }

  private init(
    summary: String, object: JSONObject, text: Text = .object, isError: Bool, content: [ContentBlock]? = nil,
    attachments: [ContentBlock] = [], meta: JSONObject, inputRequired: InputRequired? = nil
  ) {
    self.summary = summary
    self.object = object
    self.text = text
    self.isError = isError
    self.content = content
    self.attachments = attachments
    self.meta = meta
    self.inputRequired = inputRequired
  }

  /// `structured` must fit the tool's output schema.
  ///
  /// - Parameter attachments: what a client may not show, such as an image: summary and `structured` are complete
  ///   without it.
  package static func success(
    _ summary: String, structured: JSONObject, text: Text = .object, attachments: [ContentBlock] = []
  ) -> ToolResult {
    ToolResult(
      summary: summary, object: structured, text: text, isError: false, attachments: attachments, meta: [:])
  }

  /// Makes a result of these parts, in their order. Clients that show only text see only the text among them.
  ///
  /// - Parameter structured: must fit the tool's output schema; empty if the tool has none, and then left out.
  package static func success(content: [ContentBlock], structured: JSONObject = [:]) -> ToolResult {
    let texts = content.compactMap { if case .text(let text) = $0 { text } else { nil } }
    return ToolResult(
      summary: texts.first ?? "", object: structured, isError: false, content: content, meta: [:])
  }

  /// A failure carries no structured content: some clients check it against the output schema even then. Scripts find
  /// the error object in `_meta` under `metaKey`.
  ///
  /// - Parameter summarised: the members that the sentence states in other words. The text leaves them out, so that a
  ///   model does not read them twice.
  package static func failure(
    _ sentence: String, error: JSONObject, summarised: Set<String> = [], metaKey: String
  ) -> ToolResult {
    let rest = JSONObject(error.members.filter { !summarised.contains($0.name) })
    let text =
      summarised.isEmpty
      ? Text.object
      : .short(String(decoding: JSONWriter.bytes(of: .object(rest), escapesInvisible: true), as: UTF8.self))
    return ToolResult(summary: sentence, object: error, text: text, isError: true, meta: [metaKey: .object(error)])
  }

  /// The same result with another object, which the text follows if it is its JSON.
  package func replacing(_ object: JSONObject, summarised: Set<String>, metaKey: String) -> ToolResult {
    isError
      ? .failure(summary, error: object, summarised: summarised, metaKey: metaKey)
      : .success(summary, structured: object, text: text, attachments: attachments)
  }

  /// Makes a result of questions, by the names they are answered under. Only for stateless revisions.
  static func inputRequired(_ requests: JSONValue, state: String) -> ToolResult {
    ToolResult(
      summary: "", object: [:], isError: false, meta: [:],
      inputRequired: InputRequired(requests: requests, state: state))
  }
}
