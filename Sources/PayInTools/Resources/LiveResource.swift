import JSON
import MCP
import PayIn

/// What the API tells at the moment of reading, as the tool that reads it tells it.
struct LiveResource: Sendable {
  typealias Watch = @Sendable (_ values: [String: String]) -> AsyncStream<Void>?

  private static let mimeType = "application/json"
  /// Of what a template's variable stands for, as in the tools' schemas.
  private static let maximumValueLength = 255

  /// A URI, or a template with one variable, named like the tool's argument.
  let address: String
  let name: String
  let title: LocalizedText
  let description: LocalizedText
  let tool: Tool
  var watch: Watch?

  /// Nil if the address is that of one resource.
  var argument: String? {
    ResourceURI.variables(of: address).first
  }

  func read(_ values: [String: String], _ language: Language) async throws(ResourceFailure) -> ResourceContents {
    var arguments: JSONObject = [:]
    for (name, value) in values {
      guard value.unicodeScalars.count <= Self.maximumValueLength else { throw .unknown }
      arguments[name] = .string(value)
    }
    let result = await tool.handler(ToolCall(arguments: arguments))
    guard result.isError else {
      return ResourceContents(
        text: String(decoding: JSONWriter.bytes(of: .object(result.object), escapesInvisible: true), as: UTF8.self),
        mimeType: Self.mimeType, caching: .live)
    }
    let code = result.object["code"]?.string ?? ""
    if Self.unknown.contains(code) { throw .unknown }
    throw .unavailable(Self.failure(code).rendered(in: language))
  }

  private static let unknown = [PayInError.Code.notFound, .invalidArguments].map(\.rawValue)

  /// No text of the API's: whoever reads a resource expects data, not somebody's words.
  private static func failure(_ code: String) -> LocalizedText {
    LocalizedText(
      "This could not be read (\(code)). get_status tells more.", "无法读取（\(code)）。详情见 get_status。")
  }

  func listed(in language: Language) -> Resource {
    Resource(
      uri: address, name: name, title: title.rendered(in: language), description: description.rendered(in: language),
      mimeType: Self.mimeType)
  }

  func template(in language: Language) -> ResourceTemplate {
    ResourceTemplate(
      uriTemplate: address, name: name, title: title.rendered(in: language),
      description: description.rendered(in: language),
      mimeType: Self.mimeType)
  }
}
