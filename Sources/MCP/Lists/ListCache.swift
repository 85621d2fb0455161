import JSON
package import JSONRPC

/// The four lists. They are fixed at the start and the same for every client of the same extensions.
struct ListCache {
  private struct Key: Hashable {
    let method: ListMethod
    let revision: ProtocolRevision
    let extensions: ClientExtensions
  }

  private let tools: [Tool]
  private let features: ServerFeatures
  private let pageSize: Int
  /// The encoded lists, each made when it is first asked for: a process speaks one or two revisions, and a client waits
  /// for its start.
  private var encoded: [Key: ListPages] = [:]

  init(tools: [Tool], features: ServerFeatures, pageSize: Int) {
    self.tools = tools
    self.features = features
    self.pageSize = pageSize
  }

  /// Returns the result for the revision of the encoder. Throws for a cursor that no page has returned.
  mutating func page(
    of method: ListMethod, at cursor: String?, _ encoder: ResultEncoder, _ extensions: ClientExtensions
  ) throws(RPCError) -> [UInt8] {
    let key = Key(method: method, revision: encoder.revision, extensions: method == .tools ? extensions : [])
    let list = encoded[key] ?? encode(method, encoder, key.extensions)
    encoded[key] = list
    return try list.page(at: cursor)
  }

  private func encode(_ method: ListMethod, _ encoder: ResultEncoder, _ extensions: ClientExtensions) -> ListPages {
    let revision = encoder.revision
    let rows =
      switch method {
      case .tools: tools.map { row(of: $0, revision, extensions) }
      case .resources: features.resources?.resources.map { $0.projected(to: revision) } ?? []
      case .resourceTemplates: features.resources?.templates.map { $0.projected(to: revision) } ?? []
      case .prompts: features.prompts?.map { $0.projected(to: revision) } ?? []
      }
    return ListPages(
      rows, member: method.member, encoder: encoder, caching: extensions.isEmpty ? .catalogue : .declared,
      pageSize: pageSize)
  }

  private func row(
    of tool: Tool, _ revision: ProtocolRevision, _ extensions: ClientExtensions
  ) -> JSONObject {
    var row = tool.projected(to: revision)
    if extensions.contains(.apps), let page = features.apps.first(where: { $0.tools.contains(tool.name) }) {
      row.append("_meta", page.toolMetadata)
    }
    return row
  }
}

/// The answers to one list method under one revision, encoded once. There is one page by default: many clients never
/// ask for a second (specification, server utilities: pagination).
package struct ListPages: Sendable {
  private let pages: [[UInt8]]

  /// `pageSize` is the number of rows on a page, at least 1.
  init(
    _ rows: [JSONObject], member: String, encoder: ResultEncoder, caching: Caching = .catalogue, pageSize: Int = .max
  ) {
    let size = max(1, min(pageSize, rows.count))
    let starts = rows.isEmpty ? [0] : Array(stride(from: 0, to: rows.count, by: size))
    pages = starts.map { start in
      let end = min(start + size, rows.count)
      var result = JSONObject([.init(name: member, value: .array(rows[start..<end].map(JSONValue.object)))])
      if end < rows.count { result.append("nextCursor", .string(Self.cursor(page: end / size))) }
      return encoder.encode(result, caching: caching)
    }
  }

  /// Returns a page. Throws for a cursor that no page has returned; the empty string is such a cursor.
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
