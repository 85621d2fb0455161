/// The conditions of a list of payment links. Nil means any.
package struct PaymentLinkFilter: Sendable {
  package enum Archived: String, Sendable {
    case exclude, include, only
  }

  package var status: String?
  /// A part of the title or the description.
  package var search: String?
  package var archived: Archived

  package init(status: String? = nil, search: String? = nil, archived: Archived = .exclude) {
    self.status = status
    self.search = search
    self.archived = archived
  }

  var conditions: [ListFilter] {
    [
      ListFilter("status", status),
      ListFilter("search", search, .containedIn(["title", "description"]), sentAs: [("search", search)]),
      archivedCondition,
    ]
  }

  private var archivedCondition: ListFilter {
    switch archived {
    case .exclude: ListFilter("archived", "false", .equal, sentAs: [])
    case .include: ListFilter("archived", nil, .equal, sentAs: [("includeArchived", "true")])
    case .only: ListFilter("archived", "true", .equal, sentAs: [("archived", "true")])
    }
  }
}
