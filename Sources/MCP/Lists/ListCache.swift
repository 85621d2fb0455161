import JSON
package import JSONRPC

/// The four lists, fixed at start and the same for everybody.
struct Lists {
  private struct Key: Hashable {
    let listing: Listing
    let revision: ProtocolRevision
  }

  private let tools: [Tool]
  private let features: ServerFeatures
  private let pageSize: Int
  /// Made when first asked for: a process speaks one or two revisions, and a client waits for its start.
  private var encoded: [Key: PagedList] = [:]

  init(tools: [Tool], features: ServerFeatures, pageSize: Int) {
    self.tools = tools
    self.features = features
    self.pageSize = pageSize
  }

  /// The result for the revision of the encoder. Throws for a cursor that no page has given out.
  mutating func page(of listing: Listing, at cursor: String?, _ encoder: ResultEncoder) throws(RPCError) -> [UInt8] {
    let key = Key(listing: listing, revision: encoder.revision)
    let list = encoded[key] ?? encode(listing, encoder)
    encoded[key] = list
    return try list.page(at: cursor)
  }

  private func encode(_ listing: Listing, _ encoder: ResultEncoder) -> PagedList {
    let revision = encoder.revision
    let rows =
      switch listing {
      case .tools: tools.map { $0.projected(to: revision) }
      case .resources: features.resources?.resources.map { $0.projected(to: revision) } ?? []
      case .resourceTemplates: features.resources?.templates.map { $0.projected(to: revision) } ?? []
      case .prompts: features.prompts?.map { $0.projected(to: revision) } ?? []
      }
    return PagedList(rows, member: listing.member, encoder: encoder, pageSize: pageSize)
  }
}

/// The answers to one list method under one revision, encoded once. By default one page: many clients never ask for a
/// second (specification, server utilities: pagination).
package struct PagedList: Sendable {
  private let pages: [[UInt8]]

  /// `pageSize` is the number of rows on a page, at least 1.
  init(_ rows: [JSONObject], member: String, encoder: ResultEncoder, pageSize: Int = .max) {
    let size = max(1, min(pageSize, rows.count))
    let starts = rows.isEmpty ? [0] : Array(stride(from: 0, to: rows.count, by: size))
    pages = starts.map { start in
      let end = min(start + size, rows.count)
      var result = JSONObject([.init(name: member, value: .array(rows[start..<end].map(JSONValue.object)))])
      if end < rows.count { result.append("nextCursor", .string(Self.cursor(page: end / size))) }
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
