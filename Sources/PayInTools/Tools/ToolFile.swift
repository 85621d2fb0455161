import CSchemas
package import JSON
import MCP
import PayIn

/// The published definitions of the tools and their texts, from the files inside the binary.
package enum ToolFile {
  package enum Failure: Error, Equatable {
    /// A path below schemas/.
    case missing(String)
    case notAnObject(String)
  }

  /// In the order tools are listed.
  package static var names: [String] {
    files.map(\.path).filter { $0.hasPrefix("tools/") }
      .map { String($0.dropFirst("tools/".count).dropLast(".json".count)) }
  }

  /// Throws if there is no such file or it is not one JSON object: a defect of the build.
  package static func definition(_ name: String) throws -> JSONObject {
    guard let definition = try definitions.get()[name] else { throw Failure.missing("tools/\(name).json") }
    return definition
  }

  /// Parsed once: the choice of tools, the tools and the resources all begin with them while a client waits.
  private static let definitions = Result {
    Dictionary(uniqueKeysWithValues: try names.map { ($0, try object("tools/\($0).json")) })
  }

  /// The texts of all tools in that language, as definitions that hold nothing else. Empty for English, which stands in
  /// the tools' own files.
  static func texts(in language: Language) throws -> JSONObject {
    switch language {
    case .english: [:]
    case .chinese: try object("locales/zh-Hans.json")
    }
  }

  private static func object(_ path: String) throws -> JSONObject {
    guard let file = files.first(where: { $0.path == path }) else { throw Failure.missing(path) }
    guard case .object(let object) = try JSONParser.parse(file.bytes) else { throw Failure.notAnObject(path) }
    return object
  }

  private static var files: [(path: String, bytes: UnsafeRawBufferPointer)] {
    var count = 0
    let table = UnsafeBufferPointer(start: embedded_files(&count), count: count)
    return table.map { file in
      (String(cString: file.path), UnsafeRawBufferPointer(start: file.bytes, count: file.count))
    }
  }
}

/// The titles and descriptions of the tools in one language. Names, values and patterns are never touched.
struct ToolTexts {
  private let texts: JSONObject

  /// Throws if the file is missing or unsound: a defect of the build.
  init(in language: Language) throws {
    texts = try ToolFile.texts(in: language)
  }

  func applied(to tools: [Tool]) -> [Tool] {
    tools.map { tool in
      guard let texts = texts[tool.name]?.object else { return tool }
      return tool.described(by: Self.lay(texts, over: tool.definition))
    }
  }

  /// Only over what is there: a text of a property that is gone does not bring it back.
  private static func lay(_ texts: JSONObject, over definition: JSONObject) -> JSONObject {
    JSONObject(
      definition.members.map { member in
        let value = texts[member.name].map { lay($0, over: member.value) }
        return JSONObject.Member(name: member.name, value: value ?? member.value)
      })
  }

  private static func lay(_ text: JSONValue, over value: JSONValue) -> JSONValue {
    switch (text, value) {
    case (.object(let texts), .object(let definition)): .object(lay(texts, over: definition))
    case (.string, .string): text
    default: value
    }
  }
}
