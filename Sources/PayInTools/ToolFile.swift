import CSchemas
package import JSON
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
