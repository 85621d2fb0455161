import JSONRPC

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
