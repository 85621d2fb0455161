import CSchemas
package import JSON

/// The published definitions of the tools, from the files inside the binary.
package enum ToolFile {
  package enum Failure: Error, Equatable {
    case missing(String)
    case notAnObject(String)
  }

  /// In the order tools are listed.
  package static var names: [String] {
    files.map { String($0.path.dropFirst("tools/".count).dropLast(".json".count)) }
  }

  /// Throws if there is no such file or it is not one JSON object: a defect of the build.
  package static func definition(_ name: String) throws -> JSONObject {
    guard let file = files.first(where: { $0.path == "tools/\(name).json" }) else { throw Failure.missing(name) }
    guard case .object(let object) = try JSONParser.parse(file.bytes) else { throw Failure.notAnObject(name) }
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
