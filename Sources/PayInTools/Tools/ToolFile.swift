import CSchemas
import Glibc
import JSON
import MCP
import PayIn

/// The published definitions of the tools, from the files inside the binary.
enum ToolFile {
  private static let folder = "tools/"

  /// The tools that have a file.
  static var names: [String] {
    EmbeddedFile.all(in: folder).map(\.name)
  }

  /// Throws if there is no such file or it is not one JSON object: a defect of the build.
  static func definition(_ name: String) throws -> JSONObject {
    guard let definition = try definitions.get()[name] else { throw EmbeddedFile.Failure.missing(folder + name) }
    return definition
  }

  /// All files, parsed once: the tools, the resources and the check of unknown arguments need them before the first
  /// answer.
  private static let definitions = Result {
    Dictionary(uniqueKeysWithValues: try EmbeddedFile.all(in: folder).map { ($0.name, try $0.object()) })
  }
}

/// One file of schemas/, as it is inside the binary.
struct EmbeddedFile {
  enum Failure: Error, Equatable {
    /// A path below schemas/.
    case missing(String)
    case notAnObject(String)
  }

  /// The path below schemas/.
  let path: String
  let bytes: UnsafeRawBufferPointer

  /// The files of one folder, in the order in which they are embedded.
  static func all(in folder: String) -> [EmbeddedFile] {
    var count = 0
    let table = UnsafeBufferPointer(start: embedded_files(&count), count: count)
    // The size is the place of a zero byte, for which only the files that are wanted are searched.
    return table.filter { strncmp($0.path, folder, folder.utf8.count) == 0 }.map { file in
      EmbeddedFile(
        path: String(cString: file.path),
        bytes: UnsafeRawBufferPointer(start: file.bytes, count: embedded_file_size(file)))
    }
  }

  /// The name of the file without its folder and its extension.
  var name: String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.prefix { $0 != "." })
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  func object() throws -> JSONObject {
    guard case .object(let object) = try JSONParser.parse(bytes) else { throw Failure.notAnObject(path) }
    return object
  }
}

/// The titles and descriptions of the tools in one language. Names, values and patterns are never touched.
struct ToolTexts {
  /// The texts by tool, as definitions that hold nothing else. Empty for English, which stands in the tools' own files.
  let texts: JSONObject

  /// Throws if the file is missing or unsound: a defect of the build.
  init(in language: Language) throws {
    switch language {
    case .english: texts = [:]
    case .chinese: texts = try EmbeddedFile.all(in: "locales/zh-Hans").first?.object() ?? [:]
    }
  }

  func applied(to tool: Tool) -> Tool {
    guard let texts = texts[tool.name]?.object else { return tool }
    return tool.described(by: Self.replace(tool.definition, with: texts))
  }

  /// Replaces texts that are there. A translation of a property that was removed does not bring it back.
  private static func replace(_ definition: JSONObject, with texts: JSONObject) -> JSONObject {
    JSONObject(
      definition.members.map { member in
        let value = texts[member.name].map { replace(member.value, with: $0) }
        return JSONObject.Member(name: member.name, value: value ?? member.value)
      })
  }

  private static func replace(_ value: JSONValue, with text: JSONValue) -> JSONValue {
    switch (text, value) {
    case (.object(let texts), .object(let definition)): .object(replace(definition, with: texts))
    case (.string, .string): text
    default: value
    }
  }
}
