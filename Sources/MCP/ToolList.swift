import JSON
package import JSONRPC

/// The answers to `tools/list` under one revision, encoded once at start. By default one page: many clients never ask
/// for a second.
package struct ToolList: Sendable {
  private let pages: [[UInt8]]

  package init(_ tools: [Tool], encoder: ResultEncoder, pageSize: Int = .max) {
    let size = max(1, min(pageSize, tools.count))
    let starts = tools.isEmpty ? [0] : Array(stride(from: 0, to: tools.count, by: size))
    pages = starts.map { start in
      let end = min(start + size, tools.count)
      let rows = tools[start..<end].map { JSONValue.object($0.projected(to: encoder.revision)) }
      var result: JSONObject = ["tools": .array(rows)]
      if end < tools.count { result.append("nextCursor", .string(Self.cursor(page: end / size))) }
      return encoder.encode(result, caching: .catalogue)
    }
  }

  /// Throws for a cursor that no page has given out; the empty string is one of those.
  package func page(at cursor: String?) throws(RPCError) -> [UInt8] {
    guard let cursor else { return pages[0] }
    guard let index = pages.indices.dropFirst().first(where: { Self.cursor(page: $0) == cursor }) else {
      throw .invalidParams("unknown cursor")
    }
    return pages[index]
  }

  private static func cursor(page: Int) -> String {
    "page-\(page + 1)"
  }
}

extension Tool {
  /// Without the members that the revision does not know: strict decoders in the field refuse what they do not expect.
  func projected(to revision: ProtocolRevision) -> JSONObject {
    var object = definition
    if !revision.hasToolAnnotations { object["annotations"] = nil }
    if !revision.hasStructuredContent {
      object["title"] = nil
      object["outputSchema"] = nil
    }
    return object
  }
}
